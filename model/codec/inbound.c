/* SPDX-License-Identifier: Apache-2.0 */
/* From the input converters to the link. */
#include <string.h>

#include "stream.h"

#define MAX_PACKET_BITS (63 * 8) /* 6-bit length in bytes */

static bool sends_with(const struct converter *converter, const struct converter *leader) {
  return converter->active && converter->channels > 0 &&
         converter->node->type == HDA_CODEC_AUDIO_INPUT && converter->line == leader->line &&
         converter->stream == leader->stream;
}

/* The first converter of a stream on a line makes the packet; the others add their channels. */
static bool leads(const struct hda_codec *codec, const struct converter *converter) {
  const struct converter *at = codec->converters;
  while (!sends_with(at, converter) && at != converter)
    at = at->next;
  return at == converter;
}

static bool fault_now(const struct cadence_fault *fault, uint64_t frame) {
  if (fault->blocks == 0 || frame < fault->frame)
    return false;
  const uint64_t since = frame - fault->frame;
  return since == 0 || (fault->period != 0 && since % fault->period == 0);
}

/* All converters of a stream share its packets and so the phase of its cadence. */
static unsigned due_blocks(struct converter *leader, uint64_t frame) {
  if (!leader->started || frame < leader->start_frame)
    leader->start_frame = frame;
  leader->started = true;
  int blocks = (int)cadence_blocks(&leader->format, frame - leader->start_frame);
  for (struct converter *at = leader; at != NULL; at = at->next) {
    if (!sends_with(at, leader))
      continue;
    at->started = true;
    at->start_frame = leader->start_frame;
    if (fault_now(&at->fault, frame))
      blocks += at->fault.blocks;
  }
  return blocks < 0 ? 0 : (unsigned)blocks;
}

static void add_channels(struct converter *converter, uint32_t *samples, unsigned blocks) {
  const unsigned channels = converter->channels, bits = converter->format.bits;
  for (unsigned block = 0; block < blocks; block++) {
    uint32_t own[MAX_CHANNELS];
    source_take(&converter->source, own, channels, bits);
    uint32_t *to = samples + block * converter->format.channels + converter->channel;
    for (unsigned channel = 0; channel < channels; channel++) {
      const unsigned from = converter->swap && (channel ^ 1) < channels ? channel ^ 1 : channel;
      to[channel] = gain_apply(&converter->gain[channel & 1], own[from], bits);
    }
  }
}

/* False if there is nothing to send. */
static bool make_packet(struct converter *leader, uint64_t frame,
                        struct hda_codec_inbound_packet *packet) {
  const struct format *format = &leader->format;
  const unsigned blocks = due_blocks(leader, frame);
  if (blocks == 0)
    return false;
  const unsigned count = blocks * format->channels;
  if (count * format->bits > MAX_PACKET_BITS) {
    traffic_mismatch(&leader->traffic, frame);
    return false;
  }
  memset(leader->packet, 0, count * sizeof *leader->packet);
  for (struct converter *at = leader; at != NULL; at = at->next) {
    if (!sends_with(at, leader))
      continue;
    if (at->format_word != leader->format_word) {
      traffic_mismatch(&at->traffic, frame);
      continue;
    }
    add_channels(at, leader->packet, blocks);
    traffic_count(&at->traffic, frame, blocks);
  }
  *packet = (struct hda_codec_inbound_packet){.line = leader->line,
                                              .tag = leader->stream,
                                              .bits = format->bits,
                                              .channels = format->channels,
                                              .count = count,
                                              .samples = leader->packet};
  return true;
}

size_t hda_codec_inbound(struct hda_codec *codec, uint64_t frame,
                         struct hda_codec_inbound_packet packets[HDA_CODEC_MAX_INBOUND]) {
  size_t count = 0;
  for (unsigned line = 0; codec->inbound_lines >> line != 0; line++) {
    for (struct converter *at = codec->converters; at != NULL; at = at->next) {
      if (at->line != line || !sends_with(at, at) || !leads(codec, at))
        continue;
      if (count < HDA_CODEC_MAX_INBOUND && make_packet(at, frame, &packets[count]))
        count++;
    }
  }
  return count;
}

int hda_codec_cadence_fault(struct hda_codec *codec, unsigned nid, uint64_t frame, uint64_t period,
                            int blocks) {
  struct converter *converter = converter_of(codec, nid, HDA_CODEC_AUDIO_INPUT);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  if (blocks < -4 || blocks > 4)
    return HDA_CODEC_EINVAL;
  converter->fault = (struct cadence_fault){blocks, frame, period};
  return HDA_CODEC_OK;
}
