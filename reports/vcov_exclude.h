/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What need not be covered, one by one and with a reason: a YAML list of
 *
 *   - {file: rtl/a.sv, line: "default: state_d = IDLE;", reason: why it is never reached}
 *   - {file: rtl/a.sv, toggle: "addr_q[6:0]", reason: why these bits never change}
 *
 * `line` is the text of a source line without its indentation. `toggle` names a signal, and for
 * each of its dimensions, or only the first ones, a bit, a range or `*`.
 */
#ifndef HDASIM_REPORTS_VCOV_EXCLUDE_H
#define HDASIM_REPORTS_VCOV_EXCLUDE_H

#include <stdbool.h>
#include <stddef.h>

enum { VCOV_MAX_DIMENSIONS = 4 };

struct vcov_exclusion {
  char *file, *reason;
  char *line;   /* text, or NULL */
  char *signal; /* name without indexes, or NULL */
  unsigned dimensions;
  unsigned low[VCOV_MAX_DIMENSIONS], high[VCOV_MAX_DIMENSIONS];
  unsigned yaml_line, yaml_column;
  unsigned used;    /* points that were not covered, for which it stands */
  unsigned covered; /* points that were covered after all */
};

struct vcov_exclusions {
  const char *path; /* as given */
  struct vcov_exclusion *items;
  size_t count;
};

/* Cuts "name.member[3][7:0]" into a name and ranges; an absent or `*` range is everything. False
 * if it is not of that form. `name` is new memory. */
bool vcov_signal_parse(const char *text, char **name, unsigned *dimensions, unsigned *low,
                       unsigned *high);

/* False after a message `path:line:column: error: ...` on standard error. */
bool vcov_exclusions_read(struct vcov_exclusions *exclusions, const char *path);
void vcov_exclusions_free(struct vcov_exclusions *exclusions);

/* The exclusion that stands for a source line, or for a bit of a signal as Verilator names it;
 * NULL if there is none. */
struct vcov_exclusion *vcov_exclusion_of_line(struct vcov_exclusions *exclusions, const char *file,
                                              const char *text);
struct vcov_exclusion *vcov_exclusion_of_bit(struct vcov_exclusions *exclusions, const char *file,
                                             const char *bit);

#endif
