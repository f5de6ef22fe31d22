/* SPDX-License-Identifier: Apache-2.0 */
/* Where input converters take their samples from. */
#include <stdlib.h>
#include <string.h>

#include "stream.h"

#define LOOPBACK_START 2 /* packets: the cadences of both ends need not be in step */

void source_rewind(struct source *source) {
  source->next = 0;
  source->pushed = source->popped = 0;
  source->packets = 0;
}

void source_free(struct source *source) {
  free(source->samples);
  free(source->ring);
  *source = (struct source){0};
}

static void take_samples(struct source *source, uint32_t *block, unsigned channels, unsigned bits) {
  const uint32_t mask = UINT32_MAX >> (32 - bits);
  for (unsigned channel = 0; channel < channels; channel++) {
    if (source->next == source->count && source->repeat)
      source->next = 0;
    block[channel] = source->next < source->count ? source->samples[source->next++] & mask : 0;
  }
}

static void take_wav(struct source *source, uint32_t *block, unsigned channels, unsigned bits) {
  if (source->next == source->count && source->repeat)
    source->next = 0;
  const bool over = source->next == source->count;
  for (unsigned channel = 0; channel < channels; channel++) {
    const unsigned from = source->wav_channels == 1 ? 0 : channel;
    const bool there = !over && from < source->wav_channels;
    block[channel] =
        there ? signed_to_wire((int32_t)source->samples[source->next + from], bits) : 0;
  }
  if (!over)
    source->next += source->wav_channels;
}

static void take_loopback(struct source *source, uint32_t *block, unsigned channels,
                          unsigned bits) {
  const bool empty = source->pushed == source->popped;
  if (empty && source->packets >= LOOPBACK_START)
    source->packets = 0; /* ran dry: wait for two packets again */
  const bool silent = source->packets < LOOPBACK_START;
  if (silent && source->pushed > 0)
    source->underruns++;
  const int32_t *from = source->ring[source->popped % LOOPBACK_BLOCKS];
  for (unsigned channel = 0; channel < channels; channel++) {
    const unsigned at = source->ring_channels == 1 ? 0 : channel;
    block[channel] = silent || at >= source->ring_channels ? 0 : signed_to_wire(from[at], bits);
  }
  if (!silent)
    source->popped++;
}

void source_take(struct source *source, uint32_t *block, unsigned channels, unsigned bits) {
  switch (source->kind) {
  case SOURCE_SAMPLES:
    take_samples(source, block, channels, bits);
    break;
  case SOURCE_WAV:
    take_wav(source, block, channels, bits);
    break;
  case SOURCE_LOOPBACK:
    take_loopback(source, block, channels, bits);
    break;
  case SOURCE_SILENCE:
    memset(block, 0, channels * sizeof *block);
    break;
  }
}

void source_push(struct source *source, const uint32_t *samples, unsigned blocks, unsigned channels,
                 unsigned bits) {
  source->ring_channels = channels;
  source->packets++;
  for (unsigned block = 0; block < blocks; block++) {
    if (source->pushed - source->popped == LOOPBACK_BLOCKS)
      source->popped++; /* nobody takes them: the oldest goes */
    int32_t *to = source->ring[source->pushed++ % LOOPBACK_BLOCKS];
    for (unsigned channel = 0; channel < channels; channel++)
      to[channel] = wire_to_signed(*samples++, bits);
  }
}

/* ---- choosing one --------------------------------------------------------------------------- */

static int replace(struct hda_codec *codec, unsigned nid, const struct source *source) {
  struct converter *converter = converter_of(codec, nid, HDA_CODEC_AUDIO_INPUT);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  source_free(&converter->source);
  converter->source = *source;
  return HDA_CODEC_OK;
}

int hda_codec_play_silence(struct hda_codec *codec, unsigned nid) {
  return replace(codec, nid, &(struct source){.kind = SOURCE_SILENCE});
}

int hda_codec_play_samples(struct hda_codec *codec, unsigned nid, const uint32_t *samples,
                           size_t count, bool repeat) {
  struct source source = {.kind = SOURCE_SAMPLES, .repeat = repeat, .count = count};
  if (count > SIZE_MAX / sizeof *samples - 1)
    return HDA_CODEC_ENOMEM;
  source.samples = malloc((count + 1) * sizeof *samples);
  if (source.samples == NULL)
    return HDA_CODEC_ENOMEM;
  if (count > 0)
    memcpy(source.samples, samples, count * sizeof *samples);
  const int error = replace(codec, nid, &source);
  if (error != HDA_CODEC_OK)
    source_free(&source);
  return error;
}

int hda_codec_play_loopback(struct hda_codec *codec, unsigned nid, unsigned from) {
  if (converter_of(codec, from, HDA_CODEC_AUDIO_OUTPUT) == NULL)
    return HDA_CODEC_ENODE;
  struct source source = {.kind = SOURCE_LOOPBACK, .from = from};
  source.ring = calloc(LOOPBACK_BLOCKS, sizeof *source.ring);
  if (source.ring == NULL)
    return HDA_CODEC_ENOMEM;
  const int error = replace(codec, nid, &source);
  if (error != HDA_CODEC_OK)
    source_free(&source);
  return error;
}
