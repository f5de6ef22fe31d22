/* SPDX-License-Identifier: Apache-2.0 */
/* Verilator coverage points, added up over files and instances. */
#ifndef HDASIM_REPORTS_VCOV_H
#define HDASIM_REPORTS_VCOV_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum vcov_kind {
  VCOV_LINE,   /* a block of statements ran */
  VCOV_BRANCH, /* one way out of a condition was taken */
  VCOV_TOGGLE, /* one bit changed */
  VCOV_USER,   /* a cover property held */
  VCOV_KIND_COUNT
};

struct vcov_point {
  enum vcov_kind kind;
  char *file;    /* as named in the data, relative to the root if inside it */
  unsigned line; /* 1.. */
  unsigned column;
  char *comment; /* block kind, signal bit, or name of the property */
  char *lines;   /* source lines of the point, such as "3-4,7"; empty: `line` alone */
  uint64_t count;
};

struct vcov {
  char *root; /* absolute, no trailing slash */
  struct vcov_point *points;
  size_t count, capacity;
};

/* `root`: folder that the files of the report lie in; points of other files are dropped. False
 * when it does not exist or memory is exhausted. */
bool vcov_init(struct vcov *vcov, const char *root);
void vcov_free(struct vcov *vcov);

/* Adds the points of a coverage.dat. False after a message `path:line:column: error: ...` on
 * standard error; the points before that line stay. */
bool vcov_read(struct vcov *vcov, const char *path);

/* Sorts by file, line, column, kind and comment, and adds up what is the same point. */
void vcov_merge(struct vcov *vcov);

/* Calls `visit` for each source line of a point. False if `lines` is not such a list. */
bool vcov_point_lines(const struct vcov_point *point, void (*visit)(void *user, unsigned line),
                      void *user);

/* gcovr tracefile (format 0.3) of the line and branch points of a merged set; NULL when memory is
 * exhausted. */
json_t *vcov_json(const struct vcov *vcov);

/* Table of all kinds per file, then the toggle and user points that never happened. */
void vcov_text(const struct vcov *vcov, FILE *out);

#endif
