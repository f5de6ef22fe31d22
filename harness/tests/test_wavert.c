/* SPDX-License-Identifier: Apache-2.0 */
/* The steps about WaveRT: each check has a vector that holds and one that is wrong in one thing. */
#include <stdio.h>
#include <string.h>

#include "checks.h"
#include "cmocka_all.h"
#include "files.h"
#include "vector.h"

#define MINIPORT "wavert: miniport\n"
#define PORT "wavert: port\n"

/* A stream of the miniport that has a buffer and an event. */
static const char stream[] =
    "  - create_event: {as: done}\n"
    "  - Miniport.NewStream: {Miniport: $miniport, DataFormat: 48000/16/2, as: stream}\n"
    "  - Stream.AllocateBufferWithNotification: {Stream: $stream, NotificationCount: 2,\n"
    "      RequestedSize: 1280, as: buffer}\n"
    "  - Stream.RegisterNotificationEvent: {Stream: $stream, NotificationEvent: $done}\n"
    "  - mark: before\n"
    "  - Stream.SetState: {Stream: $stream, State: KSSTATE_ACQUIRE}\n"
    "  - Stream.SetState: {Stream: $stream, State: KSSTATE_PAUSE}\n";

/* A pin of the port driver that plays, and a client's event. */
static const char pin[] =
    "  - create_user_event: {as: done}\n"
    "  - CreatePin: {Filter: $filter, DataFormat: 48000/16/2, as: pin}\n"
    "  - KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION: {Pin: $pin, NotificationCount: 2,\n"
    "      RequestedBufferSize: 1280, as: buffer}\n"
    "  - KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT: {Pin: $pin,\n"
    "      NotificationEvent: $done.Handle}\n"
    "  - sink: {tag: $buffer.StreamId, format: 48000/16/2}\n"
    "  - fill: {buffer: $buffer, pattern: counter, start: 1}\n"
    "  - KSPROPERTY_CONNECTION_STATE: {Pin: $pin, State: KSSTATE_RUN}\n"
    "  - run: 100 frames\n";

/* A pin whose miniport is listened to. */
static const char front[] =
    "  - CreateMiniport: {as: real}\n"
    "  - front_miniport: {Miniport: $real, OffsetFromFirstPage: 128, CacheType: MmCached, as: m}\n"
    "  - CreateFilter: {Miniport: $m, as: filter}\n"
    "  - CreatePin: {Filter: $filter, DataFormat: 48000/16/2, as: pin}\n"
    "  - mark: before\n"
    "  - KSPROPERTY_RTAUDIO_BUFFER: {Pin: $pin, RequestedBufferSize: 1280, as: buffer,\n"
    "      expect: {CallMemoryBarrier: 0}}\n";

