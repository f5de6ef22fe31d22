/* SPDX-License-Identifier: Apache-2.0 */
/* Every check has a violator: for each kind of expectation a vector that holds and one that is
 * wrong in one thing, on the real platform with the reference driver. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "process.h"

/* A render stream of 48 kHz 16-bit stereo that ran for 50 frames of its 2 x 480, and more. */
static const char stream[] =
    "  - create_event: {as: done}\n"
    "  - create_event: {as: other}\n"
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
    "  - AllocateDmaBufferWithNotification: {Handle: $engine, NotificationCount: 2,\n"
    "      RequestedBufferSize: 3840, as: buffer}\n"
    "  - RegisterNotificationEvent: {Handle: $engine, NotificationEvent: $done}\n"
    "  - sink: {tag: $buffer.StreamId, format: 48000/16/2}\n"
    "  - fill: {buffer: $buffer, pattern: counter, start: 1}\n"
    "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"
    "  - mark: before\n"
    "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine]}\n"
    "  - run: {until: {event: $done}, count: 3, limit: 50 ms}\n"
    "  - mark: after\n"
    "  - run: 10 frames\n";

static const char recording[] =
    "  - AllocateCaptureDmaEngine: {StreamFormat: 48000/20/2, as: engine}\n"
    "  - AllocateDmaBufferWithNotification: {Handle: $engine, NotificationCount: 1,\n"
    "      RequestedBufferSize: 4096, as: buffer}\n"
    "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"
    "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine]}\n"
    "  - source: {tag: $buffer.StreamId, format: 48000/20/2, pattern: random, seed: 3,\n"
    "      start: $now.frame + 5, samples: 2048, as: origin}\n"
    "  - run: 100 frames\n";

struct check {
  const char *name, *base;
  const char *right; /* a step that passes */
  const char *wrong; /* one that fails ... */
  const char *what;  /* ... with this */
};

