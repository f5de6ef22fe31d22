/* SPDX-License-Identifier: Apache-2.0 */
#include "spec.h"

#include <stdlib.h>
#include <string.h>

#include "routine.h"
#include "spec_keys.h"
#include "steps/steps.h"

const char *const bind_kind_names[BIND_KINDS] = {
    [BIND_NONE] = "anything",
    [BIND_CLIENT] = "a client",
    [BIND_ENGINE] = "an engine",
    [BIND_BUFFER] = "a buffer",
    [BIND_POINTER] = "a register pointer",
    [BIND_EVENT] = "an event",
    [BIND_MARK] = "a mark",
    [BIND_NUMBER] = "a number",
    [BIND_SOURCE] = "a source",
    [BIND_NOW] = "a time",
    [BIND_CONTROLLER] = "a controller",
    [BIND_LINK] = "the link",
    [BIND_MINIPORT] = "a miniport",
    [BIND_STREAM] = "a stream",
    [BIND_FILTER] = "a filter",
    [BIND_PIN] = "a pin",
    [BIND_RESULT] = "a result",
    [BIND_DEVICE] = "a device object",
    [BIND_TRANSFER] = "a transfer",
    [BIND_REGISTRATION] = "a registration",
};

static const char *const no_fields[] = {NULL};
static const char *const client_fields[] = {"Context", "Size", "Version", NULL};
static const char *const engine_fields[] = {"Handle", "ConverterFormat", NULL};
static const char *const buffer_fields[] = {"BufferMdl",
                                            "AllocatedBufferSize",
                                            "OffsetFromFirstPage",
                                            "StreamId",
                                            "FifoSize",
                                            "NotificationCount",
                                            "RequestedBufferSize",
                                            "stream",
                                            "address",
                                            "pages",
                                            "mdl_bytes",
                                            "first_frame",
                                            "BufferAddress",
                                            "DataBuffer",
                                            "BdlBuffer",
                                            "block",
                                            "list",
                                            NULL};
static const char *const pointer_fields[] = {"offset", NULL};
static const char *const event_fields[] = {"count", "state", "Handle", "references", NULL};
static const char *const mark_fields[] = {"frame", "bclk", "ticks", "cycles", NULL};
static const char *const source_fields[] = {"first_frame", NULL};
static const char *const now_fields[] = {"frame",  "cell", "bclk", "ticks",
                                         "cycles", "link", "qpc",  NULL};
static const char *const link_fields[] = {"rises", "falls", "up",   "down",
                                          "begin", "end",   "bclk", NULL};
static const char *const device_fields[] = {"references", NULL};
static const char *const transfer_fields[] = {"count", "callbacks", "order", "ticks", NULL};
static const char *const registration_fields[] = {"Tag",   "Context", "calls",
                                                  "order", "ticks",   NULL};
/* Outputs of the routines that bind all they have. */
static const char *const result_fields[] = {
    "PlayOffset",     "WriteOffset", "FifoSize",
    "ChipsetDelay",   "CodecDelay",  "PacketNumber",
    "Flags",          "PacketFlags", "PerformanceCounterValue",
    "MoreData",       "PacketCount", "u64PositionInBlocks",
    "u64QPCPosition", NULL};
static const char *const controller_fields[] = {"iss", "oss", "bss", "sdi", "sdo", NULL};

const char *const *const bind_fields[BIND_KINDS] = {
    [BIND_NONE] = no_fields,
    [BIND_CLIENT] = client_fields,
    [BIND_ENGINE] = engine_fields,
    [BIND_BUFFER] = buffer_fields,
    [BIND_POINTER] = pointer_fields,
    [BIND_EVENT] = event_fields,
    [BIND_MARK] = mark_fields,
    [BIND_NUMBER] = no_fields,
    [BIND_SOURCE] = source_fields,
    [BIND_NOW] = now_fields,
    [BIND_CONTROLLER] = controller_fields,
    [BIND_LINK] = link_fields,
    [BIND_MINIPORT] = no_fields,
    [BIND_STREAM] = no_fields,
    [BIND_FILTER] = no_fields,
    [BIND_PIN] = no_fields,
    [BIND_RESULT] = result_fields,
    [BIND_DEVICE] = device_fields,
    [BIND_TRANSFER] = transfer_fields,
    [BIND_REGISTRATION] = registration_fields,
};

