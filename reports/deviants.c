/* SPDX-License-Identifier: Apache-2.0 */
/* The program around deviants.h: one deviant as a test, or all of them as a report. */
#include "deviants.h"

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

struct options {
  struct deviants_place place;
  const char *table, *only;
  unsigned jobs, limit_ms;
  bool markdown;
};

enum { KEY_TABLE = 256, KEY_PROGRAM, KEY_LIBRARIES, KEY_ONLY, KEY_FOLDER, KEY_LIMIT, KEY_MARKDOWN };

static const struct argp_option all_options[] = {
    {"table", KEY_TABLE, "FILE", 0, "The deviants, JSON", 0},
    {"program", KEY_PROGRAM, "FILE", 0, "hdasim", 0},
    {"libraries", KEY_LIBRARIES, "FOLDER", 0, "Where ddi_NAME.so are", 0},
    {"folder", KEY_FOLDER, "FOLDER", 0, "Where results go", 0},
    {"only", KEY_ONLY, "NAME", 0, "Test this deviant by the vectors of its own requirements", 0},
    {"markdown", KEY_MARKDOWN, NULL, 0, "Print the deviants as a table of docs/deviants.md", 0},
    {"limit", KEY_LIMIT, "MS", 0,
     "Test each deviant also with the shortest vector of each requirement, unless that simulates "
     "more time; default 4",
     0},
    {"jobs", 'j', "N", 0, "Processes at a time; default 2", 0},
    {0},
};

static error_t take(int key, char *argument, struct argp_state *state) {
  struct options *options = state->input;
  switch (key) {
  case KEY_TABLE:
    options->table = argument;
    return 0;
  case KEY_PROGRAM:
    options->place.program = argument;
    return 0;
  case KEY_LIBRARIES:
    options->place.libraries = argument;
    return 0;
  case KEY_FOLDER:
    options->place.folder = argument;
    return 0;
  case KEY_ONLY:
    options->only = argument;
    return 0;
  case KEY_MARKDOWN:
    options->markdown = true;
    return 0;
  case KEY_LIMIT:
    options->limit_ms = (unsigned)strtoul(argument, NULL, 10);
    return 0;
  case 'j':
    options->jobs = (unsigned)strtoul(argument, NULL, 10);
    return 0;
  case ARGP_KEY_END:
    if (options->table == NULL ||
        (!options->markdown &&
         (options->place.program == NULL || options->place.libraries == NULL ||
          options->place.folder == NULL || options->jobs == 0)))
      argp_error(state, "--table, --program, --libraries and --folder are needed");
    return 0;
  default:
    return ARGP_ERR_UNKNOWN;
  }
}

static int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

/* ---- one deviant */

static void explain(const json_t *judged) {
  size_t index;
  const json_t *item;
  printf("%s escaped: no failing vector names one of",
         json_string_value(json_object_get(judged, "name")));
  json_array_foreach(json_object_get(judged, "expected"), index, item)
      printf(" %s", json_string_value(item));
  printf("\n%lld vectors ran, %zu failed\n",
         (long long)json_integer_value(json_object_get(judged, "ran")),
         json_array_size(json_object_get(judged, "failed")));
  json_array_foreach(json_object_get(judged, "failed"), index, item)
      printf("  %s %s: %s\n", json_string_value(json_object_get(item, "verdict")),
             json_string_value(json_object_get(item, "vector")),
             json_string_value(json_object_get(item, "what")));
}

static int test_one(const struct options *options, const json_t *table) {
  const json_t *entry = deviants_entry(table, options->only);
  if (entry == NULL) {
    (void)fprintf(stderr, "%s: not in %s\n", options->only, options->table);
    return 2;
  }
  const struct deviants_run run = {.name = options->only,
                                   .as = options->only,
                                   .strict = deviants_strict(entry),
                                   .jobs = 1,
                                   .requirements = json_object_get(entry, "requirements"),
                                   .filters = json_object_get(entry, "vectors")};
  int status = 0, process = deviants_start(&options->place, &run);
  if (process < 0 || waitpid(process, &status, 0) != process)
    return 2;
  json_t *results = deviants_results(&options->place, &run);
  if (results == NULL)
    return 2;
  json_t *judged = deviants_judge(entry, results);
  bool caught = json_is_true(json_object_get(judged, "caught")) && code_of(status) == 1;
  if (!caught)
    explain(judged);
  json_decref(judged);
  json_decref(results);
  return caught ? 0 : 1;
}

/* ---- all of them */

static json_t *run_reference(const struct options *options, bool strict) {
  json_t *patterns = json_pack("[s, s, s]", "DDI-*", "RT-*", "KS-*");
  const struct deviants_run run = {.as = strict ? "reference-strict" : "reference-tolerant",
                                   .strict = strict,
                                   .jobs = options->jobs,
                                   .requirements = patterns};
  int status = 0, process = deviants_start(&options->place, &run);
  json_t *results = NULL;
  if (process >= 0 && waitpid(process, &status, 0) == process)
    results = deviants_results(&options->place, &run);
  json_decref(patterns);
  return results;
}

static size_t failures_in(const json_t *results) {
  size_t index, failed = 0;
  const json_t *result;
  json_array_foreach(results, index, result) {
    const char *verdict = json_string_value(json_object_get(result, "verdict"));
    failed += strcmp(verdict, "pass") != 0 && strcmp(verdict, "blocked") != 0;
  }
  return failed;
}

