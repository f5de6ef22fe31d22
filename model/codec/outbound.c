/* SPDX-License-Identifier: Apache-2.0 */
/* From the link to the output converters. */
#include "stream.h"

#define FRAME_BITS 1000

/* Takes the converter's channels of each block through its amplifier to wherever they go. */
static void receive(struct hda_codec *codec, struct converter *converter, uint64_t frame,
                    const uint32_t *samples, unsigned blocks) {
  uint32_t own[MAX_FRAME_SAMPLES];
  const unsigned channels = converter->channels, bits = converter->format.bits;
  size_t count = 0;
  for (unsigned block = 0; block < blocks; block++) {
    const uint32_t *first = samples + block * converter->format.channels + converter->channel;
    for (unsigned channel = 0; channel < channels; channel++) {
      const unsigned from = converter->swap && (channel ^ 1) < channels ? channel ^ 1 : channel;
      own[count++] = gain_apply(&converter->gain[channel & 1], first[from], bits);
    }
  }
  traffic_count(&converter->traffic, frame, blocks);
  if (converter->capture.enabled)
    capture_keep(&converter->capture, frame, blocks, own, count);
  if (converter->wav.path != NULL)
    wav_out_write(&converter->wav, &converter->format, channels, own, blocks);
  for (struct converter *at = codec->converters; at != NULL; at = at->next) {
    if (at->source.kind == SOURCE_LOOPBACK && at->source.from == converter->node->nid)
      source_push(&at->source, own, blocks, channels, bits);
  }
}

static bool listens(const struct converter *converter, unsigned tag) {
  return converter->active && converter->stream == tag &&
         converter->node->type == HDA_CODEC_AUDIO_OUTPUT;
}

void hda_codec_outbound_samples(struct hda_codec *codec, uint64_t frame, unsigned tag,
                                const uint32_t *samples, size_t count, unsigned bits) {
  if (count == 0)
    return;
  for (struct converter *at = codec->converters; at != NULL; at = at->next) {
    if (!listens(at, tag))
      continue;
    const unsigned per_block = at->format.channels;
    if (bits == at->format.bits && count % per_block == 0 && count <= MAX_BLOCKS * per_block &&
        at->channels > 0)
      receive(codec, at, frame, samples, (unsigned)count / per_block);
    else
      traffic_mismatch(&at->traffic, frame);
  }
}

/* `count` (1..32) bits of one line from half cell `at` on. */
static uint32_t line_bits(const uint32_t *words, unsigned at, unsigned count) {
  const unsigned shift = at % 32;
  uint64_t pair = (uint64_t)words[at / 32] << 32;
  if (shift + count > 32)
    pair |= words[at / 32 + 1];
  return (uint32_t)(pair << shift >> (64 - count));
}

/* Bit i of a striped packet is on line i mod n (HDA-SD-033). */
static uint32_t striped_bits(const struct hda_codec_packet *packet, unsigned lines, unsigned first,
                             unsigned count) {
  uint32_t value = 0;
  for (unsigned bit = first; bit < first + count; bit++)
    value = value << 1 | line_bits(packet->sdo[bit % lines], packet->first_bit + bit / lines, 1);
  return value;
}

/* A packet ends where the next one begins, so only the last one may have room left over. */
static bool fits(const struct converter *converter, const struct hda_codec_packet *packet,
                 unsigned samples) {
  if (packet->end_bit > FRAME_BITS || packet->first_bit >= packet->end_bit ||
      converter->stripe > packet->lines || packet->lines > HDA_CODEC_MAX_SDO ||
      converter->channels == 0)
    return false;
  const unsigned room = packet->end_bit - packet->first_bit;
  const unsigned need =
      (samples * converter->format.bits + converter->stripe - 1) / converter->stripe;
  return need == room || (need < room && packet->end_bit == FRAME_BITS);
}

void hda_codec_outbound(struct hda_codec *codec, uint64_t frame,
                        const struct hda_codec_packet *packet) {
  for (struct converter *at = codec->converters; at != NULL; at = at->next) {
    if (!listens(at, packet->tag))
      continue;
    const unsigned bits = at->format.bits, samples = at->format.mult * at->format.channels;
    if (!fits(at, packet, samples)) {
      traffic_mismatch(&at->traffic, frame);
      continue;
    }
    uint32_t values[MAX_FRAME_SAMPLES];
    for (unsigned i = 0; i < samples; i++)
      values[i] = at->stripe == 1 ? line_bits(packet->sdo[0], packet->first_bit + i * bits, bits)
                                  : striped_bits(packet, at->stripe, i * bits, bits);
    receive(codec, at, frame, values, at->format.mult);
  }
}
