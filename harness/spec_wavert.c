/* SPDX-License-Identifier: Apache-2.0 */
/* spec_wavert.c: the harness's own steps about WaveRT. */
#include "front.h"
#include "spec_keys.h"
#include "steps/steps.h"
#include "tap.h"
#include "wavert.h"

static const char *const event_types[] = {"SynchronizationEvent", "NotificationEvent", NULL};
static const char *const hidden[] = {"IMiniportWaveRTStreamNotification",
                                     "IMiniportWaveRTInputStream", "IMiniportWaveRTOutputStream",
                                     NULL};

static const struct key_spec user_event_keys[] = {
    NEED("as", VALUE_BIND, "name"),
    WORD("type", event_types, "default SynchronizationEvent"),
    KEY("state", VALUE_BOOL, "signalled at the beginning"),
};
static const struct key_spec mapping_keys[] = {
    NEED("address", VALUE_INT, "virtual address"),
    NEED("mapped", VALUE_MATCH, "0 or 1"),
    REQUIREMENTS,
};
static const struct key_spec front_keys[] = {
    NEED_REF("Miniport", BIND_MINIPORT, "the real one"),
    {"hide", VALUE_WORDS, false, BIND_NONE, hidden, "interfaces that its streams do not have"},
    KEY("OffsetFromFirstPage", VALUE_INT, "added to that of the real buffers"),
    KEY("CacheType", VALUE_INT, "reported instead of the real one"),
    {"fail", VALUE_WORD, false, BIND_NONE, front_calls, "method that answers `status`"},
    KEY("status", VALUE_INT, "default STATUS_UNSUCCESSFUL"),
    NEED("as", VALUE_BIND, "name"),
};
static const struct key_spec fail_ddi_keys[] = {
    {"call", VALUE_WORD, true, BIND_NONE, tap_calls, "routine"},
    NEED("status", VALUE_INT, "what the miniport gets"),
    KEY("skip", VALUE_INT, "calls that are passed on before; default 0"),
    KEY("times", VALUE_INT, "calls that fail; default 1"),
};
#define CALL_KEYS(names)                                                                           \
  REF("since", BIND_MARK, "default the start of the vector"),                                      \
      {"of", VALUE_CALLS, false, BIND_NONE, names, "only these are looked at; default all"},       \
      {"calls", VALUE_CALLS, true, BIND_NONE, names, "all of them, in order"},                     \
      KEY("collapse", VALUE_BOOL, "a call repeated at once counts as one"),                        \
      KEY("irql", VALUE_MATCH, "of each"), KEY("status", VALUE_STATUS, "of each"), REQUIREMENTS
static const struct key_spec ddi_call_keys[] = {CALL_KEYS(tap_calls)};
static const struct key_spec miniport_call_keys[] = {CALL_KEYS(front_calls)};

static const struct step_spec steps[] = {
    MAP(create_user_event, user_event_keys, BIND_EVENT, step_create_user_event,
        "an event of a client, with a handle"),
    SHORT(close_handle, VALUE_REF, BIND_EVENT, step_close_handle, "the client closes its handle"),
    MAP(expect_mapping, mapping_keys, BIND_NONE, step_expect_mapping,
        "whether an address lies in a mapping that a driver made"),
    MAP(front_miniport, front_keys, BIND_MINIPORT, step_front_miniport,
        "a miniport that notes what it is asked and passes it on"),
    MAP(fail_ddi, fail_ddi_keys, BIND_NONE, step_fail_ddi, "the bus driver refuses a miniport"),
    MAP(expect_ddi_calls, ddi_call_keys, BIND_NONE, step_expect_ddi_calls,
        "what miniports called on the bus interface"),
    MAP(expect_miniport_calls, miniport_call_keys, BIND_NONE, step_expect_miniport_calls,
        "what the port driver called on fronts"),
};

const struct step_spec *spec_wavert_steps(size_t *count) {
  *count = COUNT(steps);
  return steps;
}
