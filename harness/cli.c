/* SPDX-License-Identifier: Apache-2.0 */
#include "cli.h"

#include <argp.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paths.h"

const char *argp_program_version = "hdasim " HDASIM_VERSION;

enum {
  KEY_JUNIT = 256,
  KEY_JSON,
  KEY_WAVE,
  KEY_WAVE_DIR,
  KEY_COVERAGE_DIR,
  KEY_DDI,
  KEY_RTL,
  KEY_SEED,
  KEY_STRICT,
  KEY_TOLERANT,
  KEY_TIMEOUT,
  KEY_VECTORS,
  KEY_REQUIREMENTS,
  KEY_SCHEMA,
  KEY_EXACT,
  KEY_REQUIREMENT,
  KEY_RERUNS
};

static const struct argp_option all_options[] = {
    {"vectors", KEY_VECTORS, "PATH", 0, "File or folder of vectors; may be repeated", 0},
    {"filter", 'f', "PATTERN", 0, "Take vectors whose id matches: a part of it, or with * and ?",
     0},
    {"exact", KEY_EXACT, "ID", 0, "Take the vector with this id", 0},
    {"requirement", KEY_REQUIREMENT, "ID", 0,
     "Take vectors that check this requirement, of those that --filter takes; * and ? stand for "
     "any "
     "part and any letter; may be repeated",
     0},
    {"jobs", 'j', "N", 0, "Processes at a time; default: the processors", 0},
    {"seed", KEY_SEED, "N", 0, "Seed of random vectors; default 1", 0},
    {"strict", KEY_STRICT, NULL, 0,
     "Only the decisions of the project are right where the documents are open, and "
     "recommendations fail; default without --ddi",
     0},
    {"tolerant", KEY_TOLERANT, NULL, 0,
     "Every answer that the documents allow is right; default with --ddi", 0},
    {"ddi", KEY_DDI, "LIBRARY", 0, "Test this DDI instead of the reference", 0},
    {"rtl", KEY_RTL, "LIBRARY", 0, "Test this RTL instead of the built-in one", 0},
    {"junit", KEY_JUNIT, "FILE", 0, "Write JUnit XML", 0},
    {"json", KEY_JSON, "FILE", OPTION_ARG_OPTIONAL,
     "run: one result a line into FILE; list, bench: print JSON", 0},
    {"wave", KEY_WAVE, "WHEN", 0, "on-failure (default), always or never", 0},
    {"reruns", KEY_RERUNS, "N", 0,
     "Run the first N failed vectors again for call log and waveform; default 10", 0},
    {"wave-dir", KEY_WAVE_DIR, "FOLDER", 0, "Where waveforms and call logs go", 0},
    {"coverage-dir", KEY_COVERAGE_DIR, "FOLDER", 0, "RTL coverage data, if the build has any", 0},
    {"timeout", KEY_TIMEOUT, "SECONDS", 0, "Wall-clock watchdog of a vector; default 120", 0},
    {"requirements", KEY_REQUIREMENTS, NULL, 0, "list: requirements and their vectors", 0},
    {"schema", KEY_SCHEMA, NULL, 0, "check: print the JSON Schema", 0},
    {0},
};

static void add(const char ***list, size_t *count, const char *item) {
  const char **grown = realloc(*list, (*count + 1) * sizeof *grown);
  if (grown == NULL) {
    fputs("hdasim: out of memory\n", stderr);
    exit(EXIT_BAD_INPUT);
  }
  grown[(*count)++] = item;
  *list = grown;
}

static uint64_t number(struct argp_state *state, const char *text, uint64_t min, uint64_t max) {
  char *end;
  errno = 0;
  uint64_t value = strtoull(text, &end, 0);
  if (errno != 0 || *text == '-' || end == text || *end != '\0' || value < min || value > max)
    argp_error(state, "'%s' is no number from %llu to %llu", text, (unsigned long long)min,
               (unsigned long long)max);
  return value;
}

static bool take_command(struct options *options, const char *word) {
  static const char *const names[] = {"run", "list", "check", "bench"};
  for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (strcmp(names[i], word) == 0) {
      options->command = (enum command)i;
      return true;
    }
  }
  return false;
}

