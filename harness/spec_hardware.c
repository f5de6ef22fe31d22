/* SPDX-License-Identifier: Apache-2.0 */
/* spec_hardware.c: the steps that touch the hardware without the DDI. */
#include "spec_keys.h"
#include "steps/steps.h"

static const char *const directions[] = {"read", "write", NULL};
static const char *const resets[] = {"power_on", "function", NULL};
static const char *const lines[] = {"SYNC", "SDO0", "SDO1", "SDO2", "SDO3", NULL};
static const char *const oracle[] = {"oracle", NULL};

#define SINCE REF("since", BIND_MARK, "default the start of the vector")

/* ---- set up ---------------------------------------------------------------------------------- */

static const struct key_spec require_keys[] = {
    REGISTER_KEYS,
    NEED("expect", VALUE_FIELDS, "value, or fields"),
};
static const struct key_spec setup_rings_keys[] = {
    NEED("corb", VALUE_INT, "physical address of the command ring"),
    NEED("rirb", VALUE_INT, "physical address of the response ring"),
    KEY("entries", VALUE_INT, "of both: 2, 16 or 256; default 256"),
    KEY("rintcnt", VALUE_INT, "RINTCNT; default 1"),
    KEY("corbctl", VALUE_INT, "CORBCTL at the end; default 0x02"),
    KEY("rirbctl", VALUE_INT, "RIRBCTL at the end; default 0x03"),
};
static const struct key_spec setup_stream_keys[] = {
    NEED("stream", VALUE_INT, "index of the stream descriptor"),
    NEED("tag", VALUE_INT, "stream id"),
    NEED("fmt", VALUE_INT, "SDnFMT"),
    NEED("bdl", VALUE_INT, "physical address of the descriptor list"),
    NEED("buffers", VALUE_BUFFERS, "the list, written to memory"),
    KEY("cbl", VALUE_INT, "SDnCBL; default the sum of the lengths"),
    KEY("lvi", VALUE_INT, "SDnLVI; default the last entry"),
    KEY("fields", VALUE_FIELD_INTS, "further fields of SDnCTL, such as IOCE; DIR goes first"),
};
static const struct key_spec reset_keys[] = {
    {"kind", VALUE_WORD, true, BIND_NONE, resets, "which reset inputs"},
};

static const struct key_spec read_memory_keys[] = {
    NEED("address", VALUE_INT, "physical address"),
    KEY("width", VALUE_INT, "8, 16 or 32 bits; default 32"),
    KEY("expect", VALUE_MATCH, "value"),
    KEY("as", VALUE_BIND, "name of the value"),
    REQUIREMENTS,
};

/* ---- PCI function ---------------------------------------------------------------------------- */

static const struct key_spec config_read_keys[] = {
    NEED("offset", VALUE_INT, "in configuration space"),
    KEY("width", VALUE_INT, "8, 16 or 32 bits; default 32"),
    KEY("expect", VALUE_MATCH, "value"),
    KEY("as", VALUE_BIND, "name of the value"),
    REQUIREMENTS,
};
static const struct key_spec config_write_keys[] = {
    NEED("offset", VALUE_INT, "in configuration space"),
    KEY("width", VALUE_INT, "8, 16 or 32 bits; default 32"),
    NEED("value", VALUE_INT, "written"),
};
static const struct key_spec irq_keys[] = {
    NEED("level", VALUE_MATCH, "0 or 1"),
    REQUIREMENTS,
};
static const struct key_spec msi_keys[] = {
    SINCE,
    KEY("count", VALUE_MATCH, "messages"),
    KEY("address", VALUE_MATCH, "of every message"),
    KEY("data", VALUE_MATCH, "of every message"),
    REQUIREMENTS,
};
static const struct key_spec pme_keys[] = {
    SINCE,
    KEY("level", VALUE_MATCH, "0 or 1, now"),
    KEY("count", VALUE_MATCH, "rises"),
    REQUIREMENTS,
};

/* ---- codecs ---------------------------------------------------------------------------------- */

#define LINE NEED("sdi", VALUE_INT, "line")

