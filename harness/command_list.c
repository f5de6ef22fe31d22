/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "result.h"

static bool checks(const struct vector *vector, const struct requirement *requirement) {
  for (size_t i = 0; i < vector->requirement_count; i++) {
    if (vector->requirements[i] == requirement)
      return true;
  }
  return false;
}

static json_t *vector_ids(const struct options *options, const struct suite *suite,
                          const struct requirement *requirement) {
  json_t *ids = json_array();
  for (size_t i = 0; i < suite->count; i++) {
    if (cli_selected(options, &suite->vectors[i]) && checks(&suite->vectors[i], requirement))
      json_array_append_new(ids, json_string(suite->vectors[i].id));
  }
  return ids;
}

static json_t *proof_ids(const struct requirement *requirement) {
  json_t *ids = json_array();
  for (size_t i = 0; i < requirement->proof_count; i++)
    json_array_append_new(ids, json_string(requirement->proofs[i]));
  return ids;
}

static void print_ids(const char *kind, const json_t *ids) {
  size_t index;
  const json_t *id;
  json_array_foreach(ids, index, id) printf("    %s%s\n", kind, json_string_value(id));
}

/* Every requirement with the vectors that check it and the proofs that show it; those without any
 * come last. */
static void print_matrix(const struct options *options, const struct suite *suite) {
  json_t *all = json_array();
  size_t covered = 0;
  for (int with = 1; with >= 0; with--) {
    for (size_t i = 0; i < suite->requirements.count; i++) {
      const struct requirement *item = &suite->requirements.items[i];
      json_t *ids = vector_ids(options, suite, item);
      size_t count = json_array_size(ids) + item->proof_count;
      if ((count > 0) != (with == 1)) {
        json_decref(ids);
        continue;
      }
      covered += with == 1;
      if (options->json_to_stdout) {
        json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:o, s:o}", "id", item->id, "level",
                                             item->level, "text", item->text, "vectors", ids,
                                             "proofs", proof_ids(item)));
        continue;
      }
      printf("%s (%s) %s\n", item->id, item->level, item->text);
      json_t *proofs = proof_ids(item);
      print_ids("", ids);
      print_ids("proof ", proofs);
      if (count == 0)
        puts("    neither vector nor proof");
      json_decref(proofs);
      json_decref(ids);
    }
  }
  if (options->json_to_stdout) {
    json_dumpf(all, stdout, JSON_INDENT(2));
    putchar('\n');
  } else {
    size_t count = suite->requirements.count;
    printf("%zu requirements: %zu have a vector or a proof, %zu have neither\n", count, covered,
           count - covered);
  }
  json_decref(all);
}

static void print_vectors(const struct options *options, const struct suite *suite) {
  json_t *all = json_array();
  for (size_t i = 0; i < suite->count; i++) {
    const struct vector *vector = &suite->vectors[i];
    if (!cli_selected(options, vector))
      continue;
    if (!options->json_to_stdout) {
      printf("%-48s %s\n", vector->id, vector->title);
      continue;
    }
    json_t *ids = json_array();
    for (size_t k = 0; k < vector->requirement_count; k++)
      json_array_append_new(ids, json_string(vector->requirements[k]->id));
    json_array_append_new(all,
                          json_pack("{s:s, s:s, s:o, s:i, s:o, s:s}", "id", vector->id, "title",
                                    vector->title, "file", result_string(vector->file), "line",
                                    vector->line, "requirements", ids, "hunts", vector->hunts));
  }
  if (options->json_to_stdout) {
    json_dumpf(all, stdout, JSON_INDENT(2));
    putchar('\n');
  }
  json_decref(all);
}

int command_list(struct options *options) {
  struct suite suite = {0};
  if (!cli_load(options, &suite))
    return EXIT_BAD_INPUT;
  if (options->requirements) {
    print_matrix(options, &suite);
  } else {
    print_vectors(options, &suite);
  }
  suite_free(&suite);
  return EXIT_ALL_PASSED;
}

int command_check(struct options *options) {
  struct suite suite = {0};
  if (options->schema)
    return schema_print() ? EXIT_ALL_PASSED : EXIT_BAD_INPUT;
  if (!cli_load(options, &suite))
    return EXIT_BAD_INPUT;
  printf("%zu vectors in %zu files are well-formed\n", suite.count, suite.files);
  suite_free(&suite);
  return EXIT_ALL_PASSED;
}
