/* SPDX-License-Identifier: Apache-2.0 */
/* Converters and which of them take part in a stream. */
#include "stream.h"

#include <stdlib.h>

bool converter_add(struct hda_codec *codec, struct node *node) {
  struct converter *converter = calloc(1, sizeof *converter);
  if (converter == NULL)
    return false;
  converter->node = node;
  converter->format_word = ~0u;
  node->converter = converter;
  struct converter **end = &codec->converters;
  while (*end != NULL)
    end = &(*end)->next;
  *end = converter;
  return true;
}

void converters_free(struct hda_codec *codec) {
  for (struct converter *at = codec->converters, *next; at != NULL; at = next) {
    next = at->next;
    wav_out_close(&at->wav);
    capture_free(&at->capture);
    source_free(&at->source);
    free(at);
  }
  codec->converters = NULL;
}

struct converter *converter_of(const struct hda_codec *codec, unsigned nid,
                               enum hda_codec_node_type type) {
  const struct node *node = codec_node(codec, nid);
  return node != NULL && node->type == type ? node->converter : NULL;
}

static bool is_input(const struct converter *converter) {
  return converter->node->type == HDA_CODEC_AUDIO_INPUT;
}

/* Channels of a block that are the converter's: from its lowest one, as many as it has. */
static unsigned own_channels(const struct converter *converter) {
  unsigned own = node_channels(converter->node);
  if (own > 2)
    own = converter->node->reg[REG_CHANNELS] + 1;
  const unsigned in_block = converter->format.channels;
  const unsigned left = in_block > converter->channel ? in_block - converter->channel : 0;
  return own < left ? own : left;
}

static void decode_gain(const struct hda_codec *codec, struct converter *converter) {
  const struct node *node = converter->node;
  const bool output = !is_input(converter);
  const uint32_t caps = amp_caps(codec, node, output);
  const struct amp *amp = &node->amp_out;
  if (!output)
    amp = &node->amp_in[amp_in_count(node) > 1 ? node->reg[REG_CONNECTION] % MAX_IN_AMPS : 0];
  for (unsigned side = 0; side < 2; side++) {
    const bool there = node_has(node, output ? CAP_AMP_OUT : CAP_AMP_IN);
    const uint8_t value = amp->value[node_has(node, CAP_STEREO) ? side : LEFT];
    converter->gain[side] = there ? gain_of(caps, value) : (struct gain){.unity = true};
    /* What is no PCM has no volume. */
    if (!converter->format.pcm)
      converter->gain[side].unity = true;
  }
}

static void decode(const struct hda_codec *codec, struct converter *converter) {
  const struct node *node = converter->node;
  const struct converter before = {.active = converter->active,
                                   .stream = converter->stream,
                                   .line = converter->line,
                                   .format_word = converter->format_word};
  converter->stream = node->reg[REG_STREAM] >> 4;
  converter->channel = node->reg[REG_STREAM] & 0xF;
  converter->line = node->reg[REG_SDI];
  converter->stripe = 1u << node->reg[REG_STRIPE];
  converter->format_word = node->reg[REG_FORMAT];
  converter->format = format_decode(converter->format_word);
  converter->channels = own_channels(converter);
  converter->swap = node_has(node, CAP_SWAP) && (node->reg[REG_EAPD] & EAPD_SWAP) != 0;
  const bool enabled =
      !node_has(node, CAP_DIGITAL) || (node->reg[REG_DIGITAL] & DIGITAL_ENABLE) != 0;
  converter->active =
      converter->stream != 0 && converter->format.valid && enabled && node_power(codec, node) == 0;
  decode_gain(codec, converter);
  if (!before.active && converter->active)
    source_rewind(&converter->source);
  if (before.active != converter->active || before.stream != converter->stream ||
      before.line != converter->line || before.format_word != converter->format_word)
    converter->started = false;
}

void streams_refresh(struct hda_codec *codec) {
  codec->outbound_tags = 0;
  codec->inbound_lines = 0;
  for (struct converter *at = codec->converters; at != NULL; at = at->next) {
    decode(codec, at);
    if (!at->active)
      continue;
    if (!is_input(at))
      codec->outbound_tags |= 1u << at->stream;
    else if (at->channels > 0)
      codec->inbound_lines |= 1u << at->line;
  }
}

void streams_stop(struct hda_codec *codec) {
  for (struct converter *at = codec->converters; at != NULL; at = at->next) {
    at->active = false;
    at->started = false;
  }
}

uint32_t hda_codec_outbound_tags(const struct hda_codec *codec) { return codec->outbound_tags; }

uint32_t hda_codec_inbound_lines(const struct hda_codec *codec) { return codec->inbound_lines; }

void traffic_count(struct hda_codec_traffic *traffic, uint64_t frame, unsigned blocks) {
  if (traffic->packets++ == 0)
    traffic->first_frame = frame;
  traffic->last_frame = frame;
  traffic->blocks += blocks;
}

void traffic_mismatch(struct hda_codec_traffic *traffic, uint64_t frame) {
  traffic->mismatches++;
  traffic->mismatch_frame = frame;
}

static struct converter *any_converter(const struct hda_codec *codec, unsigned nid) {
  const struct node *node = codec_node(codec, nid);
  return node != NULL ? node->converter : NULL;
}

int hda_codec_traffic(const struct hda_codec *codec, unsigned nid,
                      struct hda_codec_traffic *traffic) {
  const struct converter *converter = any_converter(codec, nid);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  *traffic = converter->traffic;
  traffic->underruns = converter->source.underruns;
  return HDA_CODEC_OK;
}

int hda_codec_converter(const struct hda_codec *codec, unsigned nid,
                        struct hda_codec_converter *settings) {
  const struct converter *converter = any_converter(codec, nid);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  *settings = (struct hda_codec_converter){.stream = converter->stream,
                                           .channel = converter->channel,
                                           .format = converter->format_word,
                                           .channels = converter->channels,
                                           .line = converter->line,
                                           .active = converter->active};
  return HDA_CODEC_OK;
}
