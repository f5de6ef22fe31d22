/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "deviants.h"

#define TIMEOUT_S "20" /* wall clock, for drivers in which time stands still */

extern char **environ;

struct arguments {
  char **items;
  size_t count, capacity;
};

static void add(struct arguments *arguments, const char *option, const char *value) {
  char *word = NULL;
  if (arguments->count + 2 > arguments->capacity) {
    arguments->capacity = 2 * arguments->capacity + 16;
    arguments->items = realloc(arguments->items, arguments->capacity * sizeof *arguments->items);
  }
  if (arguments->items == NULL || asprintf(&word, "%s%s", option, value) < 0)
    abort();
  arguments->items[arguments->count++] = word;
  arguments->items[arguments->count] = NULL;
}

static void add_all(struct arguments *arguments, const char *option, const json_t *values) {
  size_t index;
  const json_t *value;
  json_array_foreach(values, index, value) add(arguments, option, json_string_value(value));
}

static char *file_of(const struct deviants_place *place, const struct deviants_run *run,
                     const char *kind) {
  char *path;
  if (asprintf(&path, "%s/%s.%s", place->folder, run->as, kind) < 0)
    abort();
  return path;
}

static void fill(struct arguments *arguments, const struct deviants_place *place,
                 const struct deviants_run *run, const char *json) {
  char jobs[16], *library;
  (void)snprintf(jobs, sizeof jobs, "%u", run->jobs);
  add(arguments, place->program, "");
  add(arguments, "run", "");
  add(arguments, "--json=", json);
  add(arguments, "--wave=", "never");
  add(arguments, "--reruns=", "0");
  add(arguments, "--timeout=", TIMEOUT_S);
  add(arguments, "--jobs=", jobs);
  add(arguments, run->strict ? "--strict" : "--tolerant", "");
  if (run->name != NULL) {
    if (asprintf(&library, "%s/ddi_%s.so", place->libraries, run->name) < 0)
      abort();
    add(arguments, "--ddi=", library);
    free(library);
  }
  add_all(arguments, "--requirement=", run->requirements);
  add_all(arguments, "--filter=", run->filters);
  add_all(arguments, "--exact=", run->exact);
}

int deviants_start(const struct deviants_place *place, const struct deviants_run *run) {
  struct arguments arguments = {0};
  char *json = file_of(place, run, "json"), *log = file_of(place, run, "log");
  fill(&arguments, place, run, json);
  posix_spawn_file_actions_t files;
  pid_t process = -1;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  (void)unlink(json);
  int error = posix_spawn(&process, place->program, &files, NULL, arguments.items, environ);
  if (error != 0) {
    (void)fprintf(stderr, "%s: cannot be started: %s\n", place->program, strerror(error));
    process = -1;
  }
  posix_spawn_file_actions_destroy(&files);
  for (size_t i = 0; i < arguments.count; i++)
    free(arguments.items[i]);
  free(arguments.items);
  free(json);
  free(log);
  return process;
}

json_t *deviants_results(const struct deviants_place *place, const struct deviants_run *run) {
  char *json = file_of(place, run, "json"), *log = file_of(place, run, "log");
  json_t *results = json_array(), *line;
  FILE *stream = fopen(json, "r");
  while (stream != NULL && (line = json_loadf(stream, JSON_DISABLE_EOF_CHECK, NULL)) != NULL)
    json_array_append_new(results, line);
  if (stream != NULL)
    (void)fclose(stream);
  if (json_array_size(results) == 0) {
    (void)fprintf(stderr, "%s: no vector was run; see %s\n", run->as, log);
    json_decref(results);
    results = NULL;
  }
  free(json);
  free(log);
  return results;
}
