/* SPDX-License-Identifier: Apache-2.0 */
/* spec_callback.c: the steps about callbacks, device objects and contiguous buffers. */
#include "spec_keys.h"
#include "steps/steps.h"

const char *const spec_callbacks[] = {"first", "second", NULL};
static const char *const timestamp_words[] = {"isr", "rising", NULL};
const char *const spec_caches[] = {"MmNonCached", "MmCached", "MmWriteCombined", NULL};

static const struct key_spec create_device_keys[] = {NEED("as", VALUE_BIND, "name")};
static const struct key_spec expect_device_keys[] = {
    NEED_REF("device", BIND_DEVICE, "device object"),
    NEED("references", VALUE_MATCH, "references besides that of its creator"),
    REQUIREMENTS,
};
#define CALLBACK_KEYS                                                                              \
  KEY("context", VALUE_INT, "only calls with this context"),                                       \
      KEY("contexts", VALUE_MATCHES, "context of each call, in order"),                            \
      REF("buffer", BIND_BUFFER, "whose completions they announce"), FRAME_KEYS,                   \
      KEY("irql", VALUE_MATCH, "IRQL of every call"),                                              \
      KEY("latency", VALUE_UNITS, "time after the completion"), REQUIREMENTS
static const struct key_spec notifications_keys[] = {
    WORD("callback", spec_callbacks, "only calls of this callback"),
    WORD("timestamps", timestamp_words,
         "isr: the counter when the interrupt routine served the completion; rising: ever greater"),
    CALLBACK_KEYS,
};
static const struct key_spec isr_calls_keys[] = {
    KEY("mask", VALUE_MATCH, "InterruptBitMask of every call"),
    KEY("masks", VALUE_MATCHES, "InterruptBitMask of each call, in order"),
    CALLBACK_KEYS,
};
static const struct key_spec write_bdl_keys[] = {
    NEED_REF("buffer", BIND_BUFFER, "contiguous buffer"),
    KEY("entries", VALUE_FRAGMENTS, "the list"),
    KEY("count", VALUE_INT, "or so many equal fragments"),
    KEY("bytes", VALUE_INT, "with `count`: length of each"),
    KEY("stride", VALUE_INT, "with `count`: from one to the next; default `bytes`"),
    KEY("every", VALUE_INT, "with `count`: interrupt at each n-th; default the last alone"),
};
static const struct key_spec contiguous_keys[] = {
    NEED_REF("buffer", BIND_BUFFER, "contiguous buffer"),
    WORD("cache", spec_caches, "how the data block is mapped"),
    KEY("live", VALUE_BOOL, "pages handed out, not freed; default true"),
    KEY("below_4g", VALUE_BOOL, "data and list below 4 GiB"),
    REQUIREMENTS,
};

static const struct step_spec steps[] = {
    MAP(create_device, create_device_keys, BIND_DEVICE, step_create_device,
        "makes a device object"),
    SHORT(delete_device, VALUE_REF, BIND_DEVICE, step_delete_device, "ends a device object"),
    MAP(expect_device, expect_device_keys, BIND_NONE, step_expect_device,
        "references of a device object"),
    MAP(expect_notifications, notifications_keys, BIND_NONE, step_expect_notifications,
        "calls of the notification callbacks"),
    MAP(expect_isr_calls, isr_calls_keys, BIND_NONE, step_expect_isr_calls,
        "calls of the client's interrupt routine"),
    MAP(write_bdl, write_bdl_keys, BIND_NONE, step_write_bdl,
        "writes the descriptor list of a contiguous buffer"),
    MAP(expect_contiguous, contiguous_keys, BIND_NONE, step_expect_contiguous,
        "the memory of a contiguous buffer"),
};

const struct step_spec *spec_callback_steps(size_t *count) {
  *count = COUNT(steps);
  return steps;
}
