/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <hda_oracle.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "groups.h"
#include "paths.h"
#include "report.h"

struct run {
  const struct options *options;
  struct outcome *outcomes;
  size_t count, done;
  struct totals totals;
  FILE *json;
  bool json_failed;
  bool terminal;
};

static void report_one(void *context, const struct outcome *outcome) {
  struct run *run = context;
  totals_add(&run->totals, outcome);
  run->done++;
  if (run->json != NULL && !report_json(run->json, &run->options->run, outcome))
    run->json_failed = true;
  if (run->terminal)
    report_progress_clear(stdout);
  report_text(stdout, &run->options->run, outcome);
  fflush(stdout);
  if (run->terminal)
    report_progress(stdout, &run->totals, run->done, run->count);
}

static bool no_vectors(const struct options *options) {
  struct text names;
  text_clear(&names);
  for (size_t i = 0; i < options->run.filter_count; i++)
    text_add(&names, " '%s'", options->run.filters[i]);
  for (size_t i = 0; i < options->run.checked_count; i++)
    text_add(&names, " requirement '%s'", options->run.checked[i]);
  fprintf(stderr, "hdasim: no vector matches%s; `hdasim list` shows the ids\n",
          names.length > 0 ? names.data : " (all of them are strict)");
  return false;
}

/* Result files are opened before the first vector runs: a wrong path costs nothing. */
static bool open_files(struct run *run) {
  const struct run_options *options = &run->options->run;
  if (options->json != NULL) {
    paths_make_parents(options->json);
    run->json = fopen(options->json, "w");
    if (run->json == NULL) {
      fprintf(stderr, "hdasim: %s: cannot be written: %s\n", options->json, strerror(errno));
      return false;
    }
  } else if (run->options->json_to_stdout) {
    fputs("hdasim: run --json needs a file: --json=FILE\n", stderr);
    return false;
  }
  if (options->junit == NULL)
    return true;
  paths_make_parents(options->junit);
  FILE *probe = fopen(options->junit, "w");
  if (probe == NULL) {
    fprintf(stderr, "hdasim: %s: cannot be written: %s\n", options->junit, strerror(errno));
    return false;
  }
  fclose(probe);
  return true;
}

static int execute(struct run *run) {
  struct timespec from, to;
  const struct run_options *options = &run->options->run;
  clock_gettime(CLOCK_MONOTONIC, &from);
  if (!groups_run(run->outcomes, run->count, options, report_one, run))
    return EXIT_BAD_INPUT;
  clock_gettime(CLOCK_MONOTONIC, &to);
  run->totals.wall_ms =
      (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
  bool written = !run->json_failed;
  if (options->junit != NULL)
    written =
        report_junit(options->junit, options, run->outcomes, run->count, &run->totals) && written;
  if (run->terminal)
    report_progress_clear(stdout);
  if (!written)
    fputs("hdasim: a result file could not be written\n", stderr);
  report_summary(stdout, &run->totals, HDA_ORACLE_WALL_CLOCK_HZ);
  if (!written)
    return EXIT_BAD_INPUT;
  return totals_failed(&run->totals) == 0 ? EXIT_ALL_PASSED : EXIT_SOME_FAILED;
}

int command_run(struct options *options) {
  struct suite suite = {0};
  if (!cli_load(options, &suite))
    return EXIT_BAD_INPUT;
  struct run run = {.options = options, .terminal = isatty(STDOUT_FILENO) != 0};
  run.outcomes = calloc(suite.count + 1, sizeof *run.outcomes);
  if (run.outcomes == NULL)
    abort();
  for (unsigned group = 0; group < groups_count(); group++) {
    for (size_t i = 0; i < suite.count; i++) {
      const struct vector *vector = &suite.vectors[i];
      if (groups_of(&options->run, vector) == group && cli_selected(options, vector))
        run.outcomes[run.count++].vector = vector;
    }
  }
  int code = EXIT_BAD_INPUT;
  if ((run.count > 0 || no_vectors(options)) && open_files(&run))
    code = execute(&run);
  if (run.json != NULL && fclose(run.json) != 0)
    code = EXIT_BAD_INPUT;
  for (size_t i = 0; i < run.count; i++) {
    if (run.outcomes[i].result.failures != NULL)
      result_free(&run.outcomes[i].result);
  }
  free(run.outcomes);
  suite_free(&suite);
  return code;
}
