/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_codec.h: an HD Audio codec as a function of what it is told: verbs, stream packets, jacks.
 *
 * A codec is described by a text file: our own YAML form, or the text that ALSA shows as codec#N
 * of a card in /proc/asound (docs/codecs.md). The model knows whole frames, not bits in time: its
 * user puts responses and packets on the link in the frames where they belong, and owns the link
 * address, codec discovery and every fault of the wire.
 *
 * In a link frame the user calls, in this order, what applies:
 *   hda_codec_inbound           what the codec sends in frame k
 *   hda_codec_take_unsolicited  only if no solicited response goes out in frame k (HDA-COD-003)
 *   hda_codec_outbound          the stream packets of frame k, when it is over
 *   hda_codec_verb              the command of frame k; its response goes out in frame k + 1
 * hda_codec_inbound_lines, hda_codec_outbound_tags and hda_codec_has_unsolicited are single loads;
 * while they say 0 the other calls may be left out.
 *
 * Samples are right-justified wire values, as many bits as the format says, upper bits 0.
 * A codec belongs to one thread; several codecs are independent. The model never prints.
 */
#ifndef HDA_CODEC_H
#define HDA_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hda_codec;

enum hda_codec_error {
  HDA_CODEC_OK = 0,
  HDA_CODEC_ENOMEM = 1, /* host memory exhausted */
  HDA_CODEC_EINVAL = 2, /* argument outside its documented range */
  HDA_CODEC_ENODE = 3,  /* no node of that number, or not of the kind that the call is for */
  HDA_CODEC_EIO = 4,    /* a file could not be opened, read or written */
  HDA_CODEC_EFILE = 5,  /* a codec description or WAV that is not well-formed */
  HDA_CODEC_ERANGE = 6, /* index past the end */
};
const char *hda_codec_strerror(int error);

/* ---- life ------------------------------------------------------------------------------- */

/* Reads the description `path`, YAML or ALSA text, told apart by its contents. The codec is as
 * after power-on. On failure `*codec` is NULL and `message` (message_size bytes, may be NULL with
 * 0) holds one line `file:line:column: what, and what was expected`, or `file: what` when it has
 * no place. ENOMEM, EIO, EFILE. */
int hda_codec_load(const char *path, struct hda_codec **codec, char *message, size_t message_size);
/* The same with the text given; `name` stands for the file in messages. `text` need not end in
 * NUL. */
int hda_codec_load_text(const char *name, const char *text, size_t length, struct hda_codec **codec,
                        char *message, size_t message_size);
/* Loads `name`.yaml, or else `name`.txt, of `directory`. A name has letters, digits, '-', '_'
 * only. */
int hda_codec_load_named(const char *directory, const char *name, struct hda_codec **codec,
                         char *message, size_t message_size);
/* Also finishes WAV files that are being written. NULL is allowed. */
void hda_codec_destroy(struct hda_codec *codec);

const char *hda_codec_name(const struct hda_codec *codec);
/* SDI lines that the codec owns, 1..15; line 0 carries the responses. */
unsigned hda_codec_line_count(const struct hda_codec *codec);

enum hda_codec_reset {
  HDA_CODEC_POWER_ON = 0,   /* everything as the description says */
  HDA_CODEC_LINK_RESET = 1, /* RST# asserted: as function group reset, but a group in D3 with EPSS
                             * keeps its settings and its pending unsolicited responses, so that
                             * a jack can wake the link */
};
/* Jacks, GPIO levels, sample sources and captures are the outside world and survive. */
void hda_codec_reset(struct hda_codec *codec, enum hda_codec_reset kind);

/* ---- commands --------------------------------------------------------------------------- */

/* A command word with codec address 0. */
#define HDA_CODEC_VERB12(nid, verb, payload)                                                       \
  ((uint32_t)(nid) << 20 | (uint32_t)(verb) << 8 | (uint32_t)(payload))
#define HDA_CODEC_VERB4(nid, verb, payload)                                                        \
  ((uint32_t)(nid) << 20 | (uint32_t)(verb) << 16 | (uint32_t)(payload))

/* Carries out the command (bits 31:0 of the command field); the address in [31:28] is not looked
 * at. Returns whether the codec answers, and if so sets `*response`; unknown nodes and verbs are
 * answered by 0 (HDA-COD-001). Not answered: the null command 0 (HDA-COD-002) and, while a function
 * group is in D3cold, commands to its nodes; the second of two function group resets in a row ends
 * D3cold and is answered. */
bool hda_codec_verb(struct hda_codec *codec, uint32_t command, uint32_t *response);

/* ---- unsolicited responses (5.11) ------------------------------------------------------- */

