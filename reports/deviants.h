/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deviants.h: runs vectors against drivers that are wrong on purpose, and judges whether each was
 * caught.
 *
 * An entry of the table is one JSON object: docs/deviants.md. A result is one line of what
 * `hdasim run --json` writes.
 */
#ifndef DEVIANTS_H
#define DEVIANTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct deviants_place {
  const char *program;   /* hdasim */
  const char *libraries; /* folder of ddi_<name>.so */
  const char *folder;    /* for what the runs write */
};

/* One run of the program. */
struct deviants_run {
  const char *name; /* of the deviant, NULL = the reference */
  const char *as;   /* names the files of the run */
  bool strict;
  unsigned jobs;
  json_t *requirements; /* strings: patterns of requirements, NULL = any */
  json_t *filters;      /* strings: patterns of vector ids, NULL = any */
  json_t *exact;        /* strings: these vectors, NULL */
};

/* Starts the program; its process id, or -1. Nothing is written to standard output. */
int deviants_start(const struct deviants_place *place, const struct deviants_run *run);
/* Results of a run that has ended, a JSON array; NULL after a message if there are none. */
json_t *deviants_results(const struct deviants_place *place, const struct deviants_run *run);

/* Reads the table; NULL after a message. */
json_t *deviants_read_table(const char *path);
/* Entry of a name, NULL. */
const json_t *deviants_entry(const json_t *table, const char *name);
bool deviants_strict(const json_t *entry);

/* What the results say of a deviant: {name, does, appendix, strict, expected: [ids], wanted:
 * verdict, caught: boolean, named: {id: vectors}, failed: [{vector, verdict, what, requirements}],
 * ran}. */
json_t *deviants_judge(const json_t *entry, const json_t *results);

/* Ids of the vectors that a deviant is tested with: those that its own test takes, and the shortest
 * of every requirement, unless it simulates more than `limit_ms`. `reference`: results of the
 * reference. */
json_t *deviants_choose(const json_t *entry, const json_t *reference, unsigned limit_ms);

/* The report; `seconds`: how long it took. False after a message. */
struct deviants_report {
  json_t *judged; /* array of deviants_judge */
  size_t strict_vectors, strict_failed, tolerant_vectors, tolerant_failed; /* of the reference */
  double seconds;
};
bool deviants_write_json(const char *path, const struct deviants_report *report);
bool deviants_write_text(const char *path, const struct deviants_report *report);
bool deviants_write_html(const char *path, const struct deviants_report *report);

/* The table as Markdown, to standard output. */
void deviants_print_markdown(const json_t *table);

/* Ids that any deviant is expected to break or did break, sorted. */
json_t *deviants_columns(const struct deviants_report *report);
bool deviants_has(const json_t *strings, const char *string);
size_t deviants_caught(const struct deviants_report *report);

#endif
