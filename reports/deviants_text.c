/* SPDX-License-Identifier: Apache-2.0 */
/* The report as JSON and as plain text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deviants.h"

static int by_name(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void collect(json_t *ids, const char *id) {
  if (!deviants_has(ids, id))
    json_array_append_new(ids, json_string(id));
}

json_t *deviants_columns(const struct deviants_report *report) {
  json_t *ids = json_array(), *sorted = json_array();
  size_t index, inner;
  const json_t *judged, *item;
  const char *id;
  json_array_foreach(report->judged, index, judged) {
    json_array_foreach(json_object_get(judged, "expected"), inner, item)
        collect(ids, json_string_value(item));
    json_object_foreach(json_object_get(judged, "named"), id, item) collect(ids, id);
  }
  size_t count = json_array_size(ids);
  const char **names = calloc(count + 1, sizeof *names);
  if (names == NULL)
    abort();
  for (size_t i = 0; i < count; i++)
    names[i] = json_string_value(json_array_get(ids, i));
  qsort(names, count, sizeof *names, by_name);
  for (size_t i = 0; i < count; i++)
    json_array_append_new(sorted, json_string(names[i]));
  free(names);
  json_decref(ids);
  return sorted;
}

size_t deviants_caught(const struct deviants_report *report) {
  size_t caught = 0, index;
  const json_t *judged;
  json_array_foreach(report->judged, index, judged) caught +=
      json_is_true(json_object_get(judged, "caught"));
  return caught;
}

static FILE *create(const char *path) {
  FILE *stream = fopen(path, "w");
  if (stream == NULL)
    perror(path);
  return stream;
}

bool deviants_write_json(const char *path, const struct deviants_report *report) {
  json_t *all = json_pack(
      "{s:{s:I, s:I, s:I, s:I}, s:I, s:I, s:o, s:O}", "reference", "strict_vectors",
      (json_int_t)report->strict_vectors, "strict_failed", (json_int_t)report->strict_failed,
      "tolerant_vectors", (json_int_t)report->tolerant_vectors, "tolerant_failed",
      (json_int_t)report->tolerant_failed, "caught", (json_int_t)deviants_caught(report), "escaped",
      (json_int_t)(json_array_size(report->judged) - deviants_caught(report)), "requirements",
      deviants_columns(report), "deviants", report->judged);
  bool good = json_dump_file(all, path, JSON_INDENT(1)) == 0;
  if (!good)
    perror(path);
  json_decref(all);
  return good;
}

static void print_ids(FILE *stream, const json_t *judged) {
  const json_t *expected = json_object_get(judged, "expected");
  json_t *named = json_object_get(judged, "named");
  size_t index;
  const json_t *item;
  const char *id;
  json_array_foreach(expected, index, item) {
    json_int_t count = json_integer_value(json_object_get(named, json_string_value(item)));
    (void)fprintf(stream, " %s*(%lld)", json_string_value(item), (long long)count);
  }
  json_object_foreach(named, id, item) {
    if (!deviants_has(expected, id))
      (void)fprintf(stream, " %s(%lld)", id, (long long)json_integer_value(item));
  }
}

bool deviants_write_text(const char *path, const struct deviants_report *report) {
  FILE *stream = create(path);
  size_t index;
  const json_t *judged;
  if (stream == NULL)
    return false;
  (void)fputs("Each deviant, and the requirements that failing vectors name: ID(vectors).\n"
              "ID* is one that the fault breaks by its nature; a deviant is caught when a failure "
              "names one.\n\n",
              stream);
  json_array_foreach(report->judged, index, judged) {
    bool caught = json_is_true(json_object_get(judged, "caught"));
    (void)fprintf(stream, "%-7s %-34s", caught ? "caught" : "ESCAPED",
                  json_string_value(json_object_get(judged, "name")));
    print_ids(stream, judged);
    (void)fputc('\n', stream);
  }
  return fclose(stream) == 0;
}

void deviants_print_markdown(const json_t *table) {
  size_t index, inner;
  const json_t *entry, *id;
  puts("| deviant | what it does | requirements | A | run |\n|---|---|---|---|---|");
  json_array_foreach(table, index, entry) {
    const json_t *appendix = json_object_get(entry, "appendix");
    const char *verdict = json_string_value(json_object_get(entry, "verdict"));
    printf("| `%s` | %s |", json_string_value(json_object_get(entry, "name")),
           json_string_value(json_object_get(entry, "does")));
    json_array_foreach(json_object_get(entry, "requirements"), inner, id)
        printf("%s %s", inner > 0 ? "," : "", json_string_value(id));
    printf(" | ");
    if (appendix != NULL)
      printf("%lld", (long long)json_integer_value(appendix));
    printf(" | %s%s |\n", deviants_strict(entry) ? "strict" : "", verdict != NULL ? verdict : "");
  }
}
