/* SPDX-License-Identifier: Apache-2.0 */
/* Who is caught, and with which vectors a deviant is tested. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "deviants.h"

static json_t *parse(const char *text) {
  json_t *value = json_loads(text, 0, NULL);
  assert_non_null(value);
  return value;
}

/* One result: verdict, and the id that its failure is charged to (NULL: no failure). */
static json_t *result(const char *id, const char *verdict, const char *charged, int ms,
                      const char *checks) {
  json_t *failures = json_array();
  if (charged != NULL)
    json_array_append_new(failures,
                          json_pack("{s:s, s:s, s:s, s:[{s:s}]}", "what", "a thing", "expected",
                                    "1", "observed", "2", "requirements", "id", charged));
  return json_pack("{s:s, s:s, s:s, s:o, s:i, s:[s]}", "id", id, "verdict", verdict, "reason",
                   "why", "failures", failures, "bclk", 24000 * ms, "requirements", checks);
}

static void expect_caught(const char *entry_text, json_t *only, bool caught, size_t failed) {
  json_t *entry = parse(entry_text), *results = json_array();
  json_array_append_new(results, only);
  json_t *judged = deviants_judge(entry, results);
  assert_int_equal(json_is_true(json_object_get(judged, "caught")), caught);
  assert_int_equal(json_array_size(json_object_get(judged, "failed")), failed);
  json_decref(judged);
  json_decref(results);
  json_decref(entry);
}

#define ENTRY(more)                                                                                \
  "{\"name\": \"n\", \"does\": \"d\", \"requirements\": [\"A-1\", \"A-2\"]" more "}"

static void judged(void **state) {
  (void)state;
  expect_caught(ENTRY(""), result("v", "fail", "A-2", 1, "A-2"), true, 1);
  expect_caught(ENTRY(""), result("v", "fail", "B-1", 1, "A-2"), false, 1);
  expect_caught(ENTRY(""), result("v", "pass", NULL, 1, "A-2"), false, 0);
  expect_caught(ENTRY(""), result("v", "blocked", NULL, 1, "A-2"), false, 0);
  expect_caught(ENTRY(""), result("v", "crash", NULL, 1, "A-2"), false, 1);
  expect_caught(ENTRY(", \"verdict\": \"crash\""), result("v", "crash", NULL, 1, "A-2"), true, 1);
  expect_caught(ENTRY(", \"verdict\": \"crash\""), result("v", "fail", "A-2", 1, "A-2"), false, 1);
}

static void chosen(void **state) {
  (void)state;
  json_t *entry = parse(ENTRY(", \"vectors\": [\"slow/*\"]")), *reference = json_array();
  json_array_append_new(reference, result("slow/own", "pass", NULL, 900, "A-1"));
  json_array_append_new(reference, result("other/own", "pass", NULL, 800, "A-1"));
  json_array_append_new(reference, result("b/slower", "pass", NULL, 30, "B-1"));
  json_array_append_new(reference, result("b/faster", "pass", NULL, 20, "B-1"));
  json_array_append_new(reference, result("a/fastest", "pass", NULL, 10, "A-1"));
  json_t *ids = deviants_choose(entry, reference, 20);
  assert_true(deviants_has(ids, "slow/own"));
  assert_true(deviants_has(ids, "b/faster"));
  assert_true(deviants_has(ids, "a/fastest"));
  assert_int_equal(json_array_size(ids), 3);
  json_decref(ids);
  ids = deviants_choose(entry, reference, 19);
  assert_false(deviants_has(ids, "b/faster"));
  assert_int_equal(json_array_size(ids), 2);
  json_decref(ids);
  json_decref(reference);
  json_decref(entry);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(judged),
      cmocka_unit_test(chosen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
