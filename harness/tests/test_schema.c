/* SPDX-License-Identifier: Apache-2.0 */
/* The schema in the tree is the one the tables make, and it is JSON. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "process.h"

static void test_current(void **state) {
  (void)state;
  struct process process = RUN("check", "--schema");
  assert_int_equal(process.code, 0);
  json_t *made = json_loads(process.output, 0, NULL);
  assert_non_null(made);
  json_error_t error;
  json_t *kept = json_load_file(VECTORS "/vector.schema.json", 0, &error);
  assert_non_null(kept);
  if (!json_equal(made, kept))
    fail_msg("vectors/vector.schema.json is old; run: hdasim check --schema > %s",
             VECTORS "/vector.schema.json");
  const json_t *defs = json_object_get(made, "$defs");
  assert_true(json_is_object(json_object_get(defs, "steps")));
  json_decref(made);
  json_decref(kept);
  process_free(&process);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_current)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