static const struct key_spec attach_codec_keys[] = {
    LINE,
    NEED("codec", VALUE_TEXT, "name, path or none"),
};
static const struct key_spec expect_codec_keys[] = {
    LINE,
    KEY("present", VALUE_MATCH, "0 or 1"),
    KEY("addressed", VALUE_MATCH, "0 or 1"),
    KEY("address", VALUE_MATCH, "the one it counted"),
    REQUIREMENTS,
};
static const struct key_spec codec_verb_keys[] = {
    LINE,
    NEED("verb", VALUE_INT, "32 bits"),
    KEY("expect", VALUE_MATCH, "answer"),
    KEY("as", VALUE_BIND, "name of the answer"),
    REQUIREMENTS,
};
static const struct key_spec jack_keys[] = {
    LINE,
    NEED("nid", VALUE_INT, "pin"),
    NEED("present", VALUE_BOOL, "something is in the jack"),
};
static const struct key_spec unsolicited_keys[] = {
    LINE,
    NEED("response", VALUE_INT, "32 bits"),
};
static const struct key_spec raw_frame_keys[] = {
    LINE,
    KEY("frame", VALUE_INT, "absolute; default the one after the next"),
    KEY("response", VALUE_RESPONSE, "response field; default none"),
    KEY("packets", VALUE_PACKETS, "stream packets, one after the other"),
    KEY("words", VALUE_INTS, "instead: up to 16 words, cell 0 is bit 31 of the first"),
    KEY("as", VALUE_BIND, "name of the frame number"),
};

/* ---- what was seen --------------------------------------------------------------------------- */

static const struct key_spec commands_keys[] = {
    SINCE,
    KEY("count", VALUE_MATCH, "commands that are not null"),
    KEY("from", VALUE_INT, "compare from this one on, and no further than the lists go"),
    KEY("commands", VALUE_MATCHES, "40 bits of each, in order"),
    KEY("frames", VALUE_MATCHES, "frame of each, from that of the mark"),
    KEY("spacing", VALUE_MATCH, "frames from each to the next"),
    REQUIREMENTS,
};
static const struct key_spec responses_keys[] = {
    SINCE,
    KEY("sdi", VALUE_INT, "of this line only"),
    KEY("count", VALUE_MATCH, "responses that codecs put on the link"),
    KEY("unsolicited", VALUE_MATCH, "of them, unsolicited ones"),
    KEY("values", VALUE_MATCHES, "value of each, in order"),
    KEY("frames", VALUE_MATCHES, "frame of each, from that of the mark"),
    REQUIREMENTS,
};
static const struct key_spec dma_keys[] = {
    SINCE,
    WORD("direction", directions, "of these only"),
    KEY("address", VALUE_INT, "of those only that touch the window from here on"),
    KEY("bytes", VALUE_INT, "length of the window"),
    KEY("count", VALUE_MATCH, "bursts"),
    KEY("total", VALUE_MATCH, "bytes of all of them"),
    KEY("addresses", VALUE_MATCHES, "address of each, in order"),
    KEY("inside", VALUE_WINDOWS, "no byte of them is outside of these"),
    REQUIREMENTS,
};
static const struct key_spec line_keys[] = {
    {"line", VALUE_WORD, true, BIND_NONE, lines, "signal"},
    NEED("frame", VALUE_INT, "absolute; one of the last 64"),
    NEED("at", VALUE_INT, "first half cell, 0 to 999"),
    NEED("bits", VALUE_INT, "half cells, 1 to 64"),
    NEED("value", VALUE_MATCH, "of them, the first is the highest bit"),
    REQUIREMENTS,
};
static const struct key_spec received_keys[] = {
    NEED("tag", VALUE_INT, "stream id of a sink"),
    REF("since", BIND_MARK, "from the first packet after this mark on; default the first of all"),
    PATTERN_KEYS,
    KEY("first", VALUE_INT, "index of the container that is sent first; default 0"),
    KEY("period", VALUE_INT, "bytes of the cyclic buffer; default without end"),
    KEY("blocks", VALUE_INT, "blocks to compare; default all, at least one"),
    {"cadence", VALUE_WORD, false, BIND_NONE, oracle, "blocks of each frame"},
    REQUIREMENTS,
};

