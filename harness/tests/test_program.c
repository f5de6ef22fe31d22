/* SPDX-License-Identifier: Apache-2.0 */
/* The program as its users see it: exit codes, messages, result files. */
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

#define HEAD "title: A title & more\nrequirements: [X-001]\n"

static int begin(void **state) {
  (void)state;
  files_begin();
  files_write("v/good.yaml", "id: good\n" HEAD "steps:\n  - run: 10 us\n");
  files_write("v/bad.yaml", "id: bad\n" HEAD "hunts: a <wrong> thing\n"
                            "steps:\n  - run: 1 us\n  - check: {value: 1 + 1, expect: 3}\n");
  files_write("v/remark.yaml", "id: remark\ntitle: T\nrequirements: [X-002]\n"
                               "steps:\n  - check: {value: 1, expect: 2}\n");
  files_write("v/blocked.yaml",
              "id: blocked\n" HEAD "controller: {oss: 99}\nsteps:\n  - run: 1 us\n");
  files_write("v/strict.yaml", "id: strict\n" HEAD "strict: true\nsteps:\n  - run: 1 us\n");
  files_write("v/leak.yaml", "id: leak\n" HEAD "steps:\n  - inject: {fault: no_such_fault}\n");
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static char *own(const char *name) { return strdup(files_path(name)); }

static void expect_last(struct process *process, int code, const char *line) {
  char *last = process_last_line(process);
  if (process->code != code || strcmp(last, line) != 0)
    fail_msg("code %d, last line '%s'\n%s%s", process->code, last, process->output,
             process->errors);
  free(last);
  process_free(process);
}

static void test_codes(void **state) {
  (void)state;
  char *vectors = own("v"), *waves = own("waves");
  struct process process = RUN("run", vectors, "--exact", "good");
  expect_last(&process, 0, "1 passed, 0 failed");
  process = RUN("run", vectors, "--tolerant", "--wave-dir", waves);
  assert_non_null(strstr(process.output, "2 blocked"));
  assert_non_null(strstr(process.output, "the controller has oss = 4"));
  assert_non_null(strstr(process.output, "no fault 'no_such_fault'"));
  assert_non_null(strstr(process.output, "warning remark"));
  expect_last(&process, 1, "2 passed, 1 failed");
  process = RUN("run", vectors, "--filter", "nothing");
  assert_int_equal(process.code, 2);
  assert_string_equal(process.output, "");
  process_free(&process);
  process = RUN("run", vectors, "--tolerant", "--requirement", "X-002");
  assert_non_null(strstr(process.output, "warning remark"));
  expect_last(&process, 0, "1 passed, 0 failed");
  process = RUN("run", vectors, "--requirement=X-0?2", "--requirement=Y-*", "--filter", "good");
  assert_int_equal(process.code, 2);
  assert_non_null(strstr(process.errors, "no vector matches 'good' requirement 'X-0?2'"));
  process_free(&process);
  free(vectors);
  free(waves);
}

/* The reference is held to the decisions of the project, another driver only when asked to. The
 * repeat command says so whenever it is not the default. */
static void test_strictness(void **state) {
  (void)state;
  static const struct {
    const char *ddi, *option, *last, *repeat;
  } cases[] = {
      {NULL, NULL, "2 passed, 2 failed", "v/bad.yaml --exact bad"},
      {NULL, "--strict", "2 passed, 2 failed", "v/bad.yaml --exact bad"},
      {NULL, "--tolerant", "2 passed, 1 failed", "v/bad.yaml --tolerant --exact bad"},
      {REFERENCE, NULL, "2 passed, 1 failed", "hda_ddi_reference.so --exact bad"},
      {REFERENCE, "--strict", "2 passed, 2 failed", "hda_ddi_reference.so --strict --exact bad"},
      {REFERENCE, "--tolerant", "2 passed, 1 failed", "hda_ddi_reference.so --exact bad"},
  };
  char *vectors = own("v");
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    const char *arguments[10] = {"run", vectors, "--wave", "never"};
    size_t count = 4;
    if (cases[i].option != NULL)
      arguments[count++] = cases[i].option;
    if (cases[i].ddi != NULL) {
      arguments[count++] = "--ddi";
      arguments[count++] = cases[i].ddi;
    }
    struct process process = process_run(PROGRAM, arguments);
    if (strstr(process.output, cases[i].repeat) == NULL)
      fail_msg("case %zu: '%s' is not in\n%s", i, cases[i].repeat, process.output);
    expect_last(&process, 1, cases[i].last);
  }
  free(vectors);
}

