/* SPDX-License-Identifier: Apache-2.0 */
/* spec_codec.c: the steps about codec commands and unsolicited responses of the DDI. */
#include "spec_keys.h"
#include "steps/steps.h"

static const struct key_spec transfer_keys[] = {
    NEED_REF("transfer", BIND_TRANSFER, "array of commands"),
    KEY("callbacks", VALUE_MATCH, "how many were made"),
    KEY("irql", VALUE_MATCH, "IRQL of every callback"),
    KEY("element", VALUE_MATCH, "index of the element that every callback pointed to"),
    KEY("elapsed", VALUE_UNITS, "time from the call to every callback"),
    REF("since", BIND_MARK, "for the next two; default the start of the vector"),
    KEY("commands", VALUE_MATCH, "on the link until the callback"),
    KEY("responses", VALUE_MATCH, "of codecs on the link until the callback"),
    KEY("valid", VALUE_MATCH, "elements with IsValid"),
    KEY("overrun", VALUE_MATCH, "elements without IsValid, with HasFifoOverrun"),
    KEY("unanswered", VALUE_MATCH, "elements with neither"),
    KEY("from", VALUE_INT, "first element that the next two are about; default 0"),
    KEY("all", VALUE_ANSWER, "each of them"),
    KEY("elements", VALUE_ANSWERS, "one by one"),
    REQUIREMENTS,
};
static const struct key_spec unsolicited_keys[] = {
    NEED_REF("registration", BIND_REGISTRATION, "whose calls"),
    REF("since", BIND_MARK, "default the start of the vector"),
    KEY("count", VALUE_MATCH, "how many"),
    KEY("irql", VALUE_MATCH, "IRQL of every call"),
    KEY("all", VALUE_ANSWER, "response of every call"),
    KEY("calls", VALUE_ANSWERS, "one by one"),
    REQUIREMENTS,
};

static const struct step_spec steps[] = {
    MAP(expect_transfer, transfer_keys, BIND_NONE, step_expect_transfer,
        "what came of an array of codec commands"),
    MAP(expect_unsolicited, unsolicited_keys, BIND_NONE, step_expect_unsolicited,
        "unsolicited responses that a client was told"),
};

const struct step_spec *spec_codec_steps(size_t *count) {
  *count = COUNT(steps);
  return steps;
}
