/* SPDX-License-Identifier: Apache-2.0 */
/* The first failed vectors, and no more, are run again for call log and waveform: over all builds
 * of the controller together. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

#define MANUAL "device: manual\ninterface: none\n"
#define HEAD "title: T\nrequirements: [X-001]\n" MANUAL
#define SMALL "build: small\ncontroller: {sdi: 1}\n"
#define BAD "steps:\n  - run: 1 us\n  - check: {value: 1, expect: 2}\n"
#define GOOD "steps:\n  - run: 1 us\n"

/* In the order in which they run: the builds one after the other. */
static const char *const failing[] = {"a", "c", "d", "b", "e"};

static int begin(void **state) {
  (void)state;
  files_begin();
  files_write("v/a.yaml", "id: a\n" HEAD BAD);
  files_write("v/b.yaml", "id: b\n" HEAD SMALL BAD);
  files_write("v/c.yaml", "id: c\n" HEAD BAD);
  files_write("v/d.yaml", "id: d\n" HEAD BAD);
  files_write("v/e.yaml", "id: e\n" HEAD SMALL BAD);
  files_write("v/good.yaml", "id: good\n" HEAD GOOD);
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static bool exists(const char *folder, const char *id, const char *ending) {
  char name[256];
  snprintf(name, sizeof name, "%.60s/%.60s.%.60s", folder, id, ending);
  return access(files_path(name), R_OK) == 0;
}

static void expect_reruns(const char *number, size_t wanted, const char *jobs, bool waves) {
  char name[256];
  snprintf(name, sizeof name, "waves-%s-%s-%d", number, jobs, waves);
  char *vectors = strdup(files_path("v")), *folder = strdup(files_path(name));
  struct process process = RUN("run", vectors, "--reruns", number, "-j", jobs, "--wave-dir", folder,
                               "--wave", waves ? "on-failure" : "never");
  assert_int_equal(process.code, 1);
  for (size_t i = 0; i < COUNT_OF(failing); i++) {
    if (exists(name, failing[i], "log") != (i < wanted))
      fail_msg("--reruns %s -j %s: %s %s a log\n%s", number, jobs, failing[i],
               i < wanted ? "has not" : "has", process.output);
    if (exists(name, failing[i], "fst") != (waves && i < wanted))
      fail_msg("--reruns %s -j %s: waveform of %s\n%s", number, jobs, failing[i], process.output);
  }
  assert_false(exists(name, "good", "log"));
  size_t named = 0;
  for (const char *at = process.output; (at = strstr(at, "  call log  ")) != NULL; at++)
    named++;
  assert_int_equal(named, wanted);
  process_free(&process);
  free(vectors);
  free(folder);
}

static void test_number(void **state) {
  (void)state;
  expect_reruns("0", 0, "2", false);
  expect_reruns("2", 2, "1", false);
  expect_reruns("2", 2, "4", false);
  expect_reruns("4", 4, "1", false);
  expect_reruns("4", 4, "4", false);
  expect_reruns("9", 5, "4", false);
}

static void test_waveforms(void **state) {
  (void)state;
  expect_reruns("1", 1, "2", true);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_number),
                                     cmocka_unit_test(test_waveforms)};
  return cmocka_run_group_tests(tests, begin, end);
}