struct slot {
  int process;
  size_t index;
  struct deviants_run run;
};

static bool begin(const struct options *options, const json_t *table, const json_t *reference[2],
                  struct slot *slot, size_t index) {
  const json_t *entry = json_array_get(table, index);
  const char *name = json_string_value(json_object_get(entry, "name"));
  bool strict = deviants_strict(entry);
  *slot =
      (struct slot){.index = index,
                    .run = {.name = name,
                            .as = name,
                            .strict = strict,
                            .jobs = 1,
                            .exact = deviants_choose(entry, reference[strict], options->limit_ms)}};
  slot->process = deviants_start(&options->place, &slot->run);
  return slot->process >= 0;
}

static void finish(const struct options *options, const json_t *table, struct slot *slot,
                   json_t *judged) {
  const json_t *entry = json_array_get(table, slot->index);
  json_t *results = deviants_results(&options->place, &slot->run);
  json_t *one = deviants_judge(entry, results);
  printf("%-7s %s\n", json_is_true(json_object_get(one, "caught")) ? "caught" : "ESCAPED",
         slot->run.name);
  (void)fflush(stdout);
  json_array_set_new(judged, slot->index, one);
  json_decref(results);
  json_decref(slot->run.exact);
  slot->process = 0;
}

static bool run_all(const struct options *options, const json_t *table, const json_t *reference[2],
                    json_t *judged) {
  struct slot *slots = calloc(options->jobs, sizeof *slots);
  size_t next = 0, running = 0, count = json_array_size(table);
  if (slots == NULL)
    abort();
  for (size_t i = 0; i < count; i++)
    json_array_append_new(judged, json_null());
  bool good = true;
  while (good && (next < count || running > 0)) {
    for (unsigned i = 0; good && i < options->jobs && next < count; i++) {
      if (slots[i].process != 0)
        continue;
      good = begin(options, table, reference, &slots[i], next++);
      running++;
    }
    int status, ended = waitpid(-1, &status, 0);
    for (unsigned i = 0; i < options->jobs; i++) {
      if (ended > 0 && slots[i].process == ended) {
        finish(options, table, &slots[i], judged);
        running--;
      }
    }
  }
  free(slots);
  return good;
}

static bool write_report(const struct options *options, const struct deviants_report *report) {
  static const struct {
    const char *file;
    bool (*write)(const char *path, const struct deviants_report *report);
  } forms[] = {{"deviants.json", deviants_write_json},
               {"deviants.txt", deviants_write_text},
               {"index.html", deviants_write_html}};
  bool good = true;
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    char *path;
    if (asprintf(&path, "%s/../%s", options->place.folder, forms[i].file) < 0)
      abort();
    good = forms[i].write(path, report) && good;
    free(path);
  }
  return good;
}

static int report_all(const struct options *options, const json_t *table) {
  struct timespec from, to;
  (void)clock_gettime(CLOCK_MONOTONIC, &from);
  json_t *tolerant = run_reference(options, false), *strict = run_reference(options, true);
  json_t *judged = json_array();
  const json_t *reference[2] = {tolerant, strict};
  if (tolerant == NULL || strict == NULL || !run_all(options, table, reference, judged))
    return 2;
  (void)clock_gettime(CLOCK_MONOTONIC, &to);
  struct deviants_report report = {.judged = judged,
                                   .strict_vectors = json_array_size(strict),
                                   .strict_failed = failures_in(strict),
                                   .tolerant_vectors = json_array_size(tolerant),
                                   .tolerant_failed = failures_in(tolerant),
                                   .seconds = (double)(to.tv_sec - from.tv_sec)};
  bool written = write_report(options, &report);
  size_t caught = deviants_caught(&report), count = json_array_size(judged);
  size_t references =
      (report.strict_failed == 0 ? 1u : 0u) + (report.tolerant_failed == 0 ? 1u : 0u);
  printf("deviants: %zu caught, %zu escaped; reference: %zu of %zu failed strict, %zu of %zu "
         "tolerant; %.0f s\n",
         caught, count - caught, report.strict_failed, report.strict_vectors,
         report.tolerant_failed, report.tolerant_vectors, report.seconds);
  printf("%zu passed, %zu failed\n", caught + references, count - caught + 2 - references);
  json_decref(judged);
  json_decref(tolerant);
  json_decref(strict);
  if (!written)
    return 2;
  return caught == count && references == 2 ? 0 : 1;
}

int main(int argc, char **argv) {
  static const struct argp parser = {
      .options = all_options,
      .parser = take,
      .doc = "Runs the vectors against drivers that are wrong on purpose.\v"
             "Exit code: 0 all were caught, 1 one escaped, 2 usage or missing parts."};
  struct options options = {.jobs = 2, .limit_ms = 4};
  if (argp_parse(&parser, argc, argv, 0, NULL, &options) != 0)
    return 2;
  json_t *table = deviants_read_table(options.table);
  if (table == NULL)
    return 2;
  if (options.markdown) {
    deviants_print_markdown(table);
    json_decref(table);
    return 0;
  }
  if (mkdir(options.place.folder, 0777) != 0 && errno != EEXIST) {
    perror(options.place.folder);
    return 2;
  }
  int code = options.only != NULL ? test_one(&options, table) : report_all(&options, table);
  json_decref(table);
  return code;
}
