/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of the tree give the same results to the last cycle, one at a time or four, on every
 * build. A selection of them; all of them with HDASIM_WHOLE_SUITE in the environment. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

/* Some of each folder, and all that run on another build than the default. */
static const char *const selection[] = {
    "adb/*",        "rne/capture*",     "access/capabilities/*",
    "command/p*",   "command/i*",       "codec/*",
    "interrupt/m*", "link/a*",          "link/some-codecs/*",
    "position/*",   "response/entry/*", "stream/stripe*",
};

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

/* The lines of results, without the time of the wall clock. */
static char *run(const char *jobs) {
  char *json = strdup(files_path("results.json"));
  const char *arguments[48] = {"run",   "--vectors", VECTORS, "--json",   json, "--wave",
                               "never", "-j",        jobs,    "--reruns", "0"};
  size_t count = 11;
  for (size_t i = 0; i < COUNT_OF(selection) && getenv("HDASIM_WHOLE_SUITE") == NULL; i++) {
    arguments[count++] = "--filter";
    arguments[count++] = selection[i];
  }
  struct process process = process_run(PROGRAM, arguments);
  if (process.code != 0 && process.code != 1)
    fail_msg("code %d\n%s%s", process.code, process.output, process.errors);
  char *text = files_read(json);
  assert_non_null(text);
  char *to = text;
  for (const char *at = text; *at != '\0';) {
    if (strncmp(at, "\"wall_ms\":", 10) == 0)
      at += 10 + strspn(at + 10, "0123456789.");
    else
      *to++ = *at++;
  }
  *to = '\0';
  process_free(&process);
  free(json);
  return text;
}

static void test_jobs(void **state) {
  (void)state;
  char *one = run("1"), *four = run("4");
  size_t lines = 0;
  char *rest_one = one, *rest_four = four;
  for (char *a, *b; (a = strsep(&rest_one, "\n")) != NULL; lines++) {
    b = strsep(&rest_four, "\n");
    assert_non_null(b);
    assert_string_equal(a, b);
  }
  assert_null(rest_four);
  assert_true(lines > 50);
  free(one);
  free(four);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_jobs)};
  return cmocka_run_group_tests(tests, begin, end);
}