bool hda_codec_has_unsolicited(const struct hda_codec *codec);
/* Takes the oldest one; false if there is none. */
bool hda_codec_take_unsolicited(struct hda_codec *codec, uint32_t *response);
/* The queue holds this many; further events are lost, as hardware has no room for them either. */
#define HDA_CODEC_MAX_UNSOLICITED 64
/* Queues tag of `nid` in [31:26], `subtag` (0..31) in [25:21], `data` (21 bits) in [20:0]; only
 * when verb 708 enabled it, otherwise no effect. `*queued` (may be NULL) says which.
 * ENODE if the node cannot send any. */
int hda_codec_event(struct hda_codec *codec, unsigned nid, unsigned subtag, uint32_t data,
                    bool *queued);
/* Queues any word, enabled or not. ERANGE when the queue is full. */
int hda_codec_inject_unsolicited(struct hda_codec *codec, uint32_t response);

/* ---- the outside world ------------------------------------------------------------------ */

/* Plug in or out of pin `nid`. A change is an event of the pin with the sub-tag of its
 * description; data bit 0 is presence on HDMI pins, otherwise 0. ENODE if `nid` is no pin with
 * presence detection. */
int hda_codec_set_jack(struct hda_codec *codec, unsigned nid, bool present);
/* Impedance that pin sense reports, [30:0]; the default is all ones, not measured. */
int hda_codec_set_impedance(struct hda_codec *codec, unsigned nid, uint32_t value);
/* Level at GPIO pin `gpio` of function group `nid`. A change of an input pin whose
 * unsolicited enable is set is an event of the function group; data bit `gpio` is set. */
int hda_codec_set_gpio(struct hda_codec *codec, unsigned nid, unsigned gpio, bool level);
/* Position of volume knob `nid`, 0..127; a change is an event of the knob. */
int hda_codec_turn_knob(struct hda_codec *codec, unsigned nid, unsigned position);

/* ---- outbound streams ------------------------------------------------------------------- */

/* Bit t is set while an output converter listens to stream id t: the id is selected by verb 706,
 * converter and function group are in D0, a digital converter is enabled by verb 70D. */
uint32_t hda_codec_outbound_tags(const struct hda_codec *codec);

#define HDA_CODEC_MAX_SDO 4
/* A stream packet as it lies in a frame. The wire does not tell its length: every converter knows
 * it from its own format. */
struct hda_codec_packet {
  unsigned tag;       /* stream id, 1..15 */
  unsigned first_bit; /* half cell of its first data bit, 0..999 */
  unsigned end_bit;   /* one past the last half cell that it may use, ..1000 */
  unsigned lines;     /* SDO lines, 1..HDA_CODEC_MAX_SDO, over which converters may stripe */
  const uint32_t *sdo[HDA_CODEC_MAX_SDO]; /* half cells of the frame, first = bit 31 of word 0 */
};
void hda_codec_outbound(struct hda_codec *codec, uint64_t frame,
                        const struct hda_codec_packet *packet);
/* The same with the samples given: `count` of `bits` bits, blocks x channels in wire order. */
void hda_codec_outbound_samples(struct hda_codec *codec, uint64_t frame, unsigned tag,
                                const uint32_t *samples, size_t count, unsigned bits);

/* What converter `nid` received or sent since its last capture start or since load. */
struct hda_codec_traffic {
  uint64_t packets;     /* packets used */
  uint64_t blocks;      /* sample blocks in them */
  uint64_t first_frame; /* frame of the first and of the last packet, when packets > 0 */
  uint64_t last_frame;
  uint64_t mismatches;     /* packets on its stream that do not fit its format (not used) */
  uint64_t mismatch_frame; /* the last of them */
  uint64_t underruns;      /* loopback: blocks that had to be silence */
};
int hda_codec_traffic(const struct hda_codec *codec, unsigned nid,
                      struct hda_codec_traffic *traffic);

struct hda_codec_packet_log {
  uint64_t frame;        /* link frame of the packet */
  uint32_t blocks;       /* sample blocks in it */
  uint64_t first_sample; /* index of its first sample in the capture */
};
/* Starts an empty capture of output converter `nid` in memory, or stops it (the samples stay
 * until the next start). Nothing is kept before the first start. ENODE. */
int hda_codec_capture(struct hda_codec *codec, unsigned nid, bool enable);
/* What was captured: the channels of the converter interleaved, after its amplifier, muted samples
 * as 0. The arrays belong to the codec and are valid until its next outbound or capture call; NULL
 * outputs are skipped. ENODE; ENOMEM when the capture stopped for want of memory. */
int hda_codec_captured(const struct hda_codec *codec, unsigned nid, const uint32_t **samples,
                       size_t *sample_count, const struct hda_codec_packet_log **packets,
                       size_t *packet_count);
/* Writes what output converter `nid` receives from now on into a WAV file (8, 16, 24 or 32 bits;
 * 20-bit samples left-justified in 24). The file is opened at the first packet, when the format is
 * known; it takes one format only, and packets of another are not written. `path` NULL finishes
 * the file: EIO if it could not be written as a whole. */
