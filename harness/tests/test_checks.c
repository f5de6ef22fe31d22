/* SPDX-License-Identifier: Apache-2.0 */
/* Every check has a violator: for each kind of expectation a vector that holds and one that is
 * wrong in one thing, on the real platform with the reference driver. */
#include "checks.h"
#include "cmocka_all.h"

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

/* The controller without the DDI: two commands that nobody answers, one response. */
static const char rings[] =
    "  - start_link: 30 frames\n"
    "  - fill: {address: 0x210000, bytes: 64, pattern: counter, start: 0x50F00000}\n"
    "  - setup_rings: {corb: 0x210000, rirb: 0x211000}\n"
    "  - write: {register: INTCTL, value: 0xC0000000}\n"
    "  - mark: here\n"
    "  - write: {register: CORBWP, value: 2}\n"
    "  - raw_frame: {sdi: 1, response: {value: 7}, as: frame}\n"
    "  - run: 10 frames\n";

#define MANUAL "device: manual\ninterface: none\n"

static const struct check checks[] = {
    {"status", "", "", "AllocateRenderDmaEngine: {StreamFormat: NULL, expect: failure}",
     "AllocateRenderDmaEngine: {StreamFormat: NULL}", "status"},
    {"output", "", "",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {ConverterFormat: 0x11}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {ConverterFormat: 0x12}}",
     "ConverterFormat"},
    {"unchanged", "", "",
     "AllocateRenderDmaEngine: {StreamFormat: NULL, expect: {status: failure, outputs: unchanged}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {outputs: unchanged}}", "Handle"},
    {"oracle", "", "",
     "AllocateRenderDmaEngine: {StreamFormat: 44100/24/6, expect: {ConverterFormat: oracle}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {Handle: oracle}}", "Handle"},
    {"elapsed-call", "", "",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {elapsed: {us: 0}}}",
     "AllocateRenderDmaEngine: {StreamFormat: 48000/16/2, expect: {elapsed: {us: {min: 1}}}}",
     "time inside the call in us"},
    {"registers-written", "", stream,
     "SetDmaEngineState: {StreamState: RunState, Handles: [$engine], expect: {registers_written: "
     "0}}",
     "SetDmaEngineState: {StreamState: StopState, Handles: [$engine], expect: {registers_written: "
     "0}}",
     "registers_written"},
    {"run-until", "", "", "run: {until: {frame: 3}, limit: 1 ms}", "run: {until: irq, limit: 1 ms}",
     "run until"},
    {"elapsed", "", stream, "expect_elapsed: {since: $after, frames: 10}",
     "expect_elapsed: {since: $after, frames: 11}", "frames"},
    {"event", "", stream, "expect_event: {event: $done, state: 1}",
     "expect_event: {event: $other, state: 1}", "state"},
    {"signals-count", "", stream, "expect_signals: {event: $done, count: 3}",
     "expect_signals: {event: $done, count: 2}", "count"},
    {"signals-frames", "", stream,
     "expect_signals: {event: $done, buffer: $buffer, frames: oracle}",
     "expect_signals: {event: $done, buffer: $buffer, frames: [1, 2, 3]}", "frame of signal 0"},
    {"signals-first", "", stream,
     "expect_signals: {event: $done, buffer: $buffer, frames: oracle, first: 0}",
     "expect_signals: {event: $done, buffer: $buffer, frames: oracle, first: 1}",
     "frame of signal 0"},
    {"signals-missing", "", stream,
     "expect_signals: {event: $done, count: 3, frames: [any, any, any]}",
     "expect_signals: {event: $done, frames: [any, any, any, any]}", "number of moments"},
    {"signals-passes", "", stream, "expect_signals: {event: $done, buffer: $buffer, passes: 1}",
     "expect_signals: {event: $done, buffer: $buffer, passes: 2}", "number of moments"},
    {"signals-irql", "", stream, "expect_signals: {event: $done, irql: DISPATCH_LEVEL}",
     "expect_signals: {event: $done, irql: PASSIVE_LEVEL}", "IRQL of a signal"},
    {"signals-latency", "", stream,
     "expect_signals: {event: $done, buffer: $buffer, latency: {us: {max: 20}}}",
     "expect_signals: {event: $done, buffer: $buffer, latency: {cycles: 0}}",
     "latency of a signal in cycles"},
    {"signals-overdue", "", stream,
     "expect_signals: {event: $done, buffer: $buffer, frames: oracle}",
     "expect_signals: {event: $other, buffer: $buffer, frames: oracle}", "signal 0"},
    {"bcis", "", stream, "expect_bcis: {buffer: $buffer, passes: 1, frames: oracle}",
     "expect_bcis: {buffer: $buffer, frames: [0, 0, 0]}", "frame of completion 0"},
    {"counts", "", stream, "expect_counts: {since: $before, bcis: 3, dpc: 3, isr_claimed: 3}",
     "expect_counts: {since: $before, signals: 4}", "signals"},
    {"read", "", stream,
     "read: {register: SDnCTL, stream: $buffer.stream, expect: {RUN: 1, STRM: $buffer.StreamId}}",
     "read: {register: SDnCTL, stream: $buffer.stream, expect: {RUN: 0}}",
     "SDCTL.RUN (register = "},
    {"poll", "", stream, "poll: {register: WALCLK, expect: {min: 1}}",
     "poll: {register: GCTL, expect: {CRST: 0}, limit: 10 us}", "GCTL.CRST (register = "},
    {"pointer", "", stream,
     "GetLinkPositionRegister: {Handle: $engine, as: p, expect: {Position: {not: NULL}}}",
     "GetLinkPositionRegister: {Handle: $engine, expect: {Position: NULL}}", "Position"},
    {"memory", "", stream, "expect_memory: {buffer: $buffer, pattern: counter, start: 1}",
     "expect_memory: {buffer: $buffer, pattern: counter, start: 2}", "memory byte 0"},
    {"memory-outside", "", stream,
     "expect_memory: {buffer: $buffer, outside: true, pattern: constant}",
     "expect_memory: {buffer: $buffer, outside: true, pattern: constant, value: 1}",
     "memory byte 3840"},
    {"descriptors", "", stream,
     "expect_bdl: {buffer: $buffer, descriptors: [{at: 0, bytes: 1920, ioc: true}, {at: 1920, "
     "bytes: 1920, ioc: true}]}",
     "expect_bdl: {buffer: $buffer, descriptors: [{at: 0, bytes: 1920, ioc: true}, {at: 1920, "
     "bytes: 1920, ioc: false}]}",
     "descriptor 1"},
    {"descriptor-oracle", "", stream, "expect_bdl: {buffer: $buffer, descriptors: oracle, lvi: 1}",
     "expect_bdl: {buffer: $buffer, lvi: 2}", "lvi"},
    {"mdl", "", stream, "expect_mdl: {buffer: $buffer, pages: 1, bytes: 4096, live: true}",
     "expect_mdl: {buffer: $buffer, pages: 2}", "pages"},
    {"samples", "", stream, "expect_samples: {buffer: $buffer, cadence: oracle, blocks: 100}",
     "expect_samples: {buffer: $buffer, from: 4}", "sample 0 (channel 0 of block 0"},
    {"samples-too-few", "", stream, "expect_samples: {buffer: $buffer}",
     "expect_samples: {buffer: $buffer, blocks: 100000}", "blocks on the link"},
    {"silence", "", stream, "expect_silence: {tag: 15}", "expect_silence: {tag: $buffer.StreamId}",
     "packets of the tag"},
    {"capture", "", recording, "expect_capture: {buffer: $buffer, source: $origin, bytes: 512}",
     "expect_capture: {buffer: $buffer, source: $origin, bytes: 512, first: 1}",
     "recorded sample at byte 0"},
    {"resources", "", stream, "expect_resources: {pages: {min: 1}}", "expect_resources: {pages: 0}",
     "pages"},
    {"findings", "", "", "expect_findings: []", "expect_findings: [IRQL-TOO-HIGH]",
     "number of kernel findings"},
    {"commands", MANUAL, rings,
     "expect_commands: {since: $here, commands: [0x50F00001, 0x50F00002]}",
     "expect_commands: {since: $here, commands: [0x50F00001, 0x50F00003]}", "command 1"},
    {"commands-number", MANUAL, rings, "expect_commands: {since: $here, count: 2}",
     "expect_commands: {since: $here, commands: [any]}", "number of commands"},
    {"commands-from", MANUAL, rings,
     "expect_commands: {since: $here, from: 1, commands: [0x50F00002]}",
     "expect_commands: {since: $here, from: 2, commands: [any]}", "number of commands"},
    {"commands-frames", MANUAL, rings,
     "expect_commands: {since: $here, frames: [{max: 3}, {max: 6}]}",
     "expect_commands: {since: $here, frames: [{min: 9}, any]}", "frame of command 0"},
    {"commands-spacing", MANUAL, rings, "expect_commands: {since: $here, spacing: {min: 1}}",
     "expect_commands: {since: $here, spacing: 0}", "frames before command 1"},
    {"dma", MANUAL, rings, "expect_dma: {inside: [{address: 0x210000, bytes: 0x2000}]}",
     "expect_dma: {inside: [{address: 0x210000, bytes: 8}]}", "memory read"},
    {"dma-write", MANUAL, rings,
     "expect_dma: {since: $here, direction: write, count: 1, total: 8, addresses: [0x211008]}",
     "expect_dma: {since: $here, direction: write, addresses: [0x211000]}", "address of access 0"},
    {"dma-window", MANUAL, rings, "expect_dma: {address: 0x300000, bytes: 16, count: 0}",
     "expect_dma: {address: 0x21100F, bytes: 1, count: 0}", "count"},
    {"line", MANUAL, rings,
     "expect_line: {line: SYNC, frame: $now.frame - 1, at: 984, bits: 16, value: 0xFF}",
     "expect_line: {line: SYNC, frame: $now.frame - 1, at: 984, bits: 16, value: 0x1FF}",
     "SYNC, frame"},
    {"line-kept", MANUAL, rings, "expect_line: {line: SDO0, frame: 1, at: 0, bits: 40, value: 0}",
     "expect_line: {line: SDO0, frame: 1000, at: 0, bits: 40, value: 0}", "SDO0"},
    {"line-bits", MANUAL, rings, "expect_line: {line: SDO0, frame: 1, at: 999, bits: 1, value: 0}",
     "expect_line: {line: SDO0, frame: 1, at: 999, bits: 2, value: 0}", "half cells"},
    {"read-memory", MANUAL, rings, "read_memory: {address: 0x211008, width: 8, expect: 7}",
     "read_memory: {address: 0x21100C, expect: 0}", "memory at 0x21100C"},
    {"read-memory-width", MANUAL, rings, "read_memory: {address: 0x211008, width: 16, expect: 7}",
     "read_memory: {address: 0x211008, width: 24, expect: 7}", "width"},
    {"irq", MANUAL, rings, "expect_irq: {level: 1}", "expect_irq: {level: 0}", "level"},
    {"require", MANUAL, rings, "require: {register: GCAP, expect: {64OK: 1}}",
     "require: {register: GCAP, expect: {64OK: 0}}", "the controller is another"},
    {"strobe", MANUAL, rings, "write: {offset: 0x60, value: 1, strobe: 0x7}",
     "write: {offset: 0x61, value: 1, strobe: 0x1}", "strobe"},
    {"raw-frame", MANUAL, rings, "raw_frame: {sdi: 3, words: [1, 2]}",
     "raw_frame: {sdi: 99, words: [1]}", "raw frame"},
    {"start-link", "", "", "start_link: 1 frames",
     "repeat: {times: 1, steps: [{inject: {fault: crst_never_sets}}, {start_link: 1 frames}]}",
     "GCTL"},
    {"setup-rings", MANUAL, rings, "setup_rings: {corb: 0x210000, rirb: 0x211000, entries: 16}",
     "setup_rings: {corb: 0x210000, rirb: 0x211000, entries: 3}", "entries"},
    {"setup-stream", MANUAL, rings,
     "setup_stream: {stream: 1, tag: 2, fmt: 0x11, bdl: 0x200000, buffers: [{address: 1, bytes: "
     "2}], fields: {IOCE: 1}}",
     "setup_stream: {stream: 1, tag: 2, fmt: 0x11, bdl: 0, buffers: [{address: 1, bytes: 2}]}",
     "descriptor list"},
    {"setup-stream-number", MANUAL, rings, "read: {register: SDnCTL, stream: 1, expect: {RUN: 0}}",
     "setup_stream: {stream: 30, tag: 2, fmt: 0x11, bdl: 0x200000, buffers: [{address: 1, bytes: "
     "2}]}",
     "stream"},
    {"until-command", MANUAL, rings, "run: {until: command, since: $here, count: 2}",
     "run: {until: command, since: $here, count: 3, limit: 1 ms}", "run until"},
    {"until-others", MANUAL, rings, "run: {until: {register: RIRBWP, expect: 1}}",
     "run: {until: msi, limit: 1 ms}", "run until"},
    {"received", "", stream,
     "expect_received: {tag: $buffer.StreamId, pattern: counter, start: 1, format: 48000/16/2, "
     "period: 3840, blocks: 100, cadence: oracle}",
     "expect_received: {tag: $buffer.StreamId, pattern: counter, start: 1, format: 48000/16/2, "
     "first: 1}",
     "sample 0 (channel 0 of block 0"},
    {"received-number", "", stream,
     "expect_received: {tag: $buffer.StreamId, pattern: counter, format: 48000/16/2, start: 1, "
     "blocks: 5}",
     "expect_received: {tag: $buffer.StreamId, pattern: counter, format: 48000/16/2, start: 1, "
     "blocks: 100000}",
     "blocks on the link"},
    {"received-cadence", "", stream,
     "expect_received: {tag: $buffer.StreamId, pattern: counter, format: 48000/16/2, start: 1, "
     "period: 3840, since: $before}",
     "expect_received: {tag: $buffer.StreamId, pattern: counter, format: 44100/16/2, start: 1, "
     "period: 3840, cadence: oracle}",
     "cadence"},
    {"received-none", "", stream, "expect_silence: {tag: 14}",
     "expect_received: {tag: 14, pattern: counter, format: 48000/16/2}", "samples"},
    {"link", MANUAL, rings,
     "check: {value: ($link.end - $link.begin) / $link.bclk % 500, expect: 0}",
     "check: {value: $link.rises + $link.falls, expect: 0}", "$link.rises"},
    {"codec", MANUAL, rings, "expect_codec: {sdi: 1, present: 1, addressed: 1, address: 1}",
     "expect_codec: {sdi: 1, address: 2}", "address"},
    {"codec-line", MANUAL, rings, "expect_codec: {sdi: 0, present: 1}",
     "expect_codec: {sdi: 99, present: 1}", "codec"},
    {"codec-verb", MANUAL, rings, "codec_verb: {sdi: 0, verb: 0x000F0000, expect: {not: 0}}",
     "codec_verb: {sdi: 0, verb: 0x000F0000, expect: 0}", "answer of the codec"},
    {"attach", MANUAL, "", "attach_codec: {sdi: 0, codec: none}",
     "attach_codec: {sdi: 0, codec: nobody}", "codec"},
    {"jack", MANUAL, rings, "jack: {sdi: 0, nid: 7, present: true}",
     "jack: {sdi: 0, nid: 200, present: true}", "jack"},
    {"unsolicited", MANUAL, rings, "unsolicited: {sdi: 0, response: 1}",
     "unsolicited: {sdi: 99, response: 1}", "unsolicited response"},
    {"wake", MANUAL, rings, "wake: 0", "wake: 99", "wake"},
    {"responses", MANUAL, rings, "expect_responses: {since: $here, count: 0, values: []}",
     "expect_responses: {since: $here, sdi: 0, values: [1]}", "number of responses"},
    {"config", "", "", "config_read: {offset: 0x0A, width: 16, expect: 0x0403}",
     "config_read: {offset: 0x0A, width: 16, expect: 0x0401}", "configuration space"},
    {"config-place", "", "", "config_write: {offset: 0x3C, width: 8, value: 1}",
     "config_write: {offset: 0x3D, width: 16, value: 1}", "configuration space"},
    {"config-width", "", "", "config_write: {offset: 0x3C, width: 8, value: 2}",
     "config_write: {offset: 0x3C, width: 24, value: 1}", "configuration space"},
    {"reset", MANUAL, rings,
     "repeat: {times: 1, steps: [{reset: {kind: function}}, {read: {register: GCTL, expect: 0}}]}",
     "repeat: {times: 1, steps: [{reset: {kind: power_on}}, {read: {register: GCTL, expect: 1}}]}",
     "GCTL"},
    {"msi", MANUAL, rings, "expect_msi: {count: 0}", "expect_msi: {count: 1}", "count"},
    {"pme", MANUAL, rings, "expect_pme: {level: 0, count: 0}", "expect_pme: {level: 1}", "level"},
    {"check", "", "", "check: {value: 7 / 2, expect: 3}", "check: {value: 7 / 2, expect: 4}",
     "7 / 2"},
    {"division", "", "", "check: {value: 1, expect: 1}",
     "check: {value: 1 / ($now.ticks - $now.ticks), expect: 1}", "value"},
};

int main(void) { return checks_main(checks, COUNT_OF(checks), REFERENCE); }