const char *spec_object_key(enum bind_kind kind) {
  switch (kind) {
  case BIND_MINIPORT:
    return "Miniport";
  case BIND_STREAM:
    return "Stream";
  case BIND_FILTER:
    return "Filter";
  case BIND_PIN:
    return "Pin";
  default:
    return NULL;
  }
}

bool bind_has_value(enum bind_kind kind) {
  return kind == BIND_ENGINE || kind == BIND_POINTER || kind == BIND_EVENT || kind == BIND_NUMBER ||
         kind == BIND_DEVICE || kind == BIND_REGISTRATION;
}

/* ---- keys of the harness's own steps --------------------------------------------------------- */

const char *const spec_patterns[] = {"counter", "random", "constant", "bytes", NULL};
static const char *const event_types[] = {"SynchronizationEvent", "NotificationEvent", NULL};
static const struct key_spec run_keys[] = {
    NEED("until", VALUE_UNTIL, "condition"),
    KEY("count", VALUE_INT, "how often; default 1"),
    REF("since", BIND_MARK, "counted from this mark; default the start of the step"),
    KEY("limit", VALUE_TIME, "simulated time; default 1 s"),
    REQUIREMENTS,
};
static const struct key_spec elapsed_keys[] = {
    NEED_REF("since", BIND_MARK, "mark"),
    KEY("frames", VALUE_MATCH, "link frames"),
    KEY("bclk", VALUE_MATCH, "link clock cycles"),
    KEY("cycles", VALUE_MATCH, "bus clock cycles"),
    KEY("us", VALUE_MATCH, "microseconds"),
    KEY("ms", VALUE_MATCH, "milliseconds"),
    KEY("s", VALUE_MATCH, "seconds"),
    REQUIREMENTS,
};
static const struct key_spec create_event_keys[] = {
    NEED("as", VALUE_BIND, "name"),
    WORD("type", event_types, "default SynchronizationEvent"),
    KEY("state", VALUE_BOOL, "signalled at the beginning"),
};
static const struct key_spec expect_event_keys[] = {
    NEED_REF("event", BIND_EVENT, "event"),
    NEED("state", VALUE_MATCH, "0 or 1"),
    REQUIREMENTS,
};
static const struct key_spec signals_keys[] = {
    NEED_REF("event", BIND_EVENT, "event"),
    REF("buffer", BIND_BUFFER, "whose completions they announce"),
    FRAME_KEYS,
    KEY("irql", VALUE_MATCH, "IRQL of every signal"),
    KEY("latency", VALUE_UNITS, "time after the completion"),
    REQUIREMENTS,
};
static const struct key_spec bcis_keys[] = {
    REF("buffer", BIND_BUFFER, "buffer whose descriptor is meant"),
    KEY("stream", VALUE_INT, "or index of the stream descriptor"),
    FRAME_KEYS,
    REQUIREMENTS,
};
static const struct key_spec counts_keys[] = {
    REF("since", BIND_MARK, "default the start of the vector"),
    KEY("isr", VALUE_MATCH, "interrupt service routine calls"),
    KEY("isr_claimed", VALUE_MATCH, "of them, those that returned TRUE"),
    KEY("dpc", VALUE_MATCH, "DPC routine calls"),
    KEY("bcis", VALUE_MATCH, "IOC completions of all streams"),
    KEY("irq_edges", VALUE_MATCH, "rising edges of the interrupt line"),
    KEY("dma_reads", VALUE_MATCH, "DMA read bursts"),
    KEY("dma_writes", VALUE_MATCH, "DMA write bursts"),
    KEY("register_writes", VALUE_MATCH, "register writes"),
    KEY("signals", VALUE_MATCH, "KeSetEvent calls"),
    REQUIREMENTS,
};
static const struct key_spec read_keys[] = {
    REGISTER_KEYS,
    KEY("expect", VALUE_FIELDS, "value, or fields"),
    KEY("as", VALUE_BIND, "name of the value"),
    REQUIREMENTS,
};
static const struct key_spec poll_keys[] = {
    REGISTER_KEYS,
    NEED("expect", VALUE_FIELDS, "value, or fields"),
    KEY("limit", VALUE_TIME, "default 1 ms"),
    KEY("as", VALUE_BIND, "name of the value"),
    REQUIREMENTS,
};
static const struct key_spec write_keys[] = {
    REGISTER_KEYS,
    KEY("value", VALUE_INT, "written"),
    KEY("fields", VALUE_FIELD_INTS, "changed in what was read"),
    KEY("strobe", VALUE_INT, "with `value` at a dword: byte lanes that are written, bit 0 first"),
    REQUIREMENTS,
};
static const struct key_spec read_pointer_keys[] = {
    NEED_REF("pointer", BIND_POINTER, "register pointer"),
    KEY("expect", VALUE_MATCH, "value"),
    KEY("as", VALUE_BIND, "name of the value"),
    REQUIREMENTS,
};
#define PLACE_KEYS                                                                                 \
  REF("buffer", BIND_BUFFER, "buffer"), KEY("at", VALUE_INT, "byte in the buffer"),                \
      KEY("address", VALUE_INT, "physical address, instead of a buffer"),                          \
      KEY("bytes", VALUE_INT, "length")