static const struct check checks[] = {
    {"status", "", "AllocateRenderDmaEngine: {StreamFormat: NULL, expect: failure}",
     "AllocateRenderDmaEngine: {StreamFormat: NULL}", "status"},
    {"output", "",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {ConverterFormat: 0x11}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {ConverterFormat: 0x12}}",
     "ConverterFormat"},
    {"unchanged", "",
     "AllocateRenderDmaEngine: {StreamFormat: NULL, expect: {status: failure, outputs: unchanged}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {outputs: unchanged}}", "Handle"},
    {"oracle", "",
     "AllocateRenderDmaEngine: {StreamFormat: 44100/24/6, expect: {ConverterFormat: oracle}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {Handle: oracle}}", "Handle"},
    {"elapsed-call", "",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {elapsed: {us: 0}}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {elapsed: {us: {min: 1}}}}",
     "time inside the call in us"},
    {"registers-written", stream,
     "SetDmaEngineState: {StreamState: RunState, Handles: [$engine], expect: {registers_written: "
     "0}}",
     "SetDmaEngineState: {StreamState: StopState, Handles: [$engine], expect: {registers_written: "
     "0}}",
     "registers_written"},
    {"run-until", "", "run: {until: {frame: 3}, limit: 1 ms}", "run: {until: irq, limit: 1 ms}",
     "run until"},
    {"elapsed", stream, "expect_elapsed: {since: $after, frames: 10}",
     "expect_elapsed: {since: $after, frames: 11}", "frames"},
    {"event", stream, "expect_event: {event: $done, state: 1}",
     "expect_event: {event: $other, state: 1}", "state"},
    {"signals-count", stream, "expect_signals: {event: $done, count: 3}",
     "expect_signals: {event: $done, count: 2}", "count"},
    {"signals-frames", stream, "expect_signals: {event: $done, buffer: $buffer, frames: oracle}",
     "expect_signals: {event: $done, buffer: $buffer, frames: [1, 2, 3]}", "frame of signal 0"},
    {"signals-first", stream,
     "expect_signals: {event: $done, buffer: $buffer, frames: oracle, first: 0}",
     "expect_signals: {event: $done, buffer: $buffer, frames: oracle, first: 1}",
     "frame of signal 0"},
    {"signals-missing", stream, "expect_signals: {event: $done, count: 3, frames: [any, any, any]}",
     "expect_signals: {event: $done, frames: [any, any, any, any]}", "number of moments"},
    {"signals-passes", stream, "expect_signals: {event: $done, buffer: $buffer, passes: 1}",
     "expect_signals: {event: $done, buffer: $buffer, passes: 2}", "number of moments"},
    {"signals-irql", stream, "expect_signals: {event: $done, irql: DISPATCH_LEVEL}",
     "expect_signals: {event: $done, irql: PASSIVE_LEVEL}", "IRQL of a signal"},
    {"signals-latency", stream,
     "expect_signals: {event: $done, buffer: $buffer, latency: {us: {max: 20}}}",
     "expect_signals: {event: $done, buffer: $buffer, latency: {cycles: 0}}",
     "latency of a signal in cycles"},
    {"signals-overdue", stream, "expect_signals: {event: $done, buffer: $buffer, frames: oracle}",
     "expect_signals: {event: $other, buffer: $buffer, frames: oracle}", "signal 0"},
    {"bcis", stream, "expect_bcis: {buffer: $buffer, passes: 1, frames: oracle}",
     "expect_bcis: {buffer: $buffer, frames: [0, 0, 0]}", "frame of completion 0"},
    {"counts", stream, "expect_counts: {since: $before, bcis: 3, dpc: 3, isr_claimed: 3}",
     "expect_counts: {since: $before, signals: 4}", "signals"},
    {"read", stream,
     "read: {register: SDnCTL, stream: $buffer.stream, expect: {RUN: 1, STRM: $buffer.StreamId}}",
     "read: {register: SDnCTL, stream: $buffer.stream, expect: {RUN: 0}}",
     "SDCTL.RUN (register = "},
    {"poll", stream, "poll: {register: WALCLK, expect: {min: 1}}",
     "poll: {register: GCTL, expect: {CRST: 0}, limit: 10 us}", "GCTL.CRST (register = "},
    {"pointer", stream,
     "GetLinkPositionRegister: {Handle: $engine, as: p, expect: {Position: {not: NULL}}}",
     "GetLinkPositionRegister: {Handle: $engine, expect: {Position: NULL}}", "Position"},
    {"memory", stream, "expect_memory: {buffer: $buffer, pattern: counter, start: 1}",
     "expect_memory: {buffer: $buffer, pattern: counter, start: 2}", "memory byte 0"},
    {"memory-outside", stream, "expect_memory: {buffer: $buffer, outside: true, pattern: constant}",
     "expect_memory: {buffer: $buffer, outside: true, pattern: constant, value: 1}",
     "memory byte 3840"},
    {"descriptors", stream,
     "expect_bdl: {buffer: $buffer, descriptors: [{at: 0, bytes: 1920, ioc: true}, {at: 1920, "
     "bytes: 1920, ioc: true}]}",
     "expect_bdl: {buffer: $buffer, descriptors: [{at: 0, bytes: 1920, ioc: true}, {at: 1920, "
     "bytes: 1920, ioc: false}]}",
     "descriptor 1"},
    {"descriptor-oracle", stream, "expect_bdl: {buffer: $buffer, descriptors: oracle, lvi: 1}",
     "expect_bdl: {buffer: $buffer, lvi: 2}", "lvi"},
    {"mdl", stream, "expect_mdl: {buffer: $buffer, pages: 1, bytes: 4096, live: true}",
     "expect_mdl: {buffer: $buffer, pages: 2}", "pages"},
    {"samples", stream, "expect_samples: {buffer: $buffer, cadence: oracle, blocks: 100}",
     "expect_samples: {buffer: $buffer, from: 4}", "sample 0 (channel 0 of block 0"},
    {"samples-too-few", stream, "expect_samples: {buffer: $buffer}",
     "expect_samples: {buffer: $buffer, blocks: 100000}", "blocks on the link"},
    {"silence", stream, "expect_silence: {tag: 15}", "expect_silence: {tag: $buffer.StreamId}",
     "packets of the tag"},
    {"capture", recording, "expect_capture: {buffer: $buffer, source: $origin, bytes: 512}",
     "expect_capture: {buffer: $buffer, source: $origin, bytes: 512, first: 1}",
     "recorded sample at byte 0"},
    {"resources", stream, "expect_resources: {pages: {min: 1}}", "expect_resources: {pages: 0}",
     "pages"},
    {"findings", "", "expect_findings: []", "expect_findings: [IRQL-TOO-HIGH]",
     "number of kernel findings"},
    {"check", "", "check: {value: 7 / 2, expect: 3}", "check: {value: 7 / 2, expect: 4}", "7 / 2"},
    {"division", "", "check: {value: 1, expect: 1}",
     "check: {value: 1 / ($now.ticks - $now.ticks), expect: 1}", "value"},
};

