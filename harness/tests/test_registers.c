/* SPDX-License-Identifier: Apache-2.0 */
/* Names of registers as vectors write them. */
#include "cmocka_all.h"
#include "registers.h"

static void test_names(void **state) {
  (void)state;
  int stream = 7;
  const struct hda_reg_info *reg = registers_find("GCTL", &stream);
  assert_non_null(reg);
  assert_int_equal(stream, -1);
  assert_int_equal(registers_offset(reg, 3), 0x08);
  reg = registers_find("SDnCTL", &stream);
  assert_non_null(reg);
  assert_int_equal(stream, -1);
  assert_int_equal(registers_offset(reg, 4), 0x100);
  reg = registers_find("SD4LPIB", &stream);
  assert_non_null(reg);
  assert_int_equal(stream, 4);
  assert_int_equal(registers_offset(reg, 4), 0x104);
  reg = registers_find("SDnLPIBA", &stream);
  assert_non_null(reg);
  assert_int_equal(registers_offset(reg, 1), 0x20A4);
  assert_null(registers_find("SDCTL", NULL)); /* which descriptor? */
  assert_null(registers_find("SD30CTL", NULL));
  assert_null(registers_find("SD99999999999CTL", NULL));
  assert_null(registers_find("SDnGCTL", NULL));
  assert_null(registers_find("", NULL));
}

static void test_fields(void **state) {
  (void)state;
  const struct hda_reg_info *reg = registers_find("SDnCTL", NULL);
  const struct hda_reg_field *field = registers_field(reg, "STRM");
  assert_non_null(field);
  assert_int_equal(field->msb, 23);
  assert_int_equal(field->lsb, 20);
  assert_null(registers_field(reg, "CRST"));
  assert_true(registers_any_field("CRST"));
  assert_false(registers_any_field("min"));
  assert_string_equal(registers_nearest("GTCL"), "GCTL");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_fields)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