static error_t take(int key, char *argument, struct argp_state *state) {
  struct options *options = state->input;
  struct run_options *run = &options->run;
  switch (key) {
  case KEY_VECTORS:
    add(&run->paths, &run->path_count, argument);
    return 0;
  case KEY_EXACT:
    options->exact = true;
    add(&run->filters, &run->filter_count, argument);
    return 0;
  case 'f':
    add(&run->filters, &run->filter_count, argument);
    return 0;
  case KEY_REQUIREMENT:
    add(&run->checked, &run->checked_count, argument);
    return 0;
  case 'j':
    run->jobs = (unsigned)number(state, argument, 1, 256);
    return 0;
  case KEY_SEED:
    run->seed = number(state, argument, 0, UINT64_MAX);
    return 0;
  case KEY_STRICT:
  case KEY_TOLERANT:
    options->strictness_given = true;
    run->strict = key == KEY_STRICT;
    return 0;
  case KEY_DDI:
    run->ddi = argument;
    return 0;
  case KEY_RTL:
    run->rtl = argument;
    return 0;
  case KEY_JUNIT:
    run->junit = argument;
    return 0;
  case KEY_JSON:
    /* `run --json FILE`, but `bench --json` and `list --json` without one */
    if (argument == NULL && options->command == COMMAND_RUN && state->next < state->argc &&
        state->argv[state->next][0] != '-')
      argument = state->argv[state->next++];
    run->json = argument;
    options->json_to_stdout = argument == NULL;
    return 0;
  case KEY_WAVE:
    if (strcmp(argument, "on-failure") == 0)
      run->wave = WAVE_ON_FAILURE;
    else if (strcmp(argument, "always") == 0)
      run->wave = WAVE_ALWAYS;
    else if (strcmp(argument, "never") == 0)
      run->wave = WAVE_NEVER;
    else
      argp_error(state, "--wave %s; expected on-failure, always or never", argument);
    return 0;
  case KEY_RERUNS:
    run->reruns = (unsigned)number(state, argument, 0, UINT32_MAX);
    return 0;
  case KEY_WAVE_DIR:
    run->wave_dir = argument;
    return 0;
  case KEY_COVERAGE_DIR:
    run->coverage_dir = argument;
    return 0;
  case KEY_TIMEOUT:
    run->timeout = (unsigned)number(state, argument, 1, 86400);
    return 0;
  case KEY_REQUIREMENTS:
    options->requirements = true;
    return 0;
  case KEY_SCHEMA:
    options->schema = true;
    return 0;
  case ARGP_KEY_ARG:
    if (state->arg_num == 0) {
      if (!take_command(options, argument))
        argp_error(state, "unknown command '%s'; expected run, list, check or bench", argument);
    } else if (options->command == COMMAND_BENCH) {
      argp_error(state, "bench takes no argument");
    } else {
      add(&run->paths, &run->path_count, argument);
    }
    return 0;
  case ARGP_KEY_NO_ARGS:
    argp_error(state, "no command; expected run, list, check or bench");
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static void set_defaults(struct options *options) {
  static char program[PATH_MAX], waves[PATH_MAX];
  struct run_options *run = &options->run;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  paths_program(program, sizeof program);
  paths_waves(program, waves, sizeof waves);
  run->program = program;
  run->wave_dir = waves;
  run->jobs = processors < 1 ? 1 : processors > 256 ? 256 : (unsigned)processors;
  run->seed = 1;
  run->timeout = OPTIONS_TIMEOUT_S;
  run->reruns = OPTIONS_RERUNS;
}

void cli_parse(int argc, char **argv, struct options *options) {
  static const struct argp parser = {
      .options = all_options,
      .parser = take,
      .args_doc = "run|list|check|bench [PATH...]",
      .doc = "Simulates an HD Audio controller and tests the Windows HD Audio bus-driver DDI "
             "against it.\v"
             "Exit code: 0 all passed, 1 something failed, 2 usage or bad input."};
  memset(options, 0, sizeof *options);
  set_defaults(options);
  argp_err_exit_status = EXIT_BAD_INPUT;
  if (argp_parse(&parser, argc, argv, ARGP_IN_ORDER, NULL, options) != 0)
    exit(EXIT_BAD_INPUT);
  if (!options->strictness_given)
    options->run.strict = options_strict_by_default(&options->run);
  if (options->run.path_count == 0 && options->command != COMMAND_BENCH) {
    static char vectors[PATH_MAX];
    options->run.default_paths = true;
    if (paths_vectors(options->run.program, vectors, sizeof vectors))
      add(&options->run.paths, &options->run.path_count, vectors);
  }
}

static bool checks_what_is_asked(const struct run_options *run, const struct vector *vector) {
  for (size_t i = 0; i < run->checked_count; i++)
    for (size_t k = 0; k < vector->requirement_count; k++)
      if (fnmatch(run->checked[i], vector->requirements[k]->id, 0) == 0)
        return true;
  return run->checked_count == 0;
}

bool cli_selected(const struct options *options, const struct vector *vector) {
  const struct run_options *run = &options->run;
  if (vector->strict && !run->strict && !options->exact)
    return false;
  if (!checks_what_is_asked(run, vector))
    return false;
  if (run->filter_count == 0)
    return true;
  for (size_t i = 0; i < run->filter_count; i++) {
    if (options->exact ? strcmp(run->filters[i], vector->id) == 0
                       : text_filter(run->filters[i], vector->id))
      return true;
  }
  return false;
}

bool cli_load(const struct options *options, struct suite *suite) {
  static char shipped[PATH_MAX];
  struct diag diag = {0};
  if (paths_vectors(options->run.program, shipped, sizeof shipped))
    suite->shipped = shipped;
  if (options->run.path_count == 0) {
    fputs("hdasim: no vectors beside the program; expected --vectors PATH\n", stderr);
    return false;
  }
  if (suite_load(suite, options->run.paths, options->run.path_count, &diag))
    return true;
  fprintf(stderr, "%s\n", diag.message.data);
  suite_free(suite);
  return false;
}
