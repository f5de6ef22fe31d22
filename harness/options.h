/* SPDX-License-Identifier: Apache-2.0 */
/* options.h: what the command line says. */
#ifndef HDASIM_OPTIONS_H
#define HDASIM_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OPTIONS_TIMEOUT_S 120u /* default of `timeout` */
#define OPTIONS_RERUNS 10u     /* default of `reruns` */

enum wave_mode { WAVE_ON_FAILURE, WAVE_ALWAYS, WAVE_NEVER };

struct run_options {
  const char *program;  /* path of this executable, absolute */
  const char **filters; /* a vector is taken if any matches; none = all */
  size_t filter_count;
  const char **checked; /* requirements: a vector is taken if it checks any; none = all */
  size_t checked_count;
  const char **paths; /* vectors: files and folders */
  size_t path_count;
  bool default_paths;       /* paths was not given */
  const char *junit, *json; /* files, NULL = none */
  const char *wave_dir, *coverage_dir;
  const char *ddi, *rtl; /* libraries under test; NULL = the embedded ones */
  const char *ddi_path;  /* the DDI library that is loaded */
  unsigned jobs;
  uint64_t seed;
  enum wave_mode wave;
  unsigned reruns;  /* failed vectors, the first ones, that are run again for log and waveform */
  bool strict;      /* only the decisions of the project are right answers */
  unsigned timeout; /* wall-clock seconds a vector, last resort */
};

/* The reference DDI makes the decisions of the project, another one need not. */
static inline bool options_strict_by_default(const struct run_options *options) {
  return options->ddi == NULL;
}

#endif