static const struct key_spec fill_keys[] = {PLACE_KEYS, PATTERN_KEYS};
static const struct key_spec expect_memory_keys[] = {
    PLACE_KEYS,
    PATTERN_KEYS,
    KEY("outside", VALUE_BOOL, "the rest of the buffer's pages"),
    REQUIREMENTS,
};
static const struct key_spec bdl_keys[] = {
    NEED_REF("buffer", BIND_BUFFER, "buffer"),
    KEY("rules", VALUE_BOOL, "check the rules of any list; default true"),
    KEY("descriptors", VALUE_DESCRIPTORS, "the very list"),
    KEY("lvi", VALUE_MATCH, "last valid index"),
    REQUIREMENTS,
};
static const struct key_spec mdl_keys[] = {
    NEED_REF("buffer", BIND_BUFFER, "buffer"),
    KEY("pages", VALUE_MATCH, "pages in the list"),
    KEY("bytes", VALUE_MATCH, "ByteCount"),
    KEY("below_4g", VALUE_BOOL, "all pages below 4 GiB"),
    WORD("maps_as", spec_caches, "can be mapped so, and shows the pages in order"),
    KEY("live", VALUE_BOOL, "not freed"),
    REQUIREMENTS,
};
static const struct key_spec sink_keys[] = {
    NEED("tag", VALUE_INT, "stream id, 1 to 15"),
    NEED("format", VALUE_FORMAT, "format on the link"),
    KEY("stripe", VALUE_INT, "SDnCTL.STRIPE of the stream; default 0"),
};
static const struct key_spec source_keys[] = {
    KEY("sdi", VALUE_INT, "line; default 0"),
    NEED("tag", VALUE_INT, "stream id, 1 to 15"),
    NEED("format", VALUE_FORMAT, "format on the link"),
    WORD("pattern", spec_patterns, "generator of the samples"),
    KEY("start", VALUE_INT, "first link frame; default the next"),
    KEY("first", VALUE_INT, "counter: value of sample 0"),
    KEY("seed", VALUE_INT, "random: seed"),
    KEY("value", VALUE_INT, "constant"),
    KEY("samples", VALUE_INT, "samples generated; default 480 blocks"),
    KEY("repeat", VALUE_BOOL, "start again at the end; default true"),
    NEED("as", VALUE_BIND, "name"),
};
static const struct key_spec remove_sink_keys[] = {NEED("tag", VALUE_INT, "stream id")};
static const struct key_spec samples_keys[] = {
    NEED_REF("buffer", BIND_BUFFER, "render buffer"),
    KEY("blocks", VALUE_INT, "blocks to compare; default all"),
    KEY("from", VALUE_INT, "byte of the buffer that is sent first; default 0"),
    {"cadence", VALUE_WORD, false, BIND_NONE, (const char *const[]){"oracle", NULL},
     "blocks of each frame"},
    KEY("gapless", VALUE_BOOL, "no frame is left out; default true"),
    REQUIREMENTS,
};
static const struct key_spec capture_keys[] = {
    NEED_REF("buffer", BIND_BUFFER, "capture buffer"),
    NEED_REF("source", BIND_SOURCE, "source that was received"),
    KEY("bytes", VALUE_INT, "length; default the buffer"),
    KEY("first", VALUE_INT, "index of the source block at byte 0; default 0"),
    KEY("pass", VALUE_INT, "pass through the buffer that is now in memory; default 0"),
    REQUIREMENTS,
};
static const struct key_spec silence_keys[] = {
    NEED("tag", VALUE_INT, "stream id"),
    REF("since", BIND_MARK, "default the start of the vector"),
    REQUIREMENTS,
};
static const struct key_spec inject_keys[] = {
    NEED("fault", VALUE_TEXT, "name"),
    KEY("args", VALUE_INTS, "meaning per fault"),
};
static const struct key_spec findings_keys[] = {
    NEED("rules", VALUE_TEXTS, "names, in order"),
    REQUIREMENTS,
};
static const struct key_spec resources_keys[] = {
    KEY("pages", VALUE_MATCH, "physical pages in use"),
    KEY("pool_blocks", VALUE_MATCH, "pool blocks in use"),
    REF("since", BIND_MARK, "counted from what was in use at the mark"),
    REQUIREMENTS,
};
static const struct key_spec check_keys[] = {
    NEED("value", VALUE_INT, "expression"),
    NEED("expect", VALUE_MATCH, "matcher"),
    KEY("as", VALUE_BIND, "name of the value"),
    REQUIREMENTS,
};
static const struct key_spec repeat_keys[] = {
    NEED("times", VALUE_INT, "how often"),
    KEY("as", VALUE_BIND, "counts from 0"),
    NEED("steps", VALUE_STEPS, "what is repeated"),
};

