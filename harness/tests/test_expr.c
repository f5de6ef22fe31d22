/* SPDX-License-Identifier: Apache-2.0 */
/* Expressions, times, names that are nearly right, filters. */
#include <string.h>

#include "cmocka_all.h"
#include "expr.h"
#include "format.h"
#include "vector.h"

static bool value(void *context, const char *name, const char *field, uint64_t *result,
                  struct text *error) {
  (void)context;
  if (strcmp(name, "a") == 0 && field == NULL) {
    *result = 10;
    return true;
  }
  if (strcmp(name, "a") == 0 && strcmp(field, "b") == 0) {
    *result = 7;
    return true;
  }
  text_add(error, "unknown");
  return false;
}

static bool word(void *context, const char *name, uint64_t *result, struct text *error) {
  (void)context;
  if (expr_constant(name, result))
    return true;
  text_add(error, "no word");
  return false;
}

static const struct expr_scope scope = {NULL, value, word};

static void test_values(void **state) {
  (void)state;
  static const struct {
    const char *source;
    uint64_t result;
  } cases[] = {
      {"0", 0},
      {"0x0F00", 3840},
      {"1 + 2 * 3", 7},
      {"(1 + 2) * 3", 9},
      {"10 - 3 - 2", 5},
      {"7 / 2", 3},
      {"7 % 4", 3},
      {"1 << 4 | 1", 17},
      {"0xFF & 0x0F", 15},
      {"256 >> 4", 16},
      {"1 << 64", 0},
      {"-1", UINT64_MAX},
      {"~0", UINT64_MAX},
      {"$a * 2", 20},
      {"$a.b + $a", 17},
      {"4 KiB", 4096},
      {"1 MiB", 1048576},
      {"18446744073709551615", UINT64_MAX},
      {"STATUS_INVALID_HANDLE", 0xC0000008},
      {"PAGE_SIZE - 1", 4095},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    struct text error;
    text_clear(&error);
    uint64_t result = 1;
    if (!expr_eval(cases[i].source, &scope, &result, &error))
      fail_msg("%s: %s", cases[i].source, error.data);
    assert_int_equal(result, cases[i].result);
  }
}

static void test_refused(void **state) {
  (void)state;
  static const char *const cases[] = {
      "",       "1 +",   "(1",        "1)",     "1 / 0", "1 % (2 - 2)",
      "$",      "$a.",   "$b",        "nobody", "1 2",   "18446744073709551616",
      "0x",     "12abc", "1.5",       "* 2",    "1 ^ 2", "17179869184 GiB",
      "$a.b.c", "@",     "1 << << 2",
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    struct text error;
    text_clear(&error);
    uint64_t result;
    if (expr_eval(cases[i], &scope, &result, &error))
      fail_msg("'%s' was accepted", cases[i]);
    assert_true(error.length > 0);
  }
  char deep[4000];
  memset(deep, '(', sizeof deep - 1);
  deep[sizeof deep - 1] = '\0';
  struct text error;
  text_clear(&error);
  uint64_t result;
  assert_false(expr_eval(deep, &scope, &result, &error));
}

static void test_times(void **state) {
  (void)state;
  struct text error;
  text_clear(&error);
  uint64_t count;
  enum time_unit unit;
  assert_true(expr_time("$a + 10 frames", &scope, &count, &unit, &error));
  assert_int_equal(count, 20);
  assert_int_equal(unit, UNIT_FRAMES);
  assert_true(expr_time("3 s", &scope, &count, &unit, &error));
  assert_int_equal(unit, UNIT_S);
  assert_false(expr_time("3", &scope, &count, &unit, &error));
  assert_false(expr_time("3 hours", &scope, &count, &unit, &error));
  assert_false(expr_time("frames", &scope, &count, &unit, &error));
}

static void test_formats(void **state) {
  (void)state;
  uint64_t numbers[FORMAT_MEMBERS];
  assert_true(format_parse("48000/20/6", numbers));
  assert_int_equal(numbers[FORMAT_RATE], 48000);
  assert_int_equal(numbers[FORMAT_BITS], 20);
  assert_int_equal(numbers[FORMAT_CONTAINER], 32);
  assert_int_equal(numbers[FORMAT_CHANNELS], 6);
  assert_true(format_parse("1/24:24/0", numbers));
  assert_int_equal(numbers[FORMAT_CONTAINER], 24);
  assert_false(format_parse("48000/16", numbers));
  assert_false(format_parse("48000/16/2/1", numbers));
  assert_false(format_parse("48000//2", numbers));
}

static void test_words(void **state) {
  (void)state;
  static const char *const names[] = {"steps", "title", "requirements"};
  assert_string_equal(text_nearest("stpes", names, 3, sizeof names[0]), "steps");
  assert_string_equal(text_nearest("requirement", names, 3, sizeof names[0]), "requirements");
  assert_null(text_nearest("banana", names, 3, sizeof names[0]));
  assert_true(text_filter("adbn", "x/adbn/y"));
  assert_true(text_filter("adbn/*", "adbn/size/a"));
  assert_false(text_filter("adbn/*", "rne/adbn/a"));
  assert_true(text_filter("?bc", "abc"));
  assert_true(vector_id_legal("adbn/size-1.x", false));
  assert_false(vector_id_legal("Adbn", false));
  assert_false(vector_id_legal("a/../b", false));
  assert_false(vector_id_legal("", false));
}

static void test_text_bound(void **state) {
  (void)state;
  struct text text;
  text_clear(&text);
  for (int i = 0; i < 1000; i++)
    text_add(&text, "%d", i);
  assert_int_equal(strlen(text.data), text.length);
  assert_string_equal(text.data + text.length - 3, "...");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values), cmocka_unit_test(test_refused),
      cmocka_unit_test(test_times),  cmocka_unit_test(test_formats),
      cmocka_unit_test(test_words),  cmocka_unit_test(test_text_bound),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