/* A step that is charged to a note is a warning and the vector goes on; strictly it fails. A step
 * charged to mere evidence never fails. */
static void test_levels(void **state) {
  (void)state;
  static const struct {
    const char *mode, *last, *remarks;
    int code;
    size_t failures, warnings;
  } cases[] = {
      {"--tolerant", "1 passed, 0 failed", "2 remarks that do not fail", 0, 0, 2},
      {"--strict", "0 passed, 1 failed", "1 remarks that do not fail", 1, 1, 1},
  };
  files_write("levels/v.yaml", "id: levels\ntitle: T\nrequirements: [X-001, X-002, X-003]\nsteps:\n"
                               "  - check: {value: 1, expect: 2, requirements: [X-003]}\n"
                               "  - check: {value: 3, expect: 4, requirements: [X-002]}\n"
                               "  - check: {value: 5, expect: 5}\n");
  char *vectors = own("levels"), *json = own("levels.json");
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    struct process process = RUN("run", vectors, cases[i].mode, "--wave", "never", "--json", json);
    if (strstr(process.output, cases[i].remarks) == NULL)
      fail_msg("'%s' is not in\n%s", cases[i].remarks, process.output);
    expect_last(&process, cases[i].code, cases[i].last);
    char *text = files_read(json);
    json_t *result = json_loads(text, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(result, "failures")), cases[i].failures);
    assert_int_equal(json_array_size(json_object_get(result, "warnings")), cases[i].warnings);
    json_decref(result);
    free(text);
  }
  free(vectors);
  free(json);
}

static void test_usage(void **state) {
  (void)state;
  static const char *const wrong[][4] = {
      {"walk", NULL},           {NULL},
      {"run", "--seed", "x"},   {"run", "-j", "0"},
      {"run", "--wave", "now"}, {"run", "--no-such-option"},
      {"bench", "x"},           {"run", "--ddi", "/nowhere.so"},
      {"run", "/nowhere"},      {"run", "--junit", "/proc/none/all.xml"},
  };
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    struct process process = process_run(PROGRAM, wrong[i]);
    if (process.code != 2 || process.errors[0] == '\0')
      fail_msg("case %zu: code %d, '%s'", i, process.code, process.errors);
    process_free(&process);
  }
  struct process process = RUN("--help");
  assert_int_equal(process.code, 0);
  process_free(&process);
}

/* One message, nothing run. */
static void test_bad_input(void **state) {
  (void)state;
  char *folder = own("w");
  files_write("w/v.yaml", "id: w\n" HEAD "steps:\n  - rum: 1 us\n");
  struct process process = RUN("run", folder);
  assert_int_equal(process.code, 2);
  assert_string_equal(process.output, "");
  assert_non_null(strstr(process.errors, "w/v.yaml:5:5: unknown step 'rum'"));
  size_t lines = 0;
  for (const char *at = process.errors; *at != '\0'; at++)
    lines += *at == '\n';
  assert_int_equal(lines, 1);
  process_free(&process);
  free(folder);
}

static void test_failure_text(void **state) {
  (void)state;
  char *vectors = own("v"), *waves = own("waves");
  struct process process = RUN("run", "--vectors", vectors, "--exact", "bad", "--wave-dir", waves);
  static const char *const parts[] = {
      "fail bad: A title & more",
      "step 2 check",
      "v/bad.yaml:7:5",
      "expected  3",
      "observed  2",
      "breaks    X-001 (M): first sentence",
      "hunts     a <wrong> thing",
      "at        frame ",
      "--exact bad",
  };
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    if (strstr(process.output, parts[i]) == NULL)
      fail_msg("'%s' is not in\n%s", parts[i], process.output);
  }
  char *log = files_read(files_path("waves/bad.log"));
  assert_non_null(log);
  assert_non_null(strstr(log, "FAILED 1 + 1: expected 3, observed 2"));
  free(log);
  /* The command that it prints gives the same failure. */
  char *repeat = strstr(process.output, "repeat    ");
  assert_non_null(repeat);
  char command[4096];
  snprintf(command, sizeof command, "%.*s --wave never >/dev/null", (int)strcspn(repeat + 10, "\n"),
           repeat + 10);
  int status = system(command);
  assert_int_equal(status >> 8, 1);
  process_free(&process);
  free(vectors);
  free(waves);
}

static char *without_wall(const char *text) {
  char *copy = strdup(text), *to = copy;
  for (const char *at = copy; *at != '\0';) {
    if (strncmp(at, "\"wall_ms\":", 10) == 0)
      at += 10 + strspn(at + 10, "0123456789");
    else
      *to++ = *at++;
  }
  *to = '\0';
  return copy;
}

