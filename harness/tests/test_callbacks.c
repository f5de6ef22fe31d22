/* SPDX-License-Identifier: Apache-2.0 */
/* What is expected of codec commands and of callbacks, with a driver that does wrong when told to
 * (echo_driver.c). Each check is seen to hold and seen to fail. */
#include "checks.h"
#include "cmocka_all.h"

/* Three commands to codec 2, one to a codec that does not answer, one whose answer is lost. */
#define COMMANDS "CodecTransfer: [0x20000001, 0x20000002, 0x24000003, 0xE0000004, 0xD0000005]"
#define TRANSFER(context)                                                                          \
  "  - TransferCodecVerbs: {" COMMANDS ", Callback: second, Context: " context ", as: t}\n"
#define EXPECT(keys) "expect_transfer: {transfer: $t, " keys "}"
/* A right vector is one of a good Context; the wrong one uses a driver that errs. */
#define ERR(context, keys)                                                                         \
  "repeat: {times: 1, steps: [{TransferCodecVerbs: {" COMMANDS                                     \
  ", Callback: second, Context: " context ", as: e}}, {expect_transfer: {transfer: $e, " keys      \
  "}}]}"

static const char transfer[] = TRANSFER("100");
static const char registration[] =
    "  - mark: before\n"
    "  - RegisterEventCallback: {Routine: second, Context: 100, as: r, expect: {Tag: 5}}\n";