static const struct check checks[] = {
    {"mode-miniport", MINIPORT, "", "check: {value: 1, expect: 1}",
     "Miniport.NewStream: {Miniport: $miniport, Nth: 1, DataFormat: 1/16/2}", "status"},
    {"no-such-pin", MINIPORT, "",
     "Miniport.NewStream: {Miniport: $miniport, DataFormat: "
     "48000/16/2, as: s}",
     "Miniport.NewStream: {Miniport: $miniport, Nth: 99, DataFormat: 48000/16/2, as: s}",
     "the miniport has not so many pins that render"},
    {"outputs", MINIPORT, "",
     "repeat: {times: 1, steps: [{Miniport.NewStream: {Miniport: $miniport, DataFormat: "
     "48000/16/2, as: s}}, {Stream.GetPosition: {Stream: $s, expect: {PlayOffset: 0}}}]}",
     "repeat: {times: 1, steps: [{Miniport.NewStream: {Miniport: $miniport, DataFormat: "
     "48000/16/2, as: s}}, {Stream.GetPosition: {Stream: $s, expect: {PlayOffset: 1}}}]}",
     "PlayOffset"},
    {"released", MINIPORT,
     "  - Miniport.NewStream: {Miniport: $miniport, DataFormat: 48000/16/2, "
     "as: s}\n  - Stream.Release: {Stream: $s, expect: {References: 0}}\n",
     "check: {value: 1, expect: 1}", "Stream.GetHWLatency: {Stream: $s}", "Stream"},
    {"leaked-stream", MINIPORT,
     "  - Miniport.NewStream: {Miniport: $miniport, DataFormat: 48000/16/2, as: s}\n",
     "Stream.QueryInterface: {Stream: $s, InterfaceId: unknown, expect: failure}",
     "Stream.QueryInterface: {Stream: $s, InterfaceId: unknown}", "status"},
    {"ddi-calls", MINIPORT, stream,
     "expect_ddi_calls: {since: $before, of: [SetDmaEngineState], collapse: true, calls: "
     "[SetDmaEngineState(StopState)], irql: PASSIVE_LEVEL, status: STATUS_SUCCESS}",
     "expect_ddi_calls: {since: $before, of: [SetDmaEngineState], calls: "
     "[SetDmaEngineState(RunState)]}",
     "call 0"},
    {"ddi-calls-missing", MINIPORT, stream,
     "expect_ddi_calls: {since: $before, of: [FreeDmaEngine], calls: []}",
     "expect_ddi_calls: {since: $before, of: [FreeDmaEngine], calls: [FreeDmaEngine]}", "call 0"},
    {"ddi-calls-more", MINIPORT, stream,
     "expect_ddi_calls: {of: [AllocateDmaBufferWithNotification], calls: "
     "[AllocateDmaBufferWithNotification(2)]}",
     "expect_ddi_calls: {of: [AllocateDmaBufferWithNotification], calls: []}", "call 0"},
    {"ddi-calls-irql", MINIPORT, stream,
     "expect_ddi_calls: {of: [AllocateRenderDmaEngine], calls: [AllocateRenderDmaEngine], irql: 0}",
     "expect_ddi_calls: {of: [AllocateRenderDmaEngine], calls: [AllocateRenderDmaEngine], irql: 2}",
     "IRQL of a call"},
    {"ddi-calls-status", MINIPORT, stream,
     "expect_ddi_calls: {of: [AllocateRenderDmaEngine], calls: [AllocateRenderDmaEngine], status: "
     "success}",
     "expect_ddi_calls: {of: [AllocateRenderDmaEngine], calls: [AllocateRenderDmaEngine], status: "
     "failure}",
     "status of a call"},
    {"fail-ddi", MINIPORT, stream,
     "fail_ddi: {call: SetDmaEngineState, status: STATUS_DEVICE_NOT_READY, skip: 1}",
     "repeat: {times: 1, steps: [{fail_ddi: {call: SetDmaEngineState, status: "
     "STATUS_DEVICE_NOT_READY}}, {Stream.SetState: {Stream: $stream, State: KSSTATE_RUN}}]}",
     "status"},
    {"engine-known", MINIPORT, stream,
     "expect_bdl: {buffer: $buffer, descriptors: [{at: 0, bytes: 640, ioc: true}, {at: 640, "
     "bytes: 640, ioc: true}]}",
     "expect_bdl: {buffer: $buffer, lvi: 7}", "lvi"},
    {"samples", PORT, pin, "expect_samples: {buffer: $buffer, cadence: oracle}",
     "expect_samples: {buffer: $buffer, from: 4}", "sample 0 (channel 0 of block 0"},
    {"client-memory", PORT, pin, "expect_memory: {buffer: $buffer, pattern: counter, start: 1}",
     "expect_memory: {buffer: $buffer, pattern: counter, start: 2}", "memory byte 0"},
    {"client-memory-gone", PORT, pin,
     "repeat: {times: 1, steps: [{check: {value: $buffer.BufferAddress, as: at, expect: {not: "
     "0}}}, {ClosePin: {Pin: $pin}}, {expect_mapping: {address: $at, mapped: 0}}]}",
     "expect_mapping: {address: $buffer.BufferAddress, mapped: 0}", "mapped"},
    {"signals", PORT, pin,
     "repeat: {times: 1, steps: [{run: {until: {event: $done}, count: 3, limit: 50 ms}}, "
     "{expect_signals: {event: $done, buffer: $buffer, frames: oracle}}]}",
     "expect_signals: {event: $done, buffer: $buffer, frames: [1]}", "frame of signal 0"},
    {"references", PORT, pin, "check: {value: $done.references, expect: {min: 1}}",
     "check: {value: $done.references, expect: 0}", "$done.references"},
    {"handle-closed", PORT, pin, "close_handle: $done",
     "repeat: {times: 2, steps: [{close_handle: $done}]}", "handle"},
    {"event-gone", PORT, "  - create_user_event: {as: e}\n  - close_handle: $e\n",
     "check: {value: $e.references, expect: -1}", "check: {value: $e.state, expect: 0}", "value"},
    {"property", PORT, pin,
     "KSPROPERTY_CONNECTION_STATE: {Pin: $pin, Flags: KSPROPERTY_TYPE_GET, expect: {State: 3, "
     "BytesReturned: 4, bytes_written: 4}}",
     "KSPROPERTY_CONNECTION_STATE: {Pin: $pin, Flags: KSPROPERTY_TYPE_GET, expect: {State: 0}}",
     "State"},
    {"property-untouched", PORT, pin,
     "KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, ValueLength: 2, expect: {status: failure, "
     "FifoSize: unchanged, bytes_written: 0}}",
     "KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, expect: {FifoSize: unchanged}}", "FifoSize"},
    {"property-lengths", PORT, pin, "KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin}",
     "KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, PropertyLength: 65}", "lengths"},
    {"property-id", PORT, pin, "KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin}",
     "KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, Id: 77}", "status"},
    {"format", PORT, pin,
     "KSPROPERTY_CONNECTION_DATAFORMAT: {Pin: $pin, Flags: KSPROPERTY_TYPE_GET, DataFormat: "
     "48000/16/2, expect: {same: 1}}",
     "KSPROPERTY_CONNECTION_DATAFORMAT: {Pin: $pin, Flags: KSPROPERTY_TYPE_GET, DataFormat: "
     "44100/16/2, expect: {same: 1}}",
     "same"},
    {"result", PORT, pin,
     "repeat: {times: 1, steps: [{KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, as: r}}, {check: "
     "{value: $r.FifoSize, expect: {min: 1}}}]}",
     "repeat: {times: 1, steps: [{KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, as: r}}, {check: "
     "{value: $r.FifoSize, expect: 0}}]}",
     "$r.FifoSize"},
    {"result-field", PORT, pin, "check: {value: 1, expect: 1}",
     "repeat: {times: 1, steps: [{KSPROPERTY_RTAUDIO_HWLATENCY: {Pin: $pin, as: r}}, {check: "
     "{value: $r.PlayOffset, expect: 0}}]}",
     "value"},
    {"register", PORT, pin,
     "repeat: {times: 1, steps: [{KSPROPERTY_RTAUDIO_POSITIONREGISTER: {Pin: $pin, as: p}}, "
     "{read_pointer: {pointer: $p, expect: {min: 1}}}]}",
     "repeat: {times: 1, steps: [{KSPROPERTY_RTAUDIO_POSITIONREGISTER: {Pin: $pin, as: p}}, "
     "{read_pointer: {pointer: $p, expect: 1}}]}",
     "*pointer"},
    {"pin-closed", PORT, pin, "ClosePin: {Pin: $pin}",
     "repeat: {times: 2, steps: [{ClosePin: {Pin: $pin}}]}", "Pin"},
    {"filter-with-pin", PORT, pin,
     "repeat: {times: 1, steps: [{ClosePin: {Pin: $pin}}, {DestroyFilter: {Filter: $filter}}]}",
     "DestroyFilter: {Filter: $filter}", "pins of the filter"},
    {"miniport-calls", "", front,
     "expect_miniport_calls: {since: $before, calls: [AllocateAudioBuffer], status: success}",
     "expect_miniport_calls: {since: $before, calls: [AllocateAudioBuffer, FreeAudioBuffer]}",
     "call 1"},
    {"front-offset", "", front, "check: {value: $buffer.BufferAddress % 4096, expect: 128}",
     "check: {value: $buffer.BufferAddress % 4096, expect: 0}", "$buffer.BufferAddress"},
    {"front-hides", "",
     "  - CreateMiniport: {as: real}\n"
     "  - front_miniport: {Miniport: $real, hide: [IMiniportWaveRTStreamNotification], as: m}\n"
     "  - CreateFilter: {Miniport: $m, as: filter}\n"
     "  - CreatePin: {Filter: $filter, DataFormat: 48000/16/2, as: pin}\n",
     "KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT: {Pin: $pin, expect: {Supported: 0}}",
     "KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT: {Pin: $pin, expect: {Supported: 1}}",
     "Supported"},
    {"front-fails", "",
     "  - CreateMiniport: {as: real}\n"
     "  - front_miniport: {Miniport: $real, fail: NewStream, status: STATUS_NO_MEMORY, as: m}\n"
     "  - CreateFilter: {Miniport: $m, as: filter}\n",
     "CreatePin: {Filter: $filter, DataFormat: 48000/16/2, expect: STATUS_NO_MEMORY}",
     "CreatePin: {Filter: $filter, DataFormat: 48000/16/2}", "status"},
};

