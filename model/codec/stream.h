/* SPDX-License-Identifier: Apache-2.0 */
/* stream.h: the converters of a codec and the samples that pass them. */
#ifndef CODEC_STREAM_H
#define CODEC_STREAM_H

#include <sndfile.h>

#include "codec.h"

#define MAX_CHANNELS 16
#define MAX_BLOCKS 8 /* of a packet: x4, and a cadence fault of +4 */
#define MAX_FRAME_SAMPLES (MAX_BLOCKS * MAX_CHANNELS)

/* A stream format word, taken apart. */
struct format {
  bool valid; /* no reserved code (HDA-FMT-003) */
  bool pcm;
  unsigned channels, bits, mult, div;
  bool base_44100;
};
struct format format_decode(unsigned word);
/* Samples a second, rounded. */
unsigned format_rate(const struct format *format);
/* Sample blocks in frame `index` of a stream, 0 being its first (HDA-LNK-016, HDA-LNK-017). */
unsigned cadence_blocks(const struct format *format, uint64_t index);

/* Wire values are right-justified, 8 bits offset binary, the rest two's complement. Here they are
 * signed with the most significant bit in bit 31. */
int32_t wire_to_signed(uint32_t value, unsigned bits);
uint32_t signed_to_wire(int32_t value, unsigned bits);

/* What an amplifier does to one side. */
struct gain {
  bool mute, unity;
  double factor;
};
struct gain gain_of(uint32_t amp_caps, uint8_t value);
uint32_t gain_apply(const struct gain *gain, uint32_t value, unsigned bits);

struct capture {
  bool enabled, lost;
  uint32_t *samples;
  size_t count, capacity;
  struct hda_codec_packet_log *packets;
  size_t packet_count, packet_capacity;
};
void capture_keep(struct capture *capture, uint64_t frame, unsigned blocks, const uint32_t *samples,
                  size_t count);
void capture_free(struct capture *capture);

/* A WAV file being written. */
struct wav_out {
  char *path; /* NULL: none */
  SNDFILE *file;
  bool failed;
  unsigned channels, bits, rate;
};
void wav_out_write(struct wav_out *wav, const struct format *format, unsigned channels,
                   const uint32_t *samples, unsigned blocks);
/* False if the file is not whole. */
bool wav_out_close(struct wav_out *wav);

enum source_kind { SOURCE_SILENCE, SOURCE_SAMPLES, SOURCE_WAV, SOURCE_LOOPBACK };

#define LOOPBACK_BLOCKS 64 /* power of two */

struct source {
  enum source_kind kind;
  bool repeat;
  uint32_t *samples; /* list: wire values; WAV: signed, interleaved over wav_channels */
  size_t count, next;
  unsigned wav_channels;
  /* loopback */
  unsigned from; /* NID */
  int32_t (*ring)[MAX_CHANNELS];
  unsigned ring_channels;
  uint64_t pushed, popped; /* blocks */
  unsigned packets;        /* since the ring was empty; 2 set it going */
  uint64_t underruns;
};
/* One block of `channels` wire values. */
void source_take(struct source *source, uint32_t *block, unsigned channels, unsigned bits);
void source_push(struct source *source, const uint32_t *samples, unsigned blocks, unsigned channels,
                 unsigned bits);
void source_rewind(struct source *source);
void source_free(struct source *source);

struct cadence_fault {
  int blocks;
  uint64_t frame, period;
};

struct converter {
  struct converter *next;
  struct node *node;
  /* settings, decoded by streams_refresh */
  bool active;
  unsigned stream, channel, channels, line, format_word, stripe;
  struct format format;
  bool swap;
  struct gain gain[2];

  struct hda_codec_traffic traffic;
  struct capture capture; /* output */
  struct wav_out wav;
  struct source source; /* input */
  bool started;         /* start_frame is the frame of cadence index 0 */
  uint64_t start_frame;
  struct cadence_fault fault;
  uint32_t packet[MAX_FRAME_SAMPLES]; /* the one it leads */
};

bool converter_add(struct hda_codec *codec, struct node *node);
void converters_free(struct hda_codec *codec);
/* NULL if `nid` is no converter of that type. */
struct converter *converter_of(const struct hda_codec *codec, unsigned nid,
                               enum hda_codec_node_type type);
/* Decodes all settings anew; after every change of one. */
void streams_refresh(struct hda_codec *codec);
/* Every stream begins anew. */
void streams_stop(struct hda_codec *codec);
void traffic_count(struct hda_codec_traffic *traffic, uint64_t frame, unsigned blocks);
void traffic_mismatch(struct hda_codec_traffic *traffic, uint64_t frame);

#endif
