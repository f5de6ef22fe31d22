/* SPDX-License-Identifier: Apache-2.0 */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deviants.h"

#define BCLK_PER_MS 24000

json_t *deviants_read_table(const char *path) {
  json_error_t error;
  json_t *table = json_load_file(path, 0, &error);
  if (table == NULL)
    (void)fprintf(stderr, "%s:%d:%d: %s\n", path, error.line, error.column, error.text);
  return table;
}

const json_t *deviants_entry(const json_t *table, const char *name) {
  size_t index;
  const json_t *entry;
  json_array_foreach(table, index, entry) {
    if (strcmp(json_string_value(json_object_get(entry, "name")), name) == 0)
      return entry;
  }
  return NULL;
}

bool deviants_strict(const json_t *entry) { return json_is_true(json_object_get(entry, "strict")); }

bool deviants_has(const json_t *strings, const char *string) {
  size_t index;
  const json_t *item;
  json_array_foreach(strings, index, item) {
    if (strcmp(json_string_value(item), string) == 0)
      return true;
  }
  return false;
}

/* ---- judgement */

static void count(json_t *named, const char *id) {
  json_int_t before = json_integer_value(json_object_get(named, id));
  json_object_set_new(named, id, json_integer(before + 1));
}

/* The sentences that a result says were broken: those of its failures, and of a vector that died
 * all that it checks. */
static json_t *broken(const json_t *result) {
  json_t *ids = json_array();
  size_t index, inner;
  const json_t *failure, *item;
  json_array_foreach(json_object_get(result, "failures"), index, failure) {
    json_array_foreach(json_object_get(failure, "requirements"), inner, item) {
      const char *id = json_string_value(json_object_get(item, "id"));
      if (!deviants_has(ids, id))
        json_array_append_new(ids, json_string(id));
    }
  }
  const char *verdict = json_string_value(json_object_get(result, "verdict"));
  if (strcmp(verdict, "crash") == 0 || strcmp(verdict, "hang") == 0)
    json_array_extend(ids, json_object_get(result, "requirements"));
  return ids;
}

static json_t *describe(const json_t *result, json_t *ids) {
  const json_t *failure = json_array_get(json_object_get(result, "failures"), 0);
  const char *what = json_string_value(json_object_get(failure, "what"));
  const char *expected = json_string_value(json_object_get(failure, "expected"));
  const char *observed = json_string_value(json_object_get(failure, "observed"));
  char *words = NULL;
  if (failure == NULL)
    words = strdup(json_string_value(json_object_get(result, "reason")));
  else if (asprintf(&words, "%s: expected %s, observed %s", what, expected, observed) < 0)
    abort();
  json_t *entry =
      json_pack("{s:O, s:O, s:s, s:O}", "vector", json_object_get(result, "id"), "verdict",
                json_object_get(result, "verdict"), "what", words, "requirements", ids);
  free(words);
  return entry;
}

json_t *deviants_judge(const json_t *entry, const json_t *results) {
  const json_t *expected = json_object_get(entry, "requirements");
  const char *wanted = json_string_value(json_object_get(entry, "verdict"));
  json_t *named = json_object(), *failed = json_array();
  bool caught = false;
  size_t index, inner;
  const json_t *result, *item;
  if (wanted == NULL)
    wanted = "fail";
  json_array_foreach(results, index, result) {
    const char *verdict = json_string_value(json_object_get(result, "verdict"));
    if (strcmp(verdict, "pass") == 0 || strcmp(verdict, "blocked") == 0)
      continue;
    json_t *ids = broken(result);
    json_array_foreach(ids, inner, item) {
      count(named, json_string_value(item));
      caught = caught ||
               (strcmp(verdict, wanted) == 0 && deviants_has(expected, json_string_value(item)));
    }
    json_array_append_new(failed, describe(result, ids));
    json_decref(ids);
  }
  json_t *judged =
      json_pack("{s:O, s:O, s:b, s:O, s:s, s:b, s:o, s:o, s:I}", "name",
                json_object_get(entry, "name"), "does", json_object_get(entry, "does"), "strict",
                deviants_strict(entry), "expected", expected, "wanted", wanted, "caught", caught,
                "named", named, "failed", failed, "ran", (json_int_t)json_array_size(results));
  if (json_object_get(entry, "appendix") != NULL)
    json_object_set(judged, "appendix", json_object_get(entry, "appendix"));
  return judged;
}

/* ---- choice of vectors */

static bool shares(const json_t *left, const json_t *right) {
  size_t index;
  const json_t *item;
  json_array_foreach(left, index, item) {
    if (deviants_has(right, json_string_value(item)))
      return true;
  }
  return false;
}

/* As --filter does: a part of the id, or with * and ?. */
static bool passes(const json_t *filters, const char *id) {
  size_t index;
  const json_t *item;
  json_array_foreach(filters, index, item) {
    const char *pattern = json_string_value(item);
    if (strpbrk(pattern, "*?") == NULL ? strstr(id, pattern) != NULL : fnmatch(pattern, id, 0) == 0)
      return true;
  }
  return json_array_size(filters) == 0;
}

static bool own_test_takes(const json_t *entry, const json_t *result) {
  return shares(json_object_get(entry, "requirements"), json_object_get(result, "requirements")) &&
         passes(json_object_get(entry, "vectors"),
                json_string_value(json_object_get(result, "id")));
}

/* Simulated time: the same on every machine. */
static json_int_t time_of(const json_t *result) {
  return json_integer_value(json_object_get(result, "bclk"));
}

static int by_time(const void *left, const void *right) {
  json_int_t a = time_of(*(json_t *const *)left), b = time_of(*(json_t *const *)right);
  return (a > b) - (a < b);
}

/* Is it the first of any requirement of the DDI? `seen` counts per requirement. */
static bool is_first(json_t *seen, const json_t *result) {
  size_t index;
  const json_t *id;
  bool first = false;
  json_array_foreach(json_object_get(result, "requirements"), index, id) {
    const char *name = json_string_value(id);
    if (strncmp(name, "HDA-", 4) == 0)
      continue;
    count(seen, name);
    first = first || json_integer_value(json_object_get(seen, name)) == 1;
  }
  return first;
}

json_t *deviants_choose(const json_t *entry, const json_t *reference, unsigned limit_ms) {
  size_t size = json_array_size(reference);
  json_t **sorted = calloc(size + 1, sizeof *sorted), *seen = json_object(), *ids = json_array();
  if (sorted == NULL)
    abort();
  for (size_t i = 0; i < size; i++)
    sorted[i] = json_array_get(reference, i);
  qsort(sorted, size, sizeof *sorted, by_time);
  for (size_t i = 0; i < size; i++) {
    bool taken =
        is_first(seen, sorted[i]) && time_of(sorted[i]) <= (json_int_t)limit_ms * BCLK_PER_MS;
    if (taken || own_test_takes(entry, sorted[i]))
      json_array_append(ids, json_object_get(sorted[i], "id"));
  }
  json_decref(seen);
  free(sorted);
  return ids;
}
