/* SPDX-License-Identifier: Apache-2.0 */
#include "checks.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

static void write_one(const struct check *check, const char *which, const char *step) {
  char text[8192], name[128];
  snprintf(text, sizeof text, "id: %s-%s\ntitle: T\nrequirements: [X-001]\n%ssteps:\n%s  - %s\n",
           check->name, which, check->head, check->base, step);
  snprintf(name, sizeof name, "v/%s-%s.yaml", check->name, which);
  files_write(name, text);
}

void checks_write(const struct check *checks, size_t count) {
  for (size_t i = 0; i < count; i++) {
    write_one(&checks[i], "right", checks[i].right);
    write_one(&checks[i], "wrong", checks[i].wrong);
  }
}

/* What the vector said first when it failed, "" if it did not fail. */
static const char *first_failure(const json_t *results, const char *name, const char *which) {
  char id[128];
  snprintf(id, sizeof id, "%s-%s", name, which);
  const json_t *result = json_object_get(results, id);
  if (result == NULL)
    fail_msg("%s has no result", id);
  const char *reason = json_string_value(json_object_get(result, "reason"));
  if (reason[0] != '\0')
    return reason;
  const json_t *failure = json_array_get(json_object_get(result, "failures"), 0);
  const char *what = json_string_value(json_object_get(failure, "what"));
  return what != NULL ? what : "";
}

static json_t *read_results(const char *path) {
  char *text = files_read(path);
  assert_non_null(text);
  json_t *results = json_object();
  for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    json_t *object = json_loads(line, 0, NULL);
    json_object_set_new(results, json_string_value(json_object_get(object, "id")), object);
  }
  free(text);
  return results;
}

void checks_run(const struct check *checks, size_t count, const char *ddi) {
  char *folder = strdup(files_path("v")), *json = strdup(files_path("r.json"));
  char *waves = strdup(files_path("waves"));
  struct process process = RUN("run", folder, "--ddi", ddi, "--strict", "--json", json, "--wave",
                               "never", "--wave-dir", waves);
  if (process.code != 1)
    fail_msg("code %d: %s", process.code, process.errors);
  json_t *results = read_results(json);
  size_t bad = 0;
  for (size_t i = 0; i < count; i++) {
    const char *right = first_failure(results, checks[i].name, "right");
    const char *wrong = first_failure(results, checks[i].name, "wrong");
    bool good = right[0] == '\0' && strncmp(wrong, checks[i].what, strlen(checks[i].what)) == 0;
    if (!good)
      print_error("%s: right gives '%s', wrong gives '%s'\n", checks[i].name, right, wrong);
    bad += !good;
  }
  if (bad > 0)
    print_error("%s", process.output);
  assert_int_equal(bad, 0);
  json_decref(results);
  free(folder);
  free(json);
  free(waves);
  process_free(&process);
}

static const struct check *all;
static size_t all_count;
static const char *driver;

static int begin(void **state) {
  (void)state;
  files_begin();
  checks_write(all, all_count);
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static void test_violators(void **state) {
  (void)state;
  checks_run(all, all_count, driver);
}

int checks_main(const struct check *checks, size_t count, const char *ddi) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_violators)};
  all = checks;
  all_count = count;
  driver = ddi;
  return cmocka_run_group_tests(tests, begin, end);
}