static int begin(void **state) {
  (void)state;
  files_begin();
  char text[8192], name[128];
  for (size_t i = 0; i < COUNT_OF(checks); i++) {
    for (int wrong = 0; wrong < 2; wrong++) {
      snprintf(text, sizeof text, "id: %s-%s\ntitle: T\nrequirements: [X-001]\nsteps:\n%s  - %s\n",
               checks[i].name, wrong ? "wrong" : "right", checks[i].base,
               wrong ? checks[i].wrong : checks[i].right);
      snprintf(name, sizeof name, "v/%s-%s.yaml", checks[i].name, wrong ? "wrong" : "right");
      files_write(name, text);
    }
  }
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

/* What the vector said first when it failed, "" if it did not fail. */
static const char *first_failure(const json_t *results, const char *name, const char *which) {
  char id[128];
  snprintf(id, sizeof id, "%s-%s", name, which);
  const json_t *result = json_object_get(results, id);
  if (result == NULL)
    fail_msg("%s has no result", id);
  const char *reason = json_string_value(json_object_get(result, "reason"));
  if (reason[0] != '\0')
    return reason;
  const json_t *failure = json_array_get(json_object_get(result, "failures"), 0);
  const char *what = json_string_value(json_object_get(failure, "what"));
  return what != NULL ? what : "";
}

static void test_violators(void **state) {
  (void)state;
  char *folder = strdup(files_path("v")), *json = strdup(files_path("r.json"));
  char *waves = strdup(files_path("waves"));
  struct process process =
      RUN("run", folder, "--json", json, "--wave", "never", "--wave-dir", waves);
  if (process.code != 1)
    fail_msg("code %d: %s", process.code, process.errors);
  char *text = files_read(json);
  assert_non_null(text);
  json_t *results = json_object();
  for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    json_t *object = json_loads(line, 0, NULL);
    json_object_set_new(results, json_string_value(json_object_get(object, "id")), object);
  }
  size_t bad = 0;
  for (size_t i = 0; i < COUNT_OF(checks); i++) {
    const char *right = first_failure(results, checks[i].name, "right");
    const char *wrong = first_failure(results, checks[i].name, "wrong");
    bool good = right[0] == '\0' && strncmp(wrong, checks[i].what, strlen(checks[i].what)) == 0;
    if (!good)
      print_error("%s: right gives '%s', wrong gives '%s'\n", checks[i].name, right, wrong);
    bad += !good;
  }
  if (bad > 0)
    print_error("%s", process.output);
  assert_int_equal(bad, 0);
  json_decref(results);
  free(text);
  free(folder);
  free(json);
  free(waves);
  process_free(&process);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_violators)};
  return cmocka_run_group_tests(tests, begin, end);
}
