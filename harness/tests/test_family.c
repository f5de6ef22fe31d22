/* SPDX-License-Identifier: Apache-2.0 */
/* Rows and products become vectors of their own. */
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "vector.h"

static int begin(void **state) {
  (void)state;
  files_begin();
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static struct suite load(const char *text) {
  struct suite suite = {0};
  struct diag diag = {0};
  const char *path = files_path("d/v.yaml");
  files_write("d/v.yaml", text);
  if (!suite_load(&suite, &path, 1, &diag))
    fail_msg("%s", diag.message.data);
  return suite;
}

/* The value of `check` in the first step. */
static const char *checked(const struct vector *vector) {
  return tree_get(tree_get(vector->steps->items[0], "check"), "value")->text;
}

static void test_rows(void **state) {
  (void)state;
  struct suite suite = load("id: f\ntitle: T\nrequirements: [X-001]\n"
                            "rows:\n  - {row: one, n: 1}\n"
                            "  - {row: two, n: 2, title: Other, requirements: [X-002]}\n"
                            "steps:\n  - check: {value: $n, expect: 1}\n");
  assert_int_equal(suite.count, 2);
  assert_string_equal(suite.vectors[0].id, "f/one");
  assert_string_equal(suite.vectors[0].title, "T");
  assert_string_equal(checked(&suite.vectors[0]), "1");
  assert_string_equal(suite.vectors[1].id, "f/two");
  assert_string_equal(suite.vectors[1].title, "Other");
  assert_string_equal(suite.vectors[1].requirements[0]->id, "X-002");
  assert_string_equal(checked(&suite.vectors[1]), "2");
  assert_int_equal(suite.vectors[1].line, 6);
  suite_free(&suite);
}

static void test_product(void **state) {
  (void)state;
  struct suite suite = load("id: f\ntitle: T\nrequirements: [X-001]\n"
                            "rows: [{row: r, k: 5}, {row: s, k: 6}]\n"
                            "cross:\n  format: [48000/16/2, {name: wide, value: 48000/24:24/2}]\n"
                            "  n: [1, 2]\n"
                            "steps:\n  - check: {value: $n, expect: $k}\n");
  static const char *const ids[] = {"f/r-48000.16.2-1", "f/r-48000.16.2-2", "f/r-wide-1",
                                    "f/r-wide-2",       "f/s-48000.16.2-1", "f/s-48000.16.2-2",
                                    "f/s-wide-1",       "f/s-wide-2"};
  assert_int_equal(suite.count, COUNT_OF(ids));
  for (size_t i = 0; i < COUNT_OF(ids); i++) {
    assert_string_equal(suite.vectors[i].id, ids[i]);
    assert_string_equal(checked(&suite.vectors[i]), i % 2 == 0 ? "1" : "2");
  }
  assert_string_equal(tree_get(suite.vectors[2].columns, "format")->text, "48000/24:24/2");
  suite_free(&suite);
}

static void test_single(void **state) {
  (void)state;
  struct suite suite = load("id: f\ntitle: T\nrequirements: [X-001]\nstrict: true\n"
                            "steps:\n  - run: 1 frames\n");
  assert_int_equal(suite.count, 1);
  assert_string_equal(suite.vectors[0].id, "f");
  assert_true(suite.vectors[0].strict);
  assert_null(suite.vectors[0].columns);
  suite_free(&suite);
}

static void test_weights(void **state) {
  (void)state;
  const struct requirement m = {.id = "a", .level = "M"}, n = {.id = "b", .level = "N"},
                           o = {.id = "c", .level = "O"};
  const struct requirement *all[] = {&o, &n, &m};
  assert_int_equal(requirements_weight(all, 1), 0);
  assert_int_equal(requirements_weight(all, 2), 1);
  assert_int_equal(requirements_weight(all, 3), 2);
  assert_int_equal(requirements_weight(all, 0), 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_product),
      cmocka_unit_test(test_single),
      cmocka_unit_test(test_weights),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
