/* SPDX-License-Identifier: Apache-2.0 */
/* Bad input: one message, with the very place and what was expected. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Loads the folder; the message without the folder's name, or "" if all is well. */
static void load(const char *path, char message[1024]) {
  struct suite suite = {0};
  struct diag diag = {0};
  bool good = suite_load(&suite, &path, 1, &diag);
  assert_int_equal(good, !diag.failed);
  size_t skip = strlen(files_path(""));
  const char *text = diag.failed ? diag.message.data : "";
  if (strncmp(text, files_path(""), skip) == 0)
    text += skip;
  snprintf(message, 1024, "%s", text);
  suite_free(&suite);
}

#define HEAD "id: a/b\ntitle: A title\nrequirements: [X-001]\n"
#define STEPS "steps:\n  - run: 1 frames\n"

/* Each file is wrong in one thing; the message begins like this. */
static const struct {
  const char *text, *message;
} cases[] = {
    {"", "d/v.yaml:1:1: the file is empty; expected a map with `id`"},
    {"id: [a\n", "d/v.yaml:2:1: malformed YAML:"},
    {"id: a\nid: b\n", "d/v.yaml:2:1: duplicate key 'id'; it stands in line 1 already"},
    {"id: &x a\n", "d/v.yaml:1:8: an anchor is not allowed"},
    {"id: a\ntitle: *x\n", "d/v.yaml:2:9: an alias is not allowed"},
    {"id: !t a\n", "d/v.yaml:1:8: a tag is not allowed"},
    {"%YAML 1.2\n---\nid: a\n", "d/v.yaml:2:1: a directive is not allowed"},
    {HEAD STEPS "---\nid: c\n", "d/v.yaml:6:1: a second document"},
    {"- id: a\n", "d/v.yaml:1:1: the file is a list; expected a map with `id`"},
    {"[1, 2]: x\n", "d/v.yaml:1:1: a key is a list; expected a word"},
    {"title: A title\n", "d/v.yaml:1:1: missing key 'id' at the top"},
    {"id: a\nrequirements: [X-001]\n" STEPS, "d/v.yaml:1:1: missing key 'title' at the top"},
    {"id: a\ntitle: t\n" STEPS, "d/v.yaml:1:1: missing key 'requirements' at the top"},
    {HEAD, "d/v.yaml:1:1: missing key 'steps' at the top"},
    {HEAD "stepz: []\n", "d/v.yaml:4:1: unknown key 'stepz' at the top; did you mean 'steps'?"},
    {"id: A b\ntitle: t\nrequirements: [X-001]\n" STEPS, "d/v.yaml:1:5: 'A b' is no id"},
    {"id: ../a\ntitle: t\nrequirements: [X-001]\n" STEPS, "d/v.yaml:1:5: '../a' is no id"},
    {"id: a\ntitle: [t]\nrequirements: [X-001]\n" STEPS, "d/v.yaml:2:8: a list; expected a text"},
    {"id: a\ntitle: t\nrequirements: []\n" STEPS, "d/v.yaml:3:15: no requirement"},
    {"id: a\ntitle: t\nrequirements: [X-001, X-004]\n" STEPS,
     "d/v.yaml:3:23: unknown requirement 'X-004'"},
    {HEAD "strict: perhaps\n" STEPS, "d/v.yaml:4:9: 'perhaps' is no boolean"},
    {HEAD "interface: V4\n" STEPS, "d/v.yaml:4:12: `interface` is 'V4'; expected one of V2, V1"},
    {HEAD "limit: soon\n" STEPS, "d/v.yaml:4:8: 'soon' is no time"},
    {HEAD "controller: {oos: 1}\n" STEPS, "d/v.yaml:4:14: unknown key 'oos' in `controller`"},
    {HEAD "device: manual\n" STEPS, "d/v.yaml:1:1: `device: manual` without `interface: none`"},
    {HEAD "steps: []\n", "d/v.yaml:4:8: no steps; expected a list of steps"},
    {HEAD "steps:\n  - run\n", "d/v.yaml:5:5: a step is a single value"},
    {HEAD "steps:\n  - {run: 1 s, mark: a}\n", "d/v.yaml:5:5: a step is a map with several keys"},
    {HEAD "steps:\n  - rum: 1 s\n", "d/v.yaml:5:5: unknown step 'rum'; expected a routine of the "
                                    "DDI or a step of docs/vectors.md, did you mean 'run'?"},
    {HEAD "steps:\n  - AllocateRenderDmaEngin: {StreamFormat: 48000/16/2}\n",
     "d/v.yaml:5:5: unknown step 'AllocateRenderDmaEngin'; expected a routine of the DDI or a step "
     "of docs/vectors.md, did you mean 'AllocateRenderDmaEngine'?"},
    {HEAD "steps:\n  - run: 1 minute\n", "d/v.yaml:5:10: '1 minute' is no time"},
    {HEAD "steps:\n  - run: [1]\n", "d/v.yaml:5:10: a list; expected a time, such as 20 frames"},
    {HEAD "steps:\n  - FreeDmaEngine: {}\n",
     "d/v.yaml:5:20: missing key 'Handle' in FreeDmaEngine"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: $e}\n",
     "d/v.yaml:5:29: unknown name '$e'; expected one bound by an earlier step or a column"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
          "  - FreeDmaEngine: {Handle: $engin}\n",
     "d/v.yaml:6:29: unknown name '$engin'; expected one bound by an earlier step or a column, did "
     "you mean '$engine'?"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: e}\n"
          "  - check: {value: $e.Hundle, expect: 1}\n",
     "d/v.yaml:6:20: '$e' is a engine and has no field 'Hundle', did you mean 'Handle'?"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: 48000-16-2}\n",
     "d/v.yaml:5:45: '48000-16-2' is no format"},
    {HEAD "steps:\n  - AllocateRenderDmaEngine: {StreamFormat: {SampleRate: 1}}\n",
     "d/v.yaml:5:45: a format lacks a member"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: [1]}\n", "d/v.yaml:5:29: a list; expected a number"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1 +}\n", "d/v.yaml:5:29: expected a name"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 0x12345678901234567}\n",
     "d/v.yaml:5:29: a number beyond 64 bits"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: STATUS_SUCESS}\n",
     "d/v.yaml:5:40: unknown word 'STATUS_SUCESS'; expected a number, $name or a named value, did "
     "you mean 'STATUS_SUCCESS'?"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: {state: 0}}\n",
     "d/v.yaml:5:41: unknown key 'state' in `expect` of FreeDmaEngine"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: {status: {mim: 1}}}\n",
     "d/v.yaml:5:50: unknown key 'mim' in a matcher"},
    {HEAD "steps:\n  - FreeDmaEngine: {Handle: 1, expect: {status: {strict: 1}}}\n",
     "d/v.yaml:5:49: expected `strict` and `accept` together"},
    {HEAD "steps:\n  - mark: 2\n", "d/v.yaml:5:11: no name"},
    {HEAD "steps:\n  - mark: a\n  - mark: a\n", "d/v.yaml:6:11: 'a' is bound in line 5 already"},
    {HEAD "steps:\n  - read: {register: GTCL}\n",
     "d/v.yaml:5:22: unknown register 'GTCL'; expected a name of the register list, such as GCTL "
     "or "
     "SDnCTL, did you mean 'GCTL'?"},
    {HEAD "steps:\n  - read: {expect: 1}\n",
     "d/v.yaml:5:11: expected either `register` or `offset` in read"},
    {HEAD "steps:\n  - read: {register: GCTL, expect: {CRSD: 1}}\n",
     "d/v.yaml:5:37: no register has a field 'CRSD'"},
    {HEAD "steps:\n  - run: {until: {frame: 1, bcis: 1}}\n",
     "d/v.yaml:5:18: 2 conditions; expected one of event"},
    {HEAD "steps:\n  - expect_signals: {event: $now}\n",
     "d/v.yaml:5:29: '$now' is a time; expected a event"},
    {HEAD "steps:\n  - check: {value: 1, expect: 1, requirements: [X-002]}\n",
     "d/v.yaml:5:49: 'X-002' is not among the requirements of the file"},
    {HEAD "rows: []\n" STEPS, "d/v.yaml:4:7: no rows"},
    {HEAD "rows: [a]\n" STEPS, "d/v.yaml:4:8: a row is a single value"},
    {HEAD "rows: [{n: 1}]\n" STEPS, "d/v.yaml:4:8: a row without a name"},
    {HEAD "rows:\n  - {row: a, n: 1}\n  - {row: b}\n" STEPS,
     "d/v.yaml:6:5: the row has no column 'n'"},
    {HEAD "rows:\n  - {row: a}\n  - {row: b, n: 1}\n" STEPS,
     "d/v.yaml:6:14: column 'n' is not in the first row"},
    {HEAD "rows:\n  - {row: a}\n  - {row: a}\n" STEPS, "d/v.yaml:6:5: duplicate id 'a/b/a'"},
    {HEAD "rows:\n  - {row: A b}\n" STEPS, "d/v.yaml:5:5: 'A b' is no row name"},
    {HEAD "cross: {n: []}\n" STEPS, "d/v.yaml:4:12: column 'n' is empty or no list"},
    {HEAD "rows:\n  - {row: a, t: soon}\nsteps:\n  - run: $t\n",
     "d/v.yaml:5:17: 'soon' is no time"},
    {HEAD "rows:\n  - {row: a, n: $n}\nsteps:\n  - check: {value: $n + 1, expect: 1}\n",
     "d/v.yaml:7:20: columns refer to each other in a circle"},
};