int hda_codec_capture_wav(struct hda_codec *codec, unsigned nid, const char *path);

/* ---- inbound streams -------------------------------------------------------------------- */

/* Bit l is set while an input converter sends on SDI line l of the codec: it has a stream id, it
 * and its function group are in D0, a digital one is enabled. */
uint32_t hda_codec_inbound_lines(const struct hda_codec *codec);

/* A packet to send. Input converters that share a stream id and a line share one packet. */
struct hda_codec_inbound_packet {
  unsigned line;           /* of the codec, 0..line_count - 1 */
  unsigned tag;            /* stream id, 1..15 */
  unsigned bits;           /* of a sample */
  unsigned channels;       /* of a block */
  unsigned count;          /* samples = blocks x channels, at least 1, at most 63 bytes in all */
  const uint32_t *samples; /* belong to the codec, valid until the next call */
};
#define HDA_CODEC_MAX_INBOUND 16
/* Sets `packets` to what is sent in `frame`, in ascending order of line, and returns how many.
 * Frame numbers must rise by 1 per call while a converter sends; the cadence of a converter (5.6)
 * begins with the first call that finds it sending. */
size_t hda_codec_inbound(struct hda_codec *codec, uint64_t frame,
                         struct hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND]);

/* Where input converter `nid` takes its samples from, interleaved over its own channels. A source
 * starts when the converter starts to send, or at once if it sends already; the default is
 * silence. A list or file that is over is followed by silence unless `repeat`. */
int hda_codec_play_silence(struct hda_codec *codec, unsigned nid);
/* `samples` are copied. */
int hda_codec_play_samples(struct hda_codec *codec, unsigned nid, const uint32_t *samples,
                           size_t count, bool repeat);
/* The file has the channels of the converter or one, which then feeds them all. Its samples are
 * scaled to the bits of the stream by shifts, its rate is not looked at. EIO, EFILE. */
int hda_codec_play_wav(struct hda_codec *codec, unsigned nid, const char *path, bool repeat);
/* What output converter `from` of this codec receives, once two packets of it are there. */
int hda_codec_play_loopback(struct hda_codec *codec, unsigned nid, unsigned from);

/* Fault: in link frame `frame`, and then every `period` frames (0 = never again), the converter
 * sends `blocks` (-4..4) more than its cadence says, not less than none. 0 takes it away. */
int hda_codec_cadence_fault(struct hda_codec *codec, unsigned nid, uint64_t frame, uint64_t period,
                            int blocks);

/* ---- what there is ---------------------------------------------------------------------- */

enum hda_codec_node_type {
  HDA_CODEC_AUDIO_OUTPUT = 0x0,
  HDA_CODEC_AUDIO_INPUT = 0x1,
  HDA_CODEC_MIXER = 0x2,
  HDA_CODEC_SELECTOR = 0x3,
  HDA_CODEC_PIN = 0x4,
  HDA_CODEC_POWER = 0x5,
  HDA_CODEC_VOLUME_KNOB = 0x6,
  HDA_CODEC_BEEP = 0x7,
  HDA_CODEC_VENDOR = 0xF,
  HDA_CODEC_ROOT = 0x100, /* not a widget: node 0 */
  HDA_CODEC_GROUP = 0x101 /* not a widget: a function group */
};
/* As in the YAML form: "audio_output", "pin", ... */
const char *hda_codec_type_name(enum hda_codec_node_type type);

struct hda_codec_node {
  unsigned nid;
  unsigned group; /* NID of its function group; 0 for the root and for groups */
  enum hda_codec_node_type type;
  uint32_t caps;     /* parameter 09; for a group parameter 08, for the root 0 */
  uint32_t pin_caps; /* parameter 0C, 0 if it is no pin */
  unsigned channels; /* of a converter; 1 or 2 of other widgets; 0 of root and groups */
};
/* Nodes in ascending order of NID. ERANGE past the last. */
int hda_codec_node_at(const struct hda_codec *codec, size_t index, struct hda_codec_node *node);
/* ENODE if there is no such node. */
int hda_codec_node(const struct hda_codec *codec, unsigned nid, struct hda_codec_node *node);

/* Present settings of a converter, decoded. ENODE. */
struct hda_codec_converter {
  unsigned stream;   /* stream id, 0 = none */
  unsigned channel;  /* lowest channel */
  unsigned format;   /* verb A */
  unsigned channels; /* that it takes from, or puts into, a block */
  unsigned line;     /* SDI line of an input converter */
  bool active;       /* takes part in its stream */
};
int hda_codec_converter(const struct hda_codec *codec, unsigned nid,
                        struct hda_codec_converter *settings);

/* Writes the description in the YAML form; reading that back gives the same codec, with pin
 * defaults and subsystem ids as they are now. EIO. */
int hda_codec_dump(const struct hda_codec *codec, FILE *out);

#ifdef __cplusplus
}
#endif
#endif
