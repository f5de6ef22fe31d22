/* SPDX-License-Identifier: Apache-2.0 */
/* A link that breaks the rules of SYNC fails every vector, whatever the vector is about, and is
 * charged to the rule. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

static int begin(void **state) {
  (void)state;
  files_begin();
  files_write("requirements.yaml", "- {id: X-003, level: O, text: nothing to do with the link}\n"
                                   "- {id: HDA-LNK-002, level: M, text: frame sync}\n"
                                   "- {id: HDA-LNK-004, level: M, text: tags}\n"
                                   "- {id: HDA-LNK-005, level: D, text: SYNC low}\n");
  files_write("v/v.yaml",
              "id: v\ntitle: T\nrequirements: [X-003]\nsteps:\n"
              "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
              "  - AllocateDmaBufferWithNotification: {Handle: $engine, NotificationCount: 2,\n"
              "      RequestedBufferSize: 3840, as: buffer}\n"
              "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"
              "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine]}\n"
              "  - run: 80 frames\n"
              "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"
              "  - SetDmaEngineState: {StreamState: ResetState, Handles: [$engine]}\n"
              "  - FreeDmaBufferWithNotification: {Handle: $engine, BufferMdl: $buffer.BufferMdl,\n"
              "      BufferSize: $buffer.AllocatedBufferSize}\n"
              "  - FreeDmaEngine: {Handle: $engine}\n");
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static json_t *run(const char *how, int code) {
  char *folder = strdup(files_path("v")), *json = strdup(files_path("r.json"));
  if (how != NULL) {
    setenv("BROKEN_LINK", how, 1);
  } else {
    unsetenv("BROKEN_LINK");
  }
  struct process process =
      RUN("run", folder, "--rtl", BROKEN_LINK_RTL, "--json", json, "--wave", "never");
  if (process.code != code)
    fail_msg("code %d\n%s%s", process.code, process.output, process.errors);
  char *text = files_read(json);
  assert_non_null(text);
  json_t *result = json_loads(text, 0, NULL);
  assert_non_null(result);
  free(text);
  free(folder);
  free(json);
  process_free(&process);
  return result;
}

/* One failure, the first moment, with the requirements it breaks. */
static void expect_broken(const char *how, const char *id, size_t ids, const char *observed) {
  json_t *result = run(how, 1);
  const json_t *failures = json_object_get(result, "failures");
  assert_int_equal(json_array_size(failures), 1);
  const json_t *failure = json_array_get(failures, 0);
  assert_string_equal(json_string_value(json_object_get(failure, "what")), "link frame");
  assert_string_equal(json_string_value(json_object_get(failure, "name")), "run");
  const char *seen = json_string_value(json_object_get(failure, "observed"));
  if (strncmp(seen, observed, strlen(observed)) != 0)
    fail_msg("'%s' does not begin with '%s'", seen, observed);
  const json_t *charged = json_object_get(failure, "requirements");
  assert_int_equal(json_array_size(charged), ids);
  assert_string_equal(json_string_value(json_object_get(json_array_get(charged, 0), "id")), id);
  assert_true(json_integer_value(json_object_get(json_object_get(failure, "time"), "frame")) >=
              100);
  json_decref(result);
}

static void test_whole(void **state) {
  (void)state;
  json_decref(run(NULL, 0));
}

static void test_tag(void **state) {
  (void)state;
  expect_broken("tag", "HDA-LNK-004", 2, "SYNC: a tag does not begin with 1110 (link frame 100");
}

static void test_stray(void **state) {
  (void)state;
  expect_broken("stray", "HDA-LNK-004", 2, "SYNC: a tag does not begin with 1110 (link frame 100");
}

static void test_frame_sync(void **state) {
  (void)state;
  expect_broken("frame_sync", "HDA-LNK-002", 1,
                "SYNC: the frame before ended without frame sync (link frame 101");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_whole),
      cmocka_unit_test(test_tag),
      cmocka_unit_test(test_stray),
      cmocka_unit_test(test_frame_sync),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