/* Two runs, one in parallel, give the same lines in the same order. */
static void test_json(void **state) {
  (void)state;
  char *vectors = own("v"), *waves = own("waves"), *one = own("one.json"), *two = own("two.json");
  struct process process =
      RUN("run", vectors, "--json", one, "-j", "1", "--wave-dir", waves, "--wave", "never");
  process_free(&process);
  process = RUN("run", vectors, "--json", two, "-j", "4", "--wave-dir", waves, "--wave", "never");
  process_free(&process);
  char *first = files_read(one), *second = files_read(two);
  assert_non_null(first);
  assert_non_null(second);
  char *a = without_wall(first), *b = without_wall(second);
  assert_string_equal(a, b);
  size_t lines = 0;
  for (char *line = strtok(first, "\n"); line != NULL; line = strtok(NULL, "\n"), lines++) {
    json_t *object = json_loads(line, 0, NULL);
    assert_non_null(object);
    assert_true(json_is_string(json_object_get(object, "verdict")));
    assert_true(json_is_integer(json_object_get(object, "wall_ms")));
    /* Every vector moves time by 1 us or more; the whole of it counts, to the end. */
    bool ran = strcmp(json_string_value(json_object_get(object, "verdict")), "blocked") != 0;
    assert_true(!ran || json_integer_value(json_object_get(object, "bclk")) >= 24);
    json_decref(object);
  }
  assert_int_equal(lines, 6);
  free(a);
  free(b);
  free(first);
  free(second);
  free(vectors);
  free(waves);
  free(one);
  free(two);
}

static int count_elements(const xmlNode *node, const char *name) {
  int count = 0;
  for (; node != NULL; node = node->next) {
    count += node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
    count += count_elements(node->children, name);
  }
  return count;
}

static void test_junit(void **state) {
  (void)state;
  char *vectors = own("v"), *waves = own("waves"), *file = own("junit.xml");
  struct process process =
      RUN("run", vectors, "--junit", file, "--wave-dir", waves, "--wave", "never");
  process_free(&process);
  xmlDoc *document = xmlReadFile(file, NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  assert_non_null(document);
  const xmlNode *root = xmlDocGetRootElement(document);
  assert_int_equal(count_elements(root, "testcase"), 6);
  assert_int_equal(count_elements(root, "failure"), 2);
  assert_int_equal(count_elements(root, "skipped"), 2);
  xmlFreeDoc(document);
  free(vectors);
  free(waves);
  free(file);
}

static void test_lists(void **state) {
  (void)state;
  char *vectors = own("v");
  struct process process = RUN("list", vectors);
  assert_int_equal(process.code, 0);
  assert_non_null(strstr(process.output, "good"));
  process_free(&process);
  process = RUN("list", "--json", "--vectors", vectors);
  json_t *list = json_loads(process.output, 0, NULL);
  assert_int_equal(json_array_size(list), 6);
  json_decref(list);
  process_free(&process);
  process = RUN("list", "--requirements", "--vectors", vectors);
  expect_last(&process, 0, "3 requirements: 2 have a vector or a proof, 1 have neither");
  files_write("proofs.yaml", "- id: shown\n  requirements: [X-003, X-001]\n");
  process = RUN("list", "--requirements", "--vectors", vectors);
  assert_non_null(strstr(process.output, "    proof shown\n"));
  expect_last(&process, 0, "3 requirements: 3 have a vector or a proof, 0 have neither");
  files_write("proofs.yaml", "- id: shown\n  requirements: [X-009]\n");
  process = RUN("list", "--requirements", "--vectors", vectors);
  assert_int_equal(process.code, 2);
  assert_non_null(strstr(process.errors, "proofs.yaml:2:18: a proof of an unknown requirement"));
  process_free(&process);
  files_write("proofs.yaml", "[]\n");
  process = RUN("check", vectors);
  expect_last(&process, 0, "6 vectors in 6 files are well-formed");
  free(vectors);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_codes),     cmocka_unit_test(test_strictness),
      cmocka_unit_test(test_levels),    cmocka_unit_test(test_usage),
      cmocka_unit_test(test_bad_input), cmocka_unit_test(test_failure_text),
      cmocka_unit_test(test_json),      cmocka_unit_test(test_junit),
      cmocka_unit_test(test_lists),
  };
  int failed = cmocka_run_group_tests(tests, begin, end);
  xmlCleanupParser();
  return failed;
}