static const struct check checks[] = {
    {"output-first", "", "",
     "TransferCodecVerbs: {CodecTransfer: [0x20000001], expect: {Response: 0x20000001}}",
     "TransferCodecVerbs: {CodecTransfer: [0x20000001], expect: {IsValid: 0}}", "IsValid"},
    {"count", "", "", "TransferCodecVerbs: {Count: 1, CodecTransfer: [1, 2]}",
     "TransferCodecVerbs: {Count: 3, CodecTransfer: [1, 2]}", "Count"},
    {"callbacks", "", transfer, EXPECT("callbacks: 1"), EXPECT("callbacks: 0"), "callbacks"},
    {"callbacks-twice", "", transfer, EXPECT("callbacks: 1"), ERR("7", "callbacks: 1"),
     "callbacks"},
    {"irql", "", transfer, EXPECT("irql: DISPATCH_LEVEL"), ERR("9", "irql: DISPATCH_LEVEL"),
     "irql"},
    {"no-callback", "", transfer, EXPECT("irql: any"), ERR("11", "irql: any"), "irql"},
    {"element", "", transfer, EXPECT("element: 4"), EXPECT("element: 0"), "element"},
    {"elapsed", "", transfer, EXPECT("elapsed: {us: 0}"), EXPECT("elapsed: {us: {min: 1}}"),
     "time from the call to the callback in us"},
    {"on-link", "", transfer, EXPECT("commands: 0, responses: 0"), EXPECT("responses: 1"),
     "responses"},
    {"on-link-commands", "", transfer, EXPECT("commands: 0"), EXPECT("commands: 5"), "commands"},
    {"kinds", "", transfer, EXPECT("valid: 3, overrun: 1, unanswered: 1"), EXPECT("valid: 4"),
     "valid"},
    {"kinds-overrun", "", transfer, EXPECT("overrun: 1"), EXPECT("overrun: 0"), "overrun"},
    {"kinds-unanswered", "", transfer, EXPECT("unanswered: 1"), EXPECT("unanswered: 2"),
     "unanswered"},
    {"all", "", transfer, EXPECT("all: {IsUnsolicitedResponse: 0, Reserved: 0}"),
     EXPECT("all: {IsValid: 1}"), "element 3: IsValid"},
    {"all-none", "", transfer, EXPECT("all: written"), EXPECT("from: 5, all: written"),
     "number of elements"},
    {"elements", "", transfer,
     EXPECT("elements: [{Response: 0x20000001, SDataIn: 2}, written, {Tag: 9}, any, "
            "{CompleteResponse: 0x4000000DD0000005}]"),
     EXPECT("elements: [any, {Response: 0x20000001}, any, any, any]"), "element 1: Response"},
    {"elements-too-many", "", transfer, EXPECT("from: 3, elements: [any]"),
     EXPECT("elements: [any, any, any, any, any, any]"), "number of elements"},
    {"elements-too-few", "", transfer, EXPECT("from: 1, elements: [any, any]"),
     EXPECT("elements: [any, any]"), "number of elements"},
    {"elements-left", "", transfer, EXPECT("all: written"), ERR("12", "all: written"), "element 4"},
    {"elements-left-field", "", transfer, EXPECT("all: {Reserved: 0}"),
     ERR("12", "all: {IsUnsolicitedResponse: 0}"), "element 4: IsUnsolicitedResponse"},
    {"generated", "",
     "  - TransferCodecVerbs: {as: t, CodecTransfer: [7, {repeat: [$i, {repeat: [$i * 16 + $k], "
     "times: 3, as: k}], times: 2, as: i}]}\n",
     EXPECT("elements: [{Response: 7}, {repeat: [any, {Response: $i * 16}, {Response: $i * 16 + "
            "1}, any], times: 2, as: i}]"),
     EXPECT("elements: [{repeat: [any], times: 10}]"), "number of elements"},
    {"generated-times", "", "",
     "TransferCodecVerbs: {CodecTransfer: [{repeat: [1], times: 65536}]}",
     "TransferCodecVerbs: {CodecTransfer: [{repeat: [1], times: 65537}]}", "times"},
    {"generated-number", "", "",
     "TransferCodecVerbs: {CodecTransfer: [{repeat: [1], times: 0}, 1]}",
     "TransferCodecVerbs: {CodecTransfer: [1, {repeat: [1], times: 65536}]}", "commands"},
    {"before", "", transfer, EXPECT("callbacks: 1"), ERR("1", "callbacks: 1"),
     "memory around the array"},
    {"behind", "", transfer, EXPECT("callbacks: 1"), ERR("2", "callbacks: 1"),
     "memory around the array"},
    {"output", "", transfer, EXPECT("callbacks: 1"), ERR("3", "callbacks: 1"),
     "Output of element 4"},
    {"context", "", transfer, EXPECT("callbacks: 1"), ERR("4", "callbacks: 1"),
     "Context of the callback"},
    {"pointer", "", transfer, EXPECT("callbacks: 1"), ERR("5", "callbacks: 0"),
     "callback of TransferCodecVerbs"},
    {"pointer-inside", "", transfer, EXPECT("callbacks: 1"), ERR("6", "callbacks: 0"),
     "callback of TransferCodecVerbs"},
    {"late", "", transfer, EXPECT("callbacks: 1"), ERR("8", "callbacks: 1"),
     "element 0 after the callback"},
    {"routine", "",
     "  - TransferCodecVerbs: {CodecTransfer: [1], Callback: first, as: f}\n" TRANSFER("100"),
     EXPECT("callbacks: 1"), ERR("10", "callbacks: 1"), "routine called back"},
    {"failed", "", "  - TransferCodecVerbs: {CodecTransfer: [], as: t, expect: failure}\n",
     EXPECT("callbacks: 0, valid: 0, elements: []"), EXPECT("elements: [any]"),
     "number of elements"},
    {"until-transfer", "", transfer, "run: {until: {transfer: $t}, limit: 1 ms}",
     "run: {until: {transfer: $t}, count: 2, limit: 1 ms}", "run until"},
    {"fields", "", transfer, "check: {value: $t.count * 10 + $t.callbacks, expect: 51}",
     "check: {value: $t.count, expect: 4}", "$t.count"},
    {"order", "", TRANSFER("100") "  - RegisterEventCallback: {as: r}\n",
     "check: {value: $r.order - $t.order, expect: 1}",
     "check: {value: $t.order - $r.order, expect: 1}", "$t.order"},
    {"order-none", "", "  - TransferCodecVerbs: {CodecTransfer: [1], as: t}\n",
     "check: {value: $t.callbacks, expect: 0}", "check: {value: $t.ticks, expect: any}", "value"},
    {"in-callback", "", "",
     "TransferCodecVerbs: {CodecTransfer: [1], Callback: first, in_callback: "
     "[{TransferCodecVerbs: {CodecTransfer: [2], expect: {Response: 2}}}]}",
     "TransferCodecVerbs: {CodecTransfer: [1], Callback: first, in_callback: "
     "[{TransferCodecVerbs: {CodecTransfer: [2], expect: {Response: 3}}}]}",
     "Response"},
    {"calls", "", registration, "expect_unsolicited: {registration: $r, since: $before, count: 1}",
     "expect_unsolicited: {registration: $r, count: 0}", "count"},
    {"calls-since", "", "  - RegisterEventCallback: {as: r}\n  - mark: after\n",
     "expect_unsolicited: {registration: $r, since: $after, count: 0}",
     "expect_unsolicited: {registration: $r, since: $after, count: 1}", "count"},
    {"calls-twice", "", "  - RegisterEventCallback: {as: r}\n",
     "expect_unsolicited: {registration: $r, count: 1}",
     "repeat: {times: 1, steps: [{RegisterEventCallback: {Context: 7, as: e}}, "
     "{expect_unsolicited: {registration: $e, count: 1}}]}",
     "count"},
    {"calls-irql", "", registration, "expect_unsolicited: {registration: $r, irql: DISPATCH_LEVEL}",
     "repeat: {times: 1, steps: [{RegisterEventCallback: {Context: 9, as: e}}, "
     "{expect_unsolicited: {registration: $e, irql: DISPATCH_LEVEL}}]}",
     "irql"},
    {"calls-context", "", registration, "expect_unsolicited: {registration: $r, count: 1}",
     "RegisterEventCallback: {Context: 4}", "callback for an unsolicited response"},
    {"calls-all", "", registration,
     "expect_unsolicited: {registration: $r, all: {Tag: 5, SubTag: 3, Response: 0x14600007, "
     "SDataIn: 2, IsUnsolicitedResponse: 1, Reserved: 0, HasFifoOverrun: 0, IsValid: 1}}",
     "expect_unsolicited: {registration: $r, all: {SDataIn: 1}}", "call 0: SDataIn"},
    {"calls-none", "", registration, "expect_unsolicited: {registration: $r, all: any}",
     "repeat: {times: 1, steps: [{RegisterEventCallback: {Context: 11, as: e}}, "
     "{expect_unsolicited: {registration: $e, all: any}}]}",
     "number of calls"},
    {"calls-list", "", registration, "expect_unsolicited: {registration: $r, calls: [{Tag: 5}]}",
     "expect_unsolicited: {registration: $r, calls: []}", "number of calls"},
    {"calls-null", "", "", "RegisterEventCallback: {Routine: NULL, expect: {status: failure}}",
     "RegisterEventCallback: {Routine: NULL}", "status"},
    {"calls-until", "", registration,
     "run: {until: {unsolicited: $r}, since: $before, limit: 1 ms}",
     "run: {until: {unsolicited: $r}, limit: 1 ms}", "run until"},
    {"calls-fields", "", registration, "check: {value: $r + $r.Context + $r.calls, expect: 106}",
     "check: {value: $r.Tag, expect: 6}", "$r.Tag"},
    {"calls-order-none", "", "  - RegisterEventCallback: {Context: 11, as: r}\n",
     "UnregisterEventCallback: {Tag: $r}", "check: {value: $r.order, expect: any}", "value"},
    {"information", "", "", "GetDeviceInformation: {Size: 14, expect: {bytes_written: {max: 14}}}",
     "GetDeviceInformation: {Size: 10, expect: {bytes_written: {max: 10}}}", "bytes_written"},
    {"information-short", "", "",
     "GetDeviceInformation: {Size: 9, expect: {status: failure, outputs: unchanged, "
     "bytes_written: 0}}",
     "GetDeviceInformation: {Size: 14, expect: {outputs: unchanged}}", "Size"},
};

int main(void) { return checks_main(checks, COUNT_OF(checks), ECHO_DRIVER); }