static const struct step_spec steps[] = {
    SHORT(start_link, VALUE_TIME, BIND_NONE, step_start_link,
          "leaves link reset, and waits so long once CRST reads 1"),
    MAP(require, require_keys, BIND_NONE, step_require, "what the vector cannot do without"),
    MAP(setup_rings, setup_rings_keys, BIND_NONE, step_setup_rings, "starts both rings"),
    MAP(setup_stream, setup_stream_keys, BIND_NONE, step_setup_stream,
        "programs a stream descriptor"),
    MAP(read_memory, read_memory_keys, BIND_NUMBER, step_read_memory, "reads a word of memory"),
    MAP(expect_irq, irq_keys, BIND_NONE, step_expect_irq, "level of the interrupt pin"),
    MAP(expect_commands, commands_keys, BIND_NONE, step_expect_commands, "commands on the link"),
    MAP(expect_dma, dma_keys, BIND_NONE, step_expect_dma, "accesses to memory"),
    MAP(expect_line, line_keys, BIND_NONE, step_expect_line, "bits of one link frame"),
    MAP(expect_received, received_keys, BIND_NONE, step_expect_received,
        "what a sink got, compared with a pattern in memory"),
    MAP(raw_frame, raw_frame_keys, BIND_NUMBER, step_raw_frame, "all bits of one SDI frame"),
    MAP(reset, reset_keys, BIND_NONE, step_reset, "asserts the reset inputs"),
    MAP(config_read, config_read_keys, BIND_NUMBER, step_config_read,
        "reads PCI configuration space"),
    MAP(config_write, config_write_keys, BIND_NONE, step_config_write,
        "writes PCI configuration space"),
    MAP(expect_msi, msi_keys, BIND_NONE, step_expect_msi, "interrupt messages"),
    MAP(expect_pme, pme_keys, BIND_NONE, step_expect_pme, "power management event"),
    MAP(attach_codec, attach_codec_keys, BIND_NONE, step_attach_codec, "puts a codec on a line"),
    MAP(expect_codec, expect_codec_keys, BIND_NONE, step_expect_codec, "state of a codec"),
    MAP(codec_verb, codec_verb_keys, BIND_NUMBER, step_codec_verb,
        "asks a codec, not over the link"),
    MAP(jack, jack_keys, BIND_NONE, step_jack, "plugs in or pulls out"),
    MAP(unsolicited, unsolicited_keys, BIND_NONE, step_unsolicited,
        "a codec sends an unsolicited response"),
    SHORT(wake, VALUE_INT, BIND_NONE, step_wake, "the codec of this line asks to be served"),
    MAP(expect_responses, responses_keys, BIND_NONE, step_expect_responses,
        "responses that codecs sent"),
};

const struct step_spec *spec_hardware_steps(size_t *count) {
  *count = COUNT(steps);
  return steps;
}

/* ---- maps inside of keys --------------------------------------------------------------------- */

const struct key_spec *spec_nested_keys(enum value_type type, size_t *count) {
  static const struct key_spec buffer[] = {
      NEED("address", VALUE_INT, "physical address"),
      NEED("bytes", VALUE_INT, "length"),
      KEY("ioc", VALUE_INT, "interrupt on completion; default 0"),
  };
  static const struct key_spec fragment[] = {
      NEED("at", VALUE_INT, "byte of the data block"),
      NEED("bytes", VALUE_INT, "length"),
      KEY("ioc", VALUE_BOOL, "interrupt on completion; default false"),
  };
  static const struct key_spec window[] = {
      NEED("address", VALUE_INT, "physical address"),
      NEED("bytes", VALUE_INT, "length"),
  };
  static const struct key_spec packet[] = {
      NEED("tag", VALUE_INT, "stream id"),
      KEY("length", VALUE_INT, "data length in the tag; default that of `u8`"),
      KEY("u8", VALUE_INTS, "data"),
  };
  static const struct key_spec response[] = {
      NEED("value", VALUE_INT, "32 bits"),
      KEY("valid", VALUE_INT, "bit 35; default 1"),
      KEY("unsol", VALUE_INT, "bit 34; default 0"),
      KEY("reserved", VALUE_INT, "bits 33:32; default 0"),
  };
  static const struct key_spec answer[] = {
      KEY("Response", VALUE_MATCH, "bits 31:0"),
      KEY("Tag", VALUE_MATCH, "bits 31:26"),
      KEY("SubTag", VALUE_MATCH, "bits 25:21"),
      KEY("SDataIn", VALUE_MATCH, "bits 35:32"),
      KEY("IsUnsolicitedResponse", VALUE_MATCH, "bit 36"),
      KEY("Reserved", VALUE_MATCH, "bits 61:37"),
      KEY("HasFifoOverrun", VALUE_MATCH, "bit 62"),
      KEY("IsValid", VALUE_MATCH, "bit 63"),
      KEY("CompleteResponse", VALUE_MATCH, "all bits"),
  };
  static const struct key_spec generator[] = {
      NEED("repeat", VALUE_NONE, "list of entries"),
      NEED("times", VALUE_INT, "how often; at most 65536"),
      KEY("as", VALUE_BIND, "counts from 0"),
  };
  switch (type) {
  case VALUE_FRAGMENTS:
    *count = COUNT(fragment);
    return fragment;
  case VALUE_ANSWER:
    *count = COUNT(answer);
    return answer;
  case VALUE_GENERATOR:
    *count = COUNT(generator);
    return generator;
  case VALUE_BUFFERS:
    *count = COUNT(buffer);
    return buffer;
  case VALUE_WINDOWS:
    *count = COUNT(window);
    return window;
  case VALUE_PACKETS:
    *count = COUNT(packet);
    return packet;
  default:
    *count = COUNT(response);
    return response;
  }
}