static const struct step_spec own_steps[] = {
    BOTH(run, VALUE_TIME, run_keys, step_run, "moves simulated time"),
    {"mark", "names the present time and counters", VALUE_BIND, BIND_NONE, NULL, 0, BIND_MARK,
     step_mark, NULL},
    MAP(expect_elapsed, elapsed_keys, BIND_NONE, step_expect_elapsed, "time since a mark"),
    MAP(create_event, create_event_keys, BIND_EVENT, step_create_event, "makes a KEVENT"),
    SHORT(clear_event, VALUE_REF, BIND_EVENT, step_clear_event, "KeClearEvent"),
    SHORT(destroy_event, VALUE_REF, BIND_EVENT, step_destroy_event, "overwrites a KEVENT"),
    MAP(expect_event, expect_event_keys, BIND_NONE, step_expect_event, "state of an event"),
    MAP(expect_signals, signals_keys, BIND_NONE, step_expect_signals, "signals of an event"),
    MAP(expect_bcis, bcis_keys, BIND_NONE, step_expect_bcis, "IOC completions of a stream"),
    MAP(expect_counts, counts_keys, BIND_NONE, step_expect_counts, "counts of everything"),
    MAP(read, read_keys, BIND_NUMBER, step_read, "reads a register"),
    MAP(write, write_keys, BIND_NONE, step_write, "writes a register"),
    MAP(poll, poll_keys, BIND_NUMBER, step_poll, "reads a register until it agrees"),
    MAP(read_pointer, read_pointer_keys, BIND_NUMBER, step_read_pointer,
        "loads through a pointer that the DDI handed out"),
    MAP(fill, fill_keys, BIND_NONE, step_fill, "writes memory"),
    MAP(expect_memory, expect_memory_keys, BIND_NONE, step_expect_memory, "content of memory"),
    MAP(expect_bdl, bdl_keys, BIND_NONE, step_expect_bdl, "descriptor list as programmed"),
    MAP(expect_mdl, mdl_keys, BIND_NONE, step_expect_mdl, "memory descriptor list"),
    MAP(sink, sink_keys, BIND_NONE, step_sink, "the codec keeps what arrives under a tag"),
    MAP(source, source_keys, BIND_SOURCE, step_source, "the codec sends samples"),
    MAP(remove_sink, remove_sink_keys, BIND_NONE, step_remove_sink, "ends a sink"),
    SHORT(remove_source, VALUE_REF, BIND_SOURCE, step_remove_source, "ends a source"),
    MAP(expect_samples, samples_keys, BIND_NONE, step_expect_samples, "what the link carried"),
    MAP(expect_capture, capture_keys, BIND_NONE, step_expect_capture, "what was recorded"),
    MAP(expect_silence, silence_keys, BIND_NONE, step_expect_silence, "no packet of a tag"),
    MAP(inject, inject_keys, BIND_NONE, step_inject, "sets a fault of the platform"),
    SHORT(clear, VALUE_TEXT, BIND_NONE, step_clear, "ends a fault"),
    SHORT(page_budget, VALUE_LIMIT, BIND_NONE, step_page_budget, "pages that may be handed out"),
    SHORT(fail_pool, VALUE_INT, BIND_NONE, step_fail_pool, "n-th pool allocation fails"),
    SHORT(foreign_interrupts, VALUE_INT, BIND_NONE, step_foreign_interrupts,
          "another device on the interrupt line interrupts so often"),
    SHORT(hold_dpcs, VALUE_BOOL, BIND_NONE, step_hold_dpcs, "DPCs wait"),
    SHORT(bus_master, VALUE_BOOL, BIND_NONE, step_bus_master, "PCI bus master enable"),
    BOTH(expect_findings, VALUE_TEXTS, findings_keys, step_expect_findings,
         "kernel rules that were broken"),
    MAP(expect_resources, resources_keys, BIND_NONE, step_expect_resources, "pages and pool"),
    MAP(check, check_keys, BIND_NUMBER, step_check, "any value"),
    MAP(repeat, repeat_keys, BIND_NUMBER, step_repeat, "repeats steps"),
};

