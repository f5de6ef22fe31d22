/* SPDX-License-Identifier: Apache-2.0 */
/* report.h: results as text, as JSON lines and as JUnit XML. */
#ifndef HDASIM_REPORT_H
#define HDASIM_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "options.h"
#include "runner.h"

struct totals {
  size_t verdicts[VERDICTS];
  size_t warnings;
  uint64_t bclk; /* simulated time of all vectors, in link clock periods */
  double wall_ms;
};
void totals_add(struct totals *totals, const struct outcome *outcome);
size_t totals_failed(const struct totals *totals);

/* The command that repeats one vector; the caller frees it. NULL if out of memory. */
char *report_command(const struct run_options *options, const struct vector *vector);

/* One finished vector on the terminal; quiet: only what is not a pass. */
void report_text(FILE *stream, const struct run_options *options, const struct outcome *outcome);
/* Progress line on a terminal; `count` of `total` are done. */
void report_progress(FILE *stream, const struct totals *totals, size_t count, size_t total);
void report_progress_clear(FILE *stream);
/* Speed, then the last line "N passed, N failed". */
void report_summary(FILE *stream, const struct totals *totals, uint64_t bclk_hz);

/* One line; identical for two runs but for "wall_ms". */
bool report_json(FILE *stream, const struct run_options *options, const struct outcome *outcome);
/* The whole file. */
bool report_junit(const char *file, const struct run_options *options,
                  const struct outcome *outcomes, size_t count, const struct totals *totals);

#endif
