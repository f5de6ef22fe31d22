/* SPDX-License-Identifier: Apache-2.0 */
/* The steps about callbacks of streams, device objects, contiguous buffers and removal: each check
 * has a vector that holds and one that is wrong in one thing. */
#include "checks.h"
#include "cmocka_all.h"

/* Two callbacks on a stream that has completed three of its segments; the DPC of the third was
 * held for 10 frames. */
static const char calls[] =
    "  - create_device: {as: fdo}\n"
    "  - create_device: {as: other}\n"
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
    "  - AllocateDmaBufferWithNotification: {Handle: $engine, NotificationCount: 2,\n"
    "      RequestedBufferSize: 1280, as: buffer}\n"
    "  - RegisterNotificationCallback: {Handle: $engine, Fdo: $fdo, CallbackContext: 7}\n"
    "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"
    "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine]}\n"
    "  - run: {until: {notification: first}, count: 2, limit: 50 ms}\n"
    "  - hold_dpcs: true\n"
    "  - run: {until: {bcis: $buffer.stream}, limit: 50 ms}\n"
    "  - run: 10 frames\n"
    "  - mark: held\n"
    "  - hold_dpcs: false\n"
    "  - run: 1 frames\n"
    "  - mark: late\n"
    "  - RegisterNotificationCallback: {Handle: $engine, Fdo: $fdo, NotificationCallback: "
    "second}\n";

/* Two streams that complete together, and one callback for both. */
static const char together[] =
    "  - create_device: {as: fdo}\n"
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: second}\n"
    "  - AllocateDmaBufferWithNotification: {Handle: $engine, NotificationCount: 2,\n"
    "      RequestedBufferSize: 1280, as: buffer}\n"
    "  - AllocateDmaBufferWithNotification: {Handle: $second, NotificationCount: 2,\n"
    "      RequestedBufferSize: 2560, as: longer}\n"
    "  - RegisterNotificationCallback: {Handle: $engine, Fdo: $fdo, CallbackContext: 1}\n"
    "  - RegisterNotificationCallback: {Handle: $second, Fdo: $fdo, CallbackContext: 2}\n"
    "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine, $second]}\n"
    "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine, $second]}\n"
    "  - run: {until: {notification: first}, count: 6, limit: 50 ms}\n"
    "  - run: 1 frames\n";

/* A list of two pieces with a gap that has been played once and a half. */
static const char pieces[] =
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
    "  - AllocateContiguousDmaBuffer: {Handle: $engine, RequestedBufferSize: 8192, as: buffer}\n"
    "  - write_bdl: {buffer: $buffer, entries: [{at: 4096, bytes: 640, ioc: true},\n"
    "      {at: 0, bytes: 640, ioc: true}]}\n"
    "  - SetupDmaEngineWithBdl: {Handle: $engine, Context: 9}\n"
    "  - sink: {tag: $buffer.StreamId, format: 48000/16/2}\n"
    "  - fill: {buffer: $buffer, pattern: counter, start: 1}\n"
    "  - SetDmaEngineState: {StreamState: StopState, Handles: [$engine]}\n"
    "  - SetDmaEngineState: {StreamState: RunState, Handles: [$engine]}\n"
    "  - run: {until: isr_call, count: 3, limit: 50 ms}\n";

static const char block[] =
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: engine}\n"
    "  - AllocateContiguousDmaBuffer: {Handle: $engine, RequestedBufferSize: 8192, as: buffer}\n"
    "  - AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: second}\n";

