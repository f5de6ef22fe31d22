/* SPDX-License-Identifier: Apache-2.0 */
/* Samples kept in memory. */
#include <stdlib.h>
#include <string.h>

#include "stream.h"

static void *grown(void *array, size_t needed, size_t *capacity, size_t item) {
  if (needed <= *capacity)
    return array;
  const size_t more = needed * 2 > 4096 ? needed * 2 : 4096;
  void *larger = realloc(array, more * item);
  if (larger != NULL)
    *capacity = more;
  return larger;
}

void capture_keep(struct capture *capture, uint64_t frame, unsigned blocks, const uint32_t *samples,
                  size_t count) {
  uint32_t *all = grown(capture->samples, capture->count + count, &capture->capacity, sizeof *all);
  if (all != NULL)
    capture->samples = all;
  struct hda_codec_packet_log *packets = grown(capture->packets, capture->packet_count + 1,
                                               &capture->packet_capacity, sizeof *packets);
  if (packets != NULL)
    capture->packets = packets;
  if (all == NULL || packets == NULL) {
    capture->enabled = false;
    capture->lost = true;
    return;
  }
  packets[capture->packet_count++] = (struct hda_codec_packet_log){frame, blocks, capture->count};
  memcpy(all + capture->count, samples, count * sizeof *samples);
  capture->count += count;
}

void capture_free(struct capture *capture) {
  free(capture->samples);
  free(capture->packets);
  *capture = (struct capture){0};
}

int hda_codec_capture(struct hda_codec *codec, unsigned nid, bool enable) {
  struct converter *converter = converter_of(codec, nid, HDA_CODEC_AUDIO_OUTPUT);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  if (enable) {
    capture_free(&converter->capture);
    converter->traffic = (struct hda_codec_traffic){0};
  }
  converter->capture.enabled = enable;
  return HDA_CODEC_OK;
}

int hda_codec_captured(const struct hda_codec *codec, unsigned nid, const uint32_t **samples,
                       size_t *sample_count, const struct hda_codec_packet_log **packets,
                       size_t *packet_count) {
  const struct converter *converter = converter_of(codec, nid, HDA_CODEC_AUDIO_OUTPUT);
  if (converter == NULL)
    return HDA_CODEC_ENODE;
  const struct capture *capture = &converter->capture;
  if (samples != NULL)
    *samples = capture->samples;
  if (sample_count != NULL)
    *sample_count = capture->count;
  if (packets != NULL)
    *packets = capture->packets;
  if (packet_count != NULL)
    *packet_count = capture->packet_count;
  return capture->lost ? HDA_CODEC_ENOMEM : HDA_CODEC_OK;
}