/* Bad input: one message, with the very place. */
static const struct {
  const char *text, *message;
} cases[] = {
    {"wavert: both\nsteps:\n  - run: 1 frames\n",
     "d/v.yaml:4:9: `wavert` is 'both'; expected one of none, miniport, port"},
    {"wavert: port\ndevice: manual\ninterface: none\nsteps:\n  - run: 1 frames\n",
     "d/v.yaml:1:1: `wavert` with `device: manual`; expected a device that is started"},
    {"steps:\n  - CreatePin: {Filter: $filter, DataFormat: 48000/16/2}\n",
     "d/v.yaml:5:25: unknown name '$filter'"},
    {"wavert: miniport\nsteps:\n  - CreatePin: {Filter: $miniport, DataFormat: 48000/16/2}\n",
     "d/v.yaml:6:25: '$miniport' is a miniport; expected a filter"},
    {"wavert: miniport\nsteps:\n  - Miniport.NewStream: {DataFormat: 48000/16/2}\n",
     "d/v.yaml:6:25: missing key 'Miniport' in Miniport.NewStream"},
    {"wavert: miniport\nsteps:\n  - Miniport.NewStream: {Miniport: $miniport, DataFormat: "
     "48000/16/2, Form: PCM}\n",
     "d/v.yaml:6:77: `Form` is 'PCM'; expected one of WAVEFORMATEXTENSIBLE"},
    {"wavert: miniport\nsteps:\n  - expect_ddi_calls: {calls: [SetDmaEngineStat(RunState)]}\n",
     "d/v.yaml:6:32: `calls` is 'SetDmaEngineStat'; expected one of TransferCodecVerbs"},
    {"wavert: miniport\nsteps:\n  - expect_ddi_calls: {calls: [SetDmaEngineState(RunState]}\n",
     "d/v.yaml:6:32: `calls` is 'SetDmaEngineState(RunState'; expected one of"},
    {"wavert: miniport\nsteps:\n  - expect_ddi_calls: {calls: SetDmaEngineState}\n",
     "d/v.yaml:6:31: a single value; expected a list of names"},
    {"wavert: miniport\nsteps:\n  - front_miniport: {Miniport: $miniport, hide: [IUnknown], as: "
     "f}\n",
     "d/v.yaml:6:50: `hide` is 'IUnknown'; expected one of IMiniportWaveRTStreamNotification"},
    {"steps:\n  - create_event: {as: e}\n  - close_handle: $f\n",
     "d/v.yaml:6:19: unknown name '$f'"},
    {"wavert: port\nsteps:\n  - check: {value: $filter, expect: 1}\n",
     "d/v.yaml:6:20: '$filter' is a filter; expected"},
};

static int begin(void **state) {
  (void)state;
  files_begin();
  checks_write(checks, COUNT_OF(checks));
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static void test_violators(void **state) {
  (void)state;
  checks_run(checks, COUNT_OF(checks), REFERENCE);
}

static void test_bad_input(void **state) {
  (void)state;
  size_t bad = 0;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char text[1024];
    struct suite suite = {0};
    struct diag diag = {0};
    snprintf(text, sizeof text, "id: a/b\ntitle: A title\nrequirements: [X-001]\n%s",
             cases[i].text);
    files_write("d/v.yaml", text);
    const char *path = files_path("d");
    assert_false(suite_load(&suite, &path, 1, &diag));
    const char *message = strstr(diag.message.data, "d/v.yaml");
    assert_non_null(message);
    bool good = strncmp(message, cases[i].message, strlen(cases[i].message)) == 0;
    if (!good)
      print_error("case %zu: %s\nexpected: %s\n", i, message, cases[i].message);
    bad += !good;
    suite_free(&suite);
  }
  assert_int_equal(bad, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_bad_input),
                                     cmocka_unit_test(test_violators)};
  return cmocka_run_group_tests(tests, begin, end);
}