#define V3 "interface: V3\n"
#define BDL "interface: BDL\n"
static const struct check checks[] = {
    {"until-notification", V3, calls, "run: {until: {notification: second}, limit: 50 ms}",
     "run: {until: {notification: second}, count: 9, limit: 5 ms}", "run until"},
    {"device", V3, calls, "expect_device: {device: $fdo, references: 2}",
     "expect_device: {device: $fdo, references: 1}", "references"},
    {"device-field", V3, calls, "check: {value: $fdo.references + $other.references, expect: 2}",
     "check: {value: $other.references, expect: 1}", "$other.references"},
    {"device-deleted", V3, calls, "delete_device: $other",
     "repeat: {times: 2, steps: [{delete_device: $other}]}", "device object"},
    {"calls-count", V3, calls, "expect_notifications: {count: 3}",
     "expect_notifications: {count: 2}", "count"},
    {"calls-routine", V3, calls, "expect_notifications: {callback: second, count: 0}",
     "expect_notifications: {callback: second, count: 3}", "count"},
    {"calls-context", V3, calls, "expect_notifications: {context: 7, count: 3}",
     "expect_notifications: {context: 8, count: 3}", "count"},
    {"calls-contexts", V3, calls, "expect_notifications: {contexts: [7, 7, 7]}",
     "expect_notifications: {contexts: [7, 8, 7]}", "context of call 1"},
    {"calls-contexts-number", V3, calls, "expect_notifications: {contexts: [7, any, 7]}",
     "expect_notifications: {contexts: [7, 7]}", "number of calls"},
    {"calls-irql", V3, calls, "expect_notifications: {irql: DISPATCH_LEVEL}",
     "expect_notifications: {irql: DIRQL}", "IRQL of a call"},
    {"calls-frames", V3, calls,
     "expect_notifications: {buffer: $buffer, count: any, frames: [any, any]}",
     "expect_notifications: {buffer: $buffer, frames: [1, 2, 3]}", "frame of call 0"},
    {"calls-late", V3, calls, "expect_notifications: {buffer: $buffer, passes: 1}",
     "expect_notifications: {buffer: $buffer, frames: oracle}", "frame of call 2"},
    {"calls-latency", V3, calls,
     "expect_notifications: {buffer: $buffer, latency: {frames: {max: 12}}}",
     "expect_notifications: {buffer: $buffer, latency: {frames: {max: 5}}}",
     "latency of a call in frames"},
    {"stamps", V3, calls, "expect_notifications: {buffer: $buffer, timestamps: isr}",
     "expect_notifications: {buffer: $buffer, since: $held, timestamps: isr}",
     "time stamp of call 0"},
    {"stamps-of-others", V3, together,
     "expect_notifications: {buffer: $buffer, context: 1, timestamps: isr}",
     "expect_notifications: {buffer: $longer, context: 1, timestamps: isr}",
     "time stamp of call 0"},
    {"isr-count", BDL, pieces, "expect_isr_calls: {context: 9, count: 3}",
     "expect_isr_calls: {context: 8, count: 3}", "count"},
    {"isr-mask", BDL, pieces, "expect_isr_calls: {mask: 4}", "expect_isr_calls: {mask: 8}",
     "InterruptBitMask"},
    {"isr-masks", BDL, pieces, "expect_isr_calls: {masks: [4, 4, 4]}",
     "expect_isr_calls: {masks: [4, 4, 0x24]}", "InterruptBitMask of call 2"},
    {"isr-masks-number", BDL, pieces, "expect_isr_calls: {masks: [4, 4, any]}",
     "expect_isr_calls: {masks: [4, 4, 4, 4]}", "number of calls"},
    {"isr-irql", BDL, pieces, "expect_isr_calls: {irql: DIRQL}",
     "expect_isr_calls: {irql: DISPATCH_LEVEL}", "IRQL of a call"},
    {"isr-frames", BDL, pieces, "expect_isr_calls: {buffer: $buffer, frames: oracle}",
     "expect_isr_calls: {buffer: $buffer, frames: oracle, first: 1}", "frame of call 0"},
    {"until-isr", BDL, pieces, "run: {until: isr_call, limit: 50 ms}",
     "run: {until: isr_call, count: 9, limit: 5 ms}", "run until"},
    {"pieces-played", BDL, pieces, "expect_samples: {buffer: $buffer, cadence: oracle}",
     "expect_samples: {buffer: $buffer, from: 640}", "sample 0 (channel 0 of block 0"},
    {"pieces-memory", BDL, pieces,
     "expect_memory: {address: $buffer.block + 4096, bytes: 640, pattern: counter, start: 1, "
     "format: 48000/16/2}",
     "expect_memory: {address: $buffer.block, bytes: 640, pattern: counter, start: 1, format: "
     "48000/16/2}",
     "memory byte"},
    {"pieces-list", BDL, pieces,
     "expect_bdl: {buffer: $buffer, rules: false, lvi: 1, descriptors: [{at: $buffer.block % 4096 "
     "+ 4096, bytes: 640, ioc: true}, {at: $buffer.block % 4096, bytes: 640, ioc: true}]}",
     "expect_bdl: {buffer: $buffer, rules: false, descriptors: [{at: $buffer.block % 4096, bytes: "
     "640, ioc: true}, {at: $buffer.block % 4096, bytes: 640, ioc: true}]}",
     "descriptor 0"},
    {"block", BDL, block, "expect_contiguous: {buffer: $buffer, cache: MmWriteCombined}",
     "expect_contiguous: {buffer: $buffer, cache: MmCached}", "cache type of the data block"},
    {"block-live", BDL, block, "expect_contiguous: {buffer: $buffer, live: true}",
     "expect_contiguous: {buffer: $buffer, live: false}", "pages of the data block"},
    {"block-freed", BDL, block,
     "repeat: {times: 1, steps: [{FreeContiguousDmaBuffer: {Handle: $engine}}, "
     "{expect_contiguous: {buffer: $buffer, live: false}}]}",
     "repeat: {times: 1, steps: [{FreeContiguousDmaBuffer: {Handle: $engine}}, "
     "{expect_contiguous: {buffer: $buffer}}]}",
     "pages of the data block"},
    {"block-high", BDL, block, "expect_contiguous: {buffer: $buffer, below_4g: false}",
     "expect_contiguous: {buffer: $buffer, below_4g: true}", "below_4g"},
    {"list-count", BDL, block, "write_bdl: {buffer: $buffer, count: 256, bytes: 128, every: 2}",
     "write_bdl: {buffer: $buffer, count: 0, bytes: 128}", "count"},
    {"list-kind", BDL, block, "write_bdl: {buffer: $buffer, entries: [{at: 0, bytes: 128}]}",
     "repeat: {times: 1, steps: [{QueryInterface: {as: v2}}, {AllocateRenderDmaEngine: {client: "
     "$v2, StreamFormat: 48000/16/2, as: e}}, {AllocateDmaBuffer: {client: $v2, Handle: $e, "
     "RequestedBufferSize: 4096, as: b}}, {write_bdl: {buffer: $b, count: 2, bytes: 128}}]}",
     "buffer"},
    {"mapping", "", "",
     "repeat: {times: 1, steps: [{AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: e}}, "
     "{AllocateDmaBuffer: {Handle: $e, RequestedBufferSize: 9000, as: b}}, {expect_mdl: {buffer: "
     "$b, maps_as: MmCached}}]}",
     "repeat: {times: 1, steps: [{AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, as: e}}, "
     "{AllocateDmaBuffer: {Handle: $e, RequestedBufferSize: 9000, as: b}}, {FreeDmaBuffer: "
     "{Handle: $e}}, {expect_mdl: {buffer: $b, maps_as: MmCached}}]}",
     "MDL"},
    {"foreign-interrupt", "", "  - mark: here\n  - foreign_interrupts: 2\n",
     "expect_counts: {since: $here, isr: 2, isr_claimed: 0}",
     "expect_counts: {since: $here, isr: 1}", "isr"},
    {"removal", "", "  - inject: {fault: registers_all_ones}\n", "SurpriseRemoval: {}",
     "repeat: {times: 1, steps: [{SurpriseRemoval: {}}, {AllocateRenderDmaEngine: {StreamFormat: "
     "48000/16/2}}]}",
     "status"},
    {"specific-data", "", "", "QueryInterface: {InterfaceSpecificData: garbage, as: q}",
     "QueryInterface: {InterfaceSpecificData: garbage, Size: 0}", "status"},
};

int main(void) { return checks_main(checks, COUNT_OF(checks), REFERENCE); }
