/* SPDX-License-Identifier: Apache-2.0 */
/* Coverage data written by hand, and what must come of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "vcov.h"

#define POINT(file, line, column, page, comment, lines, hierarchy, count)                          \
  "C '\1f\2" file "\1l\2" line "\1n\2" column "\1page\2" page "\1o\2" comment "\1S\2" lines        \
  "\1h\2" hierarchy "' " count "\n"

/* A folder with rtl/a.sv and rtl/b.sv, and the file data beside them. */
struct fixture {
  char folder[32], data[64];
  struct vcov vcov;
};

static void touch(const struct fixture *fixture, const char *name, const char *text) {
  char path[64];
  snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static int setup(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  strcpy(fixture->folder, "/tmp/test_vcov.XXXXXX");
  assert_non_null(mkdtemp(fixture->folder));
  char path[64];
  snprintf(path, sizeof path, "%s/rtl", fixture->folder);
  assert_int_equal(mkdir(path, 0700), 0);
  touch(fixture, "rtl/a.sv", "");
  touch(fixture, "rtl/b.sv", "");
  snprintf(fixture->data, sizeof fixture->data, "%s/data", fixture->folder);
  assert_true(vcov_init(&fixture->vcov, fixture->folder));
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  struct fixture *fixture = *state;
  static const char *const names[] = {"rtl/a.sv", "rtl/b.sv", "rtl", "data", ""};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    char path[64];
    snprintf(path, sizeof path, "%s/%s", fixture->folder, names[i]);
    remove(path);
  }
  vcov_free(&fixture->vcov);
  free(fixture);
  return 0;
}

static void read_data(struct fixture *fixture, const char *text) {
  touch(fixture, "data", text);
  assert_true(vcov_read(&fixture->vcov, fixture->data));
}

static void adds_up_instances_and_files(void **state) {
  struct fixture *fixture = *state;
  static const char data[] =
      "# SystemC::Coverage-3\n" POINT("rtl/a.sv", "3", "5", "v_line/a", "block", "3", "top.x", "4")
          POINT("rtl/a.sv", "3", "5", "v_line/a__P1", "block", "3", "top.y", "5");
  read_data(fixture, data);
  read_data(fixture, data);
  vcov_merge(&fixture->vcov);
  assert_int_equal(fixture->vcov.count, 1);
  assert_int_equal(fixture->vcov.points[0].count, 18);
}

static void json_has_lines_and_branches_apart(void **state) {
  struct fixture *fixture = *state;
  read_data(fixture, POINT("rtl/b.sv", "9", "1", "v_line/b", "block", "9,11-12", "t",
                           "7") POINT("rtl/b.sv", "11", "5", "v_branch/b", "if", "12", "t", "0")
                         POINT("rtl/b.sv", "11", "6", "v_branch/b", "else", "13", "t", "6")
                             POINT("rtl/b.sv", "20", "6", "v_toggle/b", "q[0]", "", "t", "0")
                                 POINT("rtl/b.sv", "21", "6", "v_user/b", "cov_x", "21", "t", "0"));
  vcov_merge(&fixture->vcov);
  json_t *json = vcov_json(&fixture->vcov);
  json_t *expected = json_loads(
      "{\"gcovr/format_version\": \"0.3\", \"files\": [{\"file\": \"rtl/b.sv\", \"functions\": [],"
      " \"lines\": ["
      "{\"line_number\": 9, \"count\": 7, \"branches\": [], \"gcovr/noncode\": false,"
      " \"gcovr/excluded\": false},"
      "{\"line_number\": 11, \"count\": 7, \"branches\": ["
      "{\"count\": 0, \"fallthrough\": false, \"throw\": false},"
      "{\"count\": 6, \"fallthrough\": false, \"throw\": false}], \"gcovr/noncode\": false,"
      " \"gcovr/excluded\": false},"
      "{\"line_number\": 12, \"count\": 7, \"branches\": [], \"gcovr/noncode\": false,"
      " \"gcovr/excluded\": false},"
      "{\"line_number\": 13, \"count\": 6, \"branches\": [], \"gcovr/noncode\": false,"
      " \"gcovr/excluded\": false}]}]}",
      0, NULL);
  assert_non_null(expected);
  const bool same = json_equal(json, expected) == 1;
  json_decref(json);
  json_decref(expected);
  assert_true(same);
}

