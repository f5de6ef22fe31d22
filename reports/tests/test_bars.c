/* SPDX-License-Identifier: Apache-2.0 */
/* Bars of line and toggle coverage, and the list of exclusions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "vcov_bars.h"

struct fixture {
  char folder[32], list[64];
  struct vcov vcov;
  struct vcov_exclusions exclusions;
  char *text; /* what vcov_bars printed */
  size_t bytes;
};

static void touch(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  char path[64];
  strcpy(fixture->folder, "/tmp/test_bars.XXXXXX");
  assert_non_null(mkdtemp(fixture->folder));
  snprintf(path, sizeof path, "%s/rtl", fixture->folder);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/rtl/a.sv", fixture->folder);
  touch(path, "module a;\n  busy_q <= 1'b1;\n  default: state_q <= IDLE;\nendmodule\n");
  snprintf(fixture->list, sizeof fixture->list, "%s/list.yaml", fixture->folder);
  assert_true(vcov_init(&fixture->vcov, fixture->folder));
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {"list.yaml", "rtl/a.sv", "rtl", ""};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char path[64];
    snprintf(path, sizeof path, "%s/%s", fixture->folder, names[i]);
    remove(path);
  }
  vcov_exclusions_free(&fixture->exclusions);
  vcov_free(&fixture->vcov);
  free(fixture->text);
  free(fixture);
  return 0;
}

/* Two lines, of which the first ran; five bits of registers, of which two changed; a wire. */
static bool judge(struct fixture *fixture, const char *exclusions, double line_bar,
                  double toggle_bar) {
  static char file[] = "rtl/a.sv", none[] = "", ran[] = "2", never[] = "3";
  static char a0[] = "a_q[0]", a1[] = "a_q[1]", a2[] = "a_q[2]", b[] = "b_q.go[0]",
              c[] = "c_q[1][3]", wire[] = "wire_d[0]";
  struct vcov_point points[] = {
      {VCOV_LINE, file, 2, 1, none, ran, 7},  {VCOV_BRANCH, file, 3, 1, none, never, 0},
      {VCOV_TOGGLE, file, 5, 1, a0, none, 1}, {VCOV_TOGGLE, file, 5, 1, a1, none, 0},
      {VCOV_TOGGLE, file, 5, 1, a2, none, 0}, {VCOV_TOGGLE, file, 6, 1, b, none, 4},
      {VCOV_TOGGLE, file, 7, 1, c, none, 0},  {VCOV_TOGGLE, file, 8, 1, wire, none, 0},
  };
  const struct vcov vcov = {fixture->vcov.root, points, sizeof points / sizeof points[0], 0};
  touch(fixture->list, exclusions);
  assert_true(vcov_exclusions_read(&fixture->exclusions, fixture->list));
  FILE *out = open_memstream(&fixture->text, &fixture->bytes);
  const bool met = vcov_bars(&vcov, &fixture->exclusions, line_bar, toggle_bar, out);
  fclose(out);
  return met;
}

static void says_what_is_missed(void **state) {
  struct fixture *fixture = *state;
  assert_false(judge(fixture, "[]", 100, 95));
  assert_non_null(strstr(fixture->text, "rtl/a.sv:3: default: state_q <= IDLE;\n"));
  assert_non_null(strstr(fixture->text, "rtl/a.sv:5: a_q[2:1]\n"));
  assert_non_null(strstr(fixture->text, "rtl/a.sv:7: c_q[1][3]\n"));
  assert_null(strstr(fixture->text, "wire_d"));
  assert_non_null(strstr(fixture->text, "RTL lines: 50.00 %, bar 100 %: not met\n"));
  assert_non_null(strstr(fixture->text, "RTL toggles: 40.00 %, bar 95 %: not met\n"));
}

static void bars_are_met_at_the_value(void **state) {
  struct fixture *fixture = *state;
  assert_true(judge(fixture, "[]", 50, 40));
  assert_non_null(strstr(fixture->text, "RTL toggles: 40.00 %, bar 40 %: met\n"));
}

static void exclusions_are_not_counted(void **state) {
  struct fixture *fixture = *state;
  static const char list[] =
      "- {file: rtl/a.sv, line: \"default: state_q <= IDLE;\", reason: no such state}\n"
      "- {file: rtl/a.sv, toggle: \"a_q[7:1]\", reason: unused}\n"
      "- {file: rtl/a.sv, toggle: \"c_q[*][3]\", reason: unused}\n";
  assert_true(judge(fixture, list, 100, 100));
  assert_null(strstr(fixture->text, "not covered"));
}

static void an_exclusion_of_what_is_covered_is_an_error(void **state) {
  struct fixture *fixture = *state;
  assert_false(judge(fixture, "- {file: rtl/a.sv, toggle: a_q, reason: unused}\n", 0, 0));
  assert_non_null(strstr(fixture->text, "list.yaml:1:4: error: the exclusion names what was"));
}

static void an_exclusion_of_nothing_is_an_error(void **state) {
  struct fixture *fixture = *state;
  assert_false(judge(fixture, "\n- {file: rtl/a.sv, line: gone, reason: unused}\n", 0, 0));
  assert_non_null(strstr(fixture->text, "list.yaml:2:4: error: the exclusion names nothing"));
}

static void no_data_meets_no_bar(void **state) {
  struct fixture *fixture = *state;
  const struct vcov vcov = {.root = fixture->vcov.root};
  FILE *out = open_memstream(&fixture->text, &fixture->bytes);
  assert_false(vcov_bars(&vcov, &fixture->exclusions, 0, 0, out));
  fclose(out);
  assert_non_null(strstr(fixture->text, "RTL lines: 100.00 %, bar 0 %: no data\n"));
}

static void refuses_bad_lists(void **state) {
  struct fixture *fixture = *state;
  static const char *const cases[] = {
      "a: b\n",
      "- a\n",
      "- {file: a, line: b}\n",
      "- {line: b, reason: c}\n",
      "- {file: a, reason: c}\n",
      "- {file: a, line: b, toggle: c, reason: d}\n",
      "- {file: a, line: b, reason: c, other: d}\n",
      "- {file: a, line: [b], reason: c}\n",
      "- {file: a, line: b, reason: ''}\n",
      "- {file: a, toggle: 'b[', reason: c}\n",
      "- {file: a, toggle: 'b[1:2]', reason: c}\n",
      "- {file: a, toggle: 'b[x]', reason: c}\n",
      "- {file: a, toggle: 'b[1][1][1][1][1]', reason: c}\n",
      "- {file: a, toggle: '[1]', reason: c}\n",
      "- {file: a, toggle: 'b[99999999999999999999]', reason: c}\n",
      "- [\n",
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    touch(fixture->list, cases[i]);
    if (vcov_exclusions_read(&fixture->exclusions, fixture->list))
      fail_msg("case %zu was accepted", i);
    vcov_exclusions_free(&fixture->exclusions);
  }
  assert_false(vcov_exclusions_read(&fixture->exclusions, "/nonexistent/list"));
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH_FIXTURE(says_what_is_missed),
      WITH_FIXTURE(bars_are_met_at_the_value),
      WITH_FIXTURE(exclusions_are_not_counted),
      WITH_FIXTURE(an_exclusion_of_what_is_covered_is_an_error),
      WITH_FIXTURE(an_exclusion_of_nothing_is_an_error),
      WITH_FIXTURE(no_data_meets_no_bar),
      WITH_FIXTURE(refuses_bad_lists),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