/* ---- routines as steps ------------------------------------------------------------------------
 */

#define MAX_STEPS 200
#define MAX_CALL_KEYS (ROUTINE_MAX_ARGS + ROUTINE_MAX_OUTPUTS + 8)

static struct step_spec all_steps[MAX_STEPS];
static struct key_spec call_keys[MAX_STEPS][MAX_CALL_KEYS];
static size_t all_count;

static size_t routine_keys(const struct routine *routine, struct key_spec *keys) {
  size_t count = 0;
  if (routine->object != BIND_NONE)
    keys[count++] = (struct key_spec){.name = spec_object_key(routine->object),
                                      .type = VALUE_REF,
                                      .required = true,
                                      .kind = routine->object,
                                      .help = "whose method is called"};
  for (unsigned i = 0; i < routine_argument_count(routine); i++) {
    const struct routine_argument *argument = &routine->arguments[i];
    keys[count++] = (struct key_spec){.name = argument->name,
                                      .type = argument->type,
                                      .required = argument->fallback == NULL,
                                      .choices = argument->choices,
                                      .help = "argument"};
  }
  for (unsigned i = 0; i < routine_output_count(routine); i++) {
    if (!routine->outputs[i].own_pointer)
      continue;
    keys[count++] = (struct key_spec){.name = routine->outputs[i].name,
                                      .type = VALUE_INT,
                                      .help = "pointer to pass instead of a cell"};
  }
  const struct key_spec common[] = {
      REF("client", BIND_CLIENT, "whose interface is called; default hda"),
      KEY("_context", VALUE_INT, "first argument; default the Context of the client"),
      KEY("irql", VALUE_INT, "IRQL around the call; default PASSIVE_LEVEL"),
      KEY("as", VALUE_BIND, "name of the results"),
      KEY("expect", VALUE_CALL_EXPECT, "default STATUS_SUCCESS"),
      REQUIREMENTS,
      KEY("in_callback", VALUE_STEPS, "what the client does each time it is called back"),
  };
  for (size_t i = 0; i < COUNT(common); i++) {
    bool of_interface = routine->interfaces != 0;
    if (i < 2 && !of_interface)
      continue;
    if (i == 3 && routine->binds == BIND_NONE)
      continue;
    if (i == 6 && !routine->calls_back)
      continue;
    keys[count++] = common[i];
  }
  return count;
}