static void text_counts_each_kind(void **state) {
  struct fixture *fixture = *state;
  read_data(fixture, POINT("rtl/a.sv", "1", "1", "v_line/a", "block", "1", "t", "2")
                         POINT("rtl/a.sv", "2", "1", "v_toggle/a", "p[0]", "", "t", "3")
                             POINT("rtl/a.sv", "2", "1", "v_toggle/a", "p[1]", "", "t", "0")
                                 POINT("rtl/b.sv", "5", "1", "v_user/b", "cov_y", "5", "t", "0"));
  vcov_merge(&fixture->vcov);
  char *text = NULL;
  size_t bytes = 0;
  FILE *out = open_memstream(&text, &bytes);
  vcov_text(&fixture->vcov, out);
  fclose(out);
  const bool toggles = strstr(text, "1/2 50%") != NULL;
  const bool missed = strstr(text, "rtl/a.sv:2: p[1]\n") != NULL;
  const bool property = strstr(text, "rtl/b.sv:5: cov_y\n") != NULL;
  const bool nothing_else = strstr(text, "p[0]\n") == NULL;
  free(text);
  assert_true(toggles && missed && property && nothing_else);
}

static void drops_files_outside_the_root(void **state) {
  struct fixture *fixture = *state;
  read_data(fixture, POINT("/etc/hostname", "1", "1", "v_line/a", "block", "1", "t", "2")
                         POINT("rtl/gone.sv", "1", "1", "v_line/a", "block", "1", "t", "2"));
  vcov_merge(&fixture->vcov);
  assert_int_equal(fixture->vcov.count, 0);
}

static void refuses_bad_data(void **state) {
  struct fixture *fixture = *state;
  static const char *const cases[] = {
      "",
      "hello\n",
      "C\n",
      "C '\n",
      "C '' x\n",
      "C '\1f\2rtl/a.sv\1l\2"
      "1\1page\2v_line/a'\n",
      "C '\1f\2rtl/a.sv\1l\2"
      "1\1page\2v_line/a' \n",
      "C '\1f\2rtl/a.sv\1l\2"
      "1\1page\2v_line/a' 3x\n",
      "C '\1f\2rtl/a.sv\1l\2"
      "1\1page\2v_line/a' 99999999999999999999999\n",
      "C '\1l\2"
      "1\1page\2v_line/a' 3\n",
      "C '\1f\2rtl/a.sv\1l\2"
      "0\1page\2v_line/a' 3\n",
      "C '\1f\2rtl/a.sv\1l\2"
      "1\1page\2v_other/a' 3\n",
      POINT("rtl/a.sv", "1", "1", "v_line/a", "block", "7-", "t", "2"),
      POINT("rtl/a.sv", "1", "1", "v_line/a", "block", "7-3", "t", "2"),
      POINT("rtl/a.sv", "1", "1", "v_line/a", "block", "1-999999999", "t", "2"),
      POINT("rtl/a.sv", "1", "1", "v_line/a", "block", "7;8", "t", "2"),
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    touch(fixture, "data", cases[i]);
    if (vcov_read(&fixture->vcov, fixture->data)) {
      fail_msg("case %zu was accepted", i);
    }
  }
  assert_false(vcov_read(&fixture->vcov, "/nonexistent/data"));
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH_FIXTURE(adds_up_instances_and_files),
      WITH_FIXTURE(json_has_lines_and_branches_apart),
      WITH_FIXTURE(text_counts_each_kind),
      WITH_FIXTURE(drops_files_outside_the_root),
      WITH_FIXTURE(refuses_bad_data),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
