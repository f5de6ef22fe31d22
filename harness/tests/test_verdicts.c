/* SPDX-License-Identifier: Apache-2.0 */
/* Drivers that are wrong on purpose get the verdict they deserve, and spoil nothing else. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

#define HEAD "title: T\nrequirements: [X-001]\nsteps:\n"
#define STREAM                                                                                     \
  "  - create_event: {as: done}\n"                                                                 \
  "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"                          \
  "  - AllocateDmaBufferWithNotification: {Handle: $engine, NotificationCount: 2,\n"               \
  "      RequestedBufferSize: 3840, as: buffer}\n"                                                 \
  "  - RegisterNotificationEvent: {Handle: $engine, NotificationEvent: $done}\n"                   \
  "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"                          \
  "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine]}\n"
#define TEARDOWN                                                                                   \
  "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"                          \
  "  - SetDmaEngineState: {StreamState: ResetState, Handles: [$engine]}\n"                         \
  "  - FreeDmaBufferWithNotification: {Handle: $engine, BufferMdl: $buffer.BufferMdl,\n"           \
  "      BufferSize: $buffer.AllocatedBufferSize}\n"                                               \
  "  - FreeDmaEngine: {Handle: $engine}\n"

static int begin(void **state) {
  (void)state;
  files_begin();
  files_write("v/a.yaml", "id: a-engine\n" HEAD
                          "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
                          "  - FreeDmaEngine: {Handle: $engine}\n");
  files_write("v/b.yaml", "id: b-stream\n" HEAD STREAM
                          "  - run: {until: {event: $done}, count: 4, limit: 100 ms}\n"
                          "  - expect_signals: {event: $done, buffer: $buffer, passes: 2,\n"
                          "      frames: oracle}\n" TEARDOWN);
  files_write("v/c.yaml", "id: c-wall-clock\n" HEAD "  - GetWallClockRegister: {as: clock}\n");
  files_write("l/v.yaml", "id: limit\ntitle: T\nrequirements: [X-001]\nlimit: 5 ms\nsteps:\n"
                          "  - run: 10 ms\n");
  files_write("l/w.yaml", "id: link-in-reset\ntitle: T\nrequirements: [X-001]\nlimit: 5 ms\n"
                          "interface: none\ndevice: manual\nsteps:\n  - run: 1000000 s\n");
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

/* Runs folder `name` with a deviant driver (NULL: the reference) and gives its results. */
static json_t *run(const char *name, const char *deviant, int code) {
  char *folder = strdup(files_path(name)), *json = strdup(files_path("r.json"));
  char library[4096];
  const char *arguments[16] = {"run", folder, "--json", json, "--wave", "never", "--timeout", "5"};
  size_t count = 8;
  char *waves = strdup(files_path("waves"));
  arguments[count++] = "--wave-dir";
  arguments[count++] = waves;
  if (deviant != NULL) {
    snprintf(library, sizeof library, "%s/ddi_%s.so", DEVIANTS, deviant);
    arguments[count++] = "--ddi";
    arguments[count++] = library;
  }
  struct process process = process_run(PROGRAM, arguments);
  if (process.code != code)
    fail_msg("code %d\n%s%s", process.code, process.output, process.errors);
  char *text = files_read(json);
  assert_non_null(text);
  json_t *results = json_object();
  for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    json_t *object = json_loads(line, 0, NULL);
    assert_non_null(object);
    json_object_set_new(results, json_string_value(json_object_get(object, "id")), object);
  }
  free(text);
  free(folder);
  free(json);
  free(waves);
  process_free(&process);
  return results;
}

static const char *at(const json_t *results, const char *id, const char *key) {
  const char *text = json_string_value(json_object_get(json_object_get(results, id), key));
  assert_non_null(text);
  return text;
}

static void test_reference(void **state) {
  (void)state;
  json_t *results = run("v", NULL, 0);
  assert_string_equal(at(results, "a-engine", "verdict"), "pass");
  assert_string_equal(at(results, "b-stream", "verdict"), "pass");
  assert_string_equal(at(results, "c-wall-clock", "verdict"), "pass");
  json_decref(results);
}

static void test_crash(void **state) {
  (void)state;
  json_t *results = run("v", "crash", 1);
  assert_string_equal(at(results, "a-engine", "verdict"), "pass");
  assert_string_equal(at(results, "b-stream", "verdict"), "crash");
  assert_non_null(strstr(at(results, "b-stream", "reason"), "RegisterNotificationEvent"));
  assert_non_null(strstr(at(results, "b-stream", "reason"), "inside the routine"));
  assert_string_equal(at(results, "c-wall-clock", "verdict"), "pass");
  json_decref(results);
}

static void test_hang(void **state) {
  (void)state;
  json_t *results = run("v", "hang", 1);
  assert_string_equal(at(results, "b-stream", "verdict"), "hang");
  assert_non_null(strstr(at(results, "b-stream", "reason"), "AllocateDmaBufferWithNotification"));
  assert_string_equal(at(results, "c-wall-clock", "verdict"), "pass");
  json_decref(results);
}

static void test_double_signal(void **state) {
  (void)state;
  json_t *results = run("v", "double_signal", 1);
  assert_string_equal(at(results, "b-stream", "verdict"), "fail");
  const json_t *failure =
      json_array_get(json_object_get(json_object_get(results, "b-stream"), "failures"), 0);
  assert_string_equal(json_string_value(json_object_get(failure, "name")), "expect_signals");
  assert_string_equal(json_string_value(json_object_get(failure, "what")), "frame of signal 1");
  json_decref(results);
}

/* Simulated time has a limit of its own: no wall clock is needed to see this hang. */
static void test_limit(void **state) {
  (void)state;
  json_t *results = run("l", NULL, 1);
  assert_string_equal(at(results, "limit", "verdict"), "hang");
  assert_non_null(strstr(at(results, "limit", "reason"), "simulated time is used up in run"));
  /* Nothing at all happens, and still it ends; its 5 ms count. */
  assert_string_equal(at(results, "link-in-reset", "verdict"), "hang");
  assert_non_null(strstr(at(results, "link-in-reset", "reason"), "simulated time is used up"));
  const json_t *result = json_object_get(results, "link-in-reset");
  json_int_t bclk = json_integer_value(json_object_get(result, "bclk"));
  assert_true(bclk >= 120000 && bclk < 121000);
  json_decref(results);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_reference), cmocka_unit_test(test_crash),
      cmocka_unit_test(test_hang),      cmocka_unit_test(test_double_signal),
      cmocka_unit_test(test_limit),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