static void build_steps(void) {
  size_t count;
  const struct routine *routines = routine_table(&count);
  for (size_t i = 0; i < count; i++) {
    struct step_spec *spec = &all_steps[all_count];
    spec->name = routines[i].name;
    spec->help = "routine of the DDI";
    spec->keys = call_keys[all_count];
    spec->key_count = routine_keys(&routines[i], call_keys[all_count]);
    spec->binds = routines[i].binds;
    spec->run = step_call;
    spec->routine = &routines[i];
    all_count++;
  }
  for (size_t i = 0; i < COUNT(own_steps); i++)
    all_steps[all_count++] = own_steps[i];
  const struct step_spec *callbacks = spec_callback_steps(&count);
  for (size_t i = 0; i < count && all_count < MAX_STEPS; i++)
    all_steps[all_count++] = callbacks[i];
  const struct step_spec *hardware = spec_hardware_steps(&count);
  for (size_t i = 0; i < count && all_count < MAX_STEPS; i++)
    all_steps[all_count++] = hardware[i];
  const struct step_spec *wavert = spec_wavert_steps(&count);
  for (size_t i = 0; i < count && all_count < MAX_STEPS; i++)
    all_steps[all_count++] = wavert[i];
  const struct step_spec *codec = spec_codec_steps(&count);
  for (size_t i = 0; i < count && all_count < MAX_STEPS; i++)
    all_steps[all_count++] = codec[i];
}

const struct step_spec *spec_steps(size_t *count) {
  if (all_count == 0)
    build_steps();
  *count = all_count;
  return all_steps;
}

const struct step_spec *spec_find_step(const char *name) {
  size_t count;
  const struct step_spec *steps = spec_steps(&count);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(steps[i].name, name) == 0)
      return &steps[i];
  }
  return NULL;
}

const struct key_spec *spec_find_key(const struct key_spec *keys, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(keys[i].name, name) == 0)
      return &keys[i];
  }
  return NULL;
}

/* ---- the rest of a file ------------------------------------------------------------------------
 */

static const char *const interfaces[] = {"V2", "V1", "V3", "BDL", "none", NULL};
static const char *const wavert_modes[] = {"none", "miniport", "port", NULL};
static const char *const devices[] = {"started", "manual", NULL};
const char *const spec_builds[] = {"default", "wide", "small", NULL};

const struct key_spec *spec_file_keys(size_t *count) {
  static const struct key_spec keys[] = {
      NEED("id", VALUE_ID, "unique name"),
      NEED("title", VALUE_TEXT, "one sentence"),
      NEED("requirements", VALUE_IDS, "ids of vectors/requirements.yaml"),
      KEY("hunts", VALUE_TEXT, "the bug that this would find"),
      WORD("interface", interfaces, "interface of the client hda; default V2"),
      WORD("device", devices, "default started"),
      WORD("wavert", wavert_modes, "objects of WaveRT that are there at the first step"),
      WORD("build", spec_builds, "build of the controller; default `default`"),
      KEY("controller", VALUE_SHAPE, "what the controller must have"),
      KEY("codecs", VALUE_CODECS, "what sits on the SDI lines"),
      KEY("strict", VALUE_BOOL, "left out of a tolerant run"),
      KEY("limit", VALUE_TIME, "simulated time; default 20 s"),
      KEY("faults", VALUE_FAULTS, "set before StartDevice"),
      KEY("rows", VALUE_ROWS, "one vector of each"),
      KEY("cross", VALUE_CROSS, "one vector of each combination"),
      NEED("steps", VALUE_STEPS, "what is done and expected"),
  };
  *count = COUNT(keys);
  return keys;
}

const char *const spec_until_words[] = {"irq", "command", "response", "address",
                                        "msi", "pme",     "isr_call", NULL};

const struct key_spec *spec_until_keys(size_t *count) {
  static const struct key_spec keys[] = {
      REF("event", BIND_EVENT, "signals of an event"),
      {"notification", VALUE_WORD, false, BIND_NONE, spec_callbacks, "calls of a callback"},
      KEY("bcis", VALUE_INT, "IOC completions of a stream descriptor"),
      REF("packets", BIND_BUFFER, "packets of a render buffer on the link"),
      KEY("frame", VALUE_INT, "absolute link frame"),
      REF("transfer", BIND_TRANSFER, "callbacks of a transfer since its call"),
      REF("unsolicited", BIND_REGISTRATION, "calls of a registration"),
      REGISTER_KEYS,
      KEY("expect", VALUE_FIELDS, "register value"),
  };
  *count = COUNT(keys);
  return keys;
}

const struct key_spec *spec_descriptor_keys(size_t *count) {
  static const struct key_spec keys[] = {
      NEED("at", VALUE_INT, "byte from the start of the first page"),
      NEED("bytes", VALUE_INT, "length"),
      NEED("ioc", VALUE_BOOL, "interrupt on completion"),
  };
  *count = COUNT(keys);
  return keys;
}
