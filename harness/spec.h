/* SPDX-License-Identifier: Apache-2.0 */
/*
 * spec.h: the vector format as data.
 *
 * One table of steps with their keys serves the validation, the JSON Schema and the interpreter.
 */
#ifndef HDASIM_SPEC_H
#define HDASIM_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "tree.h"

/* What may stand at a key. Append only is not needed: the numbers are internal. */
enum value_type {
  VALUE_NONE, /* nothing: the form does not exist */
  VALUE_INT,  /* expression */
  VALUE_BOOL,
  VALUE_BIND, /* a new name */
  VALUE_REF,  /* $name of the kind `kind` */
  VALUE_TIME,
  VALUE_FORMAT,
  VALUE_MATCH,       /* matcher */
  VALUE_STATUS,      /* status matcher */
  VALUE_CALL_EXPECT, /* `expect` of a routine */
  VALUE_UNITS,       /* map of time unit to matcher */
  VALUE_FIELDS,      /* matcher, or map of register field to matcher */
  VALUE_FIELD_INTS,  /* map of register field to expression */
  VALUE_FRAMES,      /* `oracle`, or list of matchers */
  VALUE_DESCRIPTORS, /* `oracle`, or list of {at, bytes, ioc} */
  VALUE_INTS,        /* list of expressions */
  VALUE_HANDLES,     /* list of expressions, or a pointer */
  VALUE_WORD,        /* one of `choices` */
  VALUE_TEXT,        /* free text */
  VALUE_TEXTS,       /* list of free texts */
  VALUE_IDS,         /* list of requirement ids */
  VALUE_STEPS,       /* list of steps */
  VALUE_UNTIL,       /* condition of `run` */
  VALUE_REGISTER,    /* register name */
  VALUE_LIMIT,       /* expression, or `unlimited` */
  VALUE_SHAPE,       /* map of controller property to matcher */
  VALUE_FAULTS,      /* list of {fault, args} */
  VALUE_ROWS,
  VALUE_CROSS,
  VALUE_ID,
  VALUE_MATCHES,   /* list of matchers */
  VALUE_FRAGMENTS, /* list of {at, bytes, ioc}: pieces of a block of memory */
  VALUE_BUFFERS,   /* list of {address, bytes, ioc}: a buffer descriptor list */
  VALUE_WINDOWS,   /* list of {address, bytes} */
  VALUE_PACKETS,   /* list of {tag, length, u8}: packets of an inbound frame */
  VALUE_RESPONSE,  /* {valid, unsol, reserved, value}: response field of an inbound frame */
  VALUE_WORDS,     /* list of words of `choices` */
  VALUE_CALLS,     /* list of calls: a word of `choices`, or it and (what tells it apart) */
  VALUE_CODECS,    /* map of SDI line, or `all`, to codec */
  VALUE_COMMANDS,  /* list of expressions that may be generated, or a pointer */
  VALUE_ANSWER,    /* word, or map of field of a response to matcher */
  VALUE_ANSWERS,   /* list of them that may be generated */
  VALUE_GENERATOR, /* {repeat, times, as} in such a list */
};

enum bind_kind {
  BIND_NONE,
  BIND_CLIENT,
  BIND_ENGINE,
  BIND_BUFFER,
  BIND_POINTER,
  BIND_EVENT,
  BIND_MARK,
  BIND_NUMBER,
  BIND_SOURCE,
  BIND_NOW,
  BIND_CONTROLLER,
  BIND_LINK,
  BIND_DEVICE,
  BIND_TRANSFER,
  BIND_REGISTRATION,
  BIND_MINIPORT,
  BIND_STREAM,
  BIND_FILTER,
  BIND_PIN,
  BIND_RESULT,
  BIND_KINDS
};
extern const char *const bind_kind_names[BIND_KINDS];
/* Fields of a kind, NULL-terminated. */
extern const char *const *const bind_fields[BIND_KINDS];
/* Key under which a step names the object of this kind whose method it calls; NULL: no such kind.
 */
const char *spec_object_key(enum bind_kind kind);
/* Does the bare name of this kind have a value? */
bool bind_has_value(enum bind_kind kind);

struct key_spec {
  const char *name;
  enum value_type type;
  bool required;
  enum bind_kind kind;        /* VALUE_REF: the kind, BIND_NONE any */
  const char *const *choices; /* VALUE_WORD, NULL-terminated */
  const char *help;
};

struct world;
struct step;

/* Runs a step; failures are recorded in the world. */
typedef void (*step_fn)(struct world *world, const struct step *step);

struct step_spec {
  const char *name;
  const char *help;
  enum value_type scalar; /* the short form, VALUE_NONE if a map is required */
  enum bind_kind scalar_kind;
  const struct key_spec *keys; /* of the map form */
  size_t key_count;            /* 0: only the short form */
  enum bind_kind binds;        /* kind of what `as` names */
  step_fn run;
  const struct routine *routine; /* NULL if the step is the harness's own */
};

/* All steps: the routines first, then the harness's own. */
const struct step_spec *spec_steps(size_t *count);
const struct step_spec *spec_find_step(const char *name);
const struct key_spec *spec_find_key(const struct key_spec *keys, size_t count, const char *name);
/* Builds of the controller a vector may ask for, the default first, NULL-terminated. Each but the
 * default is a library hda_rtl_<name>.so beside the program. */
extern const char *const spec_builds[];
/* Keys of the top of a file. */
const struct key_spec *spec_file_keys(size_t *count);
const struct key_spec *spec_until_keys(size_t *count);
/* The conditions of `until` that are one word, NULL-terminated. */
enum until_word {
  UNTIL_IRQ,
  UNTIL_COMMAND,
  UNTIL_RESPONSE,
  UNTIL_ADDRESS,
  UNTIL_MSI,
  UNTIL_PME,
  UNTIL_ISR_CALL
};
extern const char *const spec_until_words[];
const struct key_spec *spec_descriptor_keys(size_t *count);
/* Keys of each entry of VALUE_FRAGMENTS, VALUE_BUFFERS, VALUE_WINDOWS, VALUE_PACKETS, or of
 * VALUE_RESPONSE. */
const struct key_spec *spec_nested_keys(enum value_type type, size_t *count);

/* A step as it stands in a vector. */
struct step {
  const struct step_spec *spec;
  const struct node *node; /* the value */
  const struct node *key;  /* the name, for the place */
  unsigned index;          /* from 1, in the top list */
};

#endif