static void test_places(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char message[1024];
    files_write("d/v.yaml", cases[i].text);
    load(files_path("d"), message);
    if (strncmp(message, cases[i].message, strlen(cases[i].message)) != 0)
      print_error("case %zu:\n%s", i, cases[i].text);
    message[strlen(cases[i].message)] = '\0';
    assert_string_equal(message, cases[i].message);
  }
}

static void test_good(void **state) {
  (void)state;
  char message[1024];
  files_write("d/v.yaml", HEAD STEPS);
  load(files_path("d"), message);
  assert_string_equal(message, "");
  load(files_path("d/v.yaml"), message);
  assert_string_equal(message, "");
  load(files_path(""), message);
  assert_string_equal(message, "");
}

static void test_duplicate_across_files(void **state) {
  (void)state;
  char message[1024];
  files_write("d/v.yaml", HEAD STEPS);
  files_write("d/w.yaml", "# a comment\n" HEAD STEPS);
  load(files_path(""), message);
  message[strlen("d/w.yaml:2:5: duplicate id 'a/b'")] = '\0';
  assert_string_equal(message, "d/w.yaml:2:5: duplicate id 'a/b'");
  assert_int_equal(unlink(files_path("d/w.yaml")), 0);
}

static void test_folders(void **state) {
  (void)state;
  char message[1024];
  assert_int_equal(mkdir(files_path("empty"), 0777), 0);
  load(files_path("empty"), message);
  assert_string_equal(message, "empty: holds no vector; expected *.yaml files in it");
  load(files_path("nowhere"), message);
  assert_string_equal(message,
                      "nowhere: cannot be read: No such file or directory; expected a file "
                      "or folder of vectors");
  assert_int_equal(mkdir(files_path("d/folder.yaml"), 0777), 0);
  load(files_path("d"), message); /* a folder of that name is a folder */
  assert_string_equal(message, "");
  assert_int_equal(symlink("gone", files_path("d/link.yaml")), 0);
  load(files_path("d"), message);
  assert_string_equal(message, "d/link.yaml: cannot be read: No such file or directory; expected a "
                               "file or a folder");
  assert_int_equal(unlink(files_path("d/link.yaml")), 0);
}

static void test_without_requirements(void **state) {
  (void)state;
  char message[1024];
  files_write("requirements.yaml", "- {id: X-001, level: M}\n");
  load(files_path("d"), message);
  assert_non_null(strstr(message, "requirements.yaml:1:3: a requirement without `text`"));
  assert_int_equal(unlink(files_path("requirements.yaml")), 0);
  load(files_path("d"), message);
  assert_non_null(strstr(message, "no requirements.yaml; expected one in this folder or above it"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_places),
      cmocka_unit_test(test_good),
      cmocka_unit_test(test_duplicate_across_files),
      cmocka_unit_test(test_folders),
      cmocka_unit_test(test_without_requirements),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
