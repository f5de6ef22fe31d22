/* SPDX-License-Identifier: Apache-2.0 */
/*
 * routine.h: the routines of the DDI as data: arguments, outputs and how each is called.
 */
#ifndef HDASIM_ROUTINE_H
#define HDASIM_ROUTINE_H

#include <hda_ddi_plugin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "spec.h"

#define ROUTINE_MAX_ARGS 12
#define ROUTINE_MAX_OUTPUTS 10
#define ROUTINE_MAX_HANDLES 64
/* Fills every output before the call, so that a write can be seen. */
#define ROUTINE_SENTINEL 0xA5u

enum routine_interface { INTERFACE_V1 = 1, INTERFACE_V2 = 2, INTERFACE_V3 = 4, INTERFACE_BDL = 8 };
#define INTERFACE_V2_V3 (INTERFACE_V2 | INTERFACE_V3)
#define INTERFACE_PLAIN (INTERFACE_V1 | INTERFACE_V2 | INTERFACE_V3)
#define INTERFACE_ALL (INTERFACE_PLAIN | INTERFACE_BDL)

struct routine_argument {
  const char *name;
  enum value_type type;       /* VALUE_INT, VALUE_BOOL, VALUE_FORMAT, VALUE_HANDLES, VALUE_WORD */
  const char *fallback;       /* text of the default; NULL: must be given */
  const char *const *choices; /* VALUE_WORD: NULL-terminated; the argument is the index */
};

struct routine_output {
  const char *name;
  unsigned bytes;   /* of the cell; 0: a pseudo output computed after the call */
  bool own_pointer; /* passed by its own pointer, which an argument of that name replaces */
};

/* What a plug-in must bring, or a stream must have, for a routine to be called; else the vector is
 * blocked. */
enum routine_need {
  NEEDS_NOTHING,
  NEEDS_MINIPORT,
  NEEDS_PORT,
  NEEDS_NOTIFICATION,
  NEEDS_INPUT,
  NEEDS_OUTPUT
};

struct call;
struct routine {
  const char *name;
  unsigned interfaces;   /* OR of enum routine_interface; 0: not a member of an interface */
  enum bind_kind object; /* kind of the object whose method it is, BIND_NONE: of none */
  enum routine_need needs;
  bool returns_void;
  bool calls_back; /* the step may say what is done in the callback: key `in_callback` */
  enum bind_kind binds;
  struct routine_argument arguments[ROUTINE_MAX_ARGS];
  struct routine_output outputs[ROUTINE_MAX_OUTPUTS];
  NTSTATUS (*invoke)(struct call *call);
};

struct output {
  union {
    uint8_t bytes[16];
    uint64_t number; /* little endian */
  } cell;
  void *pointer; /* what the routine gets: &cell, NULL or garbage */
};

/* One call being made. */
struct call {
  struct world *world;
  const struct routine *routine;
  const struct node *map; /* the step's value */
  struct client *client;
  PVOID context;
  struct object *object; /* whose method is called */
  void *method_table;    /* its interface that has the method */
  void *made;            /* what `as` names, if the routine made it itself */
  uint64_t argument[ROUTINE_MAX_ARGS];
  HDAUDIO_STREAM_FORMAT format;
  PHDAUDIO_STREAM_FORMAT format_pointer;
  HANDLE handles[ROUTINE_MAX_HANDLES];
  struct transfer *transfer;         /* TransferCodecVerbs */
  struct registration *registration; /* RegisterEventCallback */
  struct output output[ROUTINE_MAX_OUTPUTS];
};

const struct routine *routine_table(size_t *count);
unsigned routine_output_count(const struct routine *routine);
unsigned routine_argument_count(const struct routine *routine);
/* Has the routine written the output? */
bool routine_output_touched(const struct call *call, unsigned index);
/* Value of an output cell. */
uint64_t routine_output_value(const struct call *call, unsigned index);

#endif
