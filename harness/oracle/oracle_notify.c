/* SPDX-License-Identifier: Apache-2.0 */
/* When completions fall, and what LPIB reads. */
#include "hda_oracle.h"

static bool stream_valid(const struct hda_oracle_stream *s) {
  return hda_oracle_format_valid(&s->format) && s->size != 0 && (s->count == 1 || s->count == 2) &&
         s->size % s->count == 0;
}

uint64_t hda_oracle_ioc_byte(const struct hda_oracle_stream *stream, uint64_t k) {
  return stream_valid(stream) ? (k + 1) * (stream->size / stream->count) : 0;
}

/* Smallest n with start + B(n) >= byte. */
static uint64_t frame_at(const struct hda_oracle_stream *s, uint64_t byte) {
  return byte > s->start ? hda_oracle_frames_for_bytes(&s->format, byte - s->start) : 0;
}

bool hda_oracle_ioc_window(const struct hda_oracle_stream *stream, uint64_t k,
                           struct hda_oracle_window *window) {
  if (!stream_valid(stream))
    return false;
  const uint64_t byte = hda_oracle_ioc_byte(stream, k);
  /* Frame after the one that carries the last byte. */
  const uint64_t carried = frame_at(stream, byte);
  const uint64_t before = carried > 0 ? carried - 1 : 0;
  if (stream->capture) {
    window->prefill = false;
    window->earliest = before;
    window->exact = carried;
    /* The byte must have left before the FIFO holds `fifo` newer ones. */
    const uint64_t full = frame_at(stream, byte + stream->fifo);
    window->latest = full > carried ? full - 1 : carried;
  } else {
    const uint64_t room = byte > stream->fifo ? byte - stream->fifo : 0;
    window->exact = frame_at(stream, room);
    window->prefill = byte <= stream->start + stream->fifo;
    window->earliest = window->exact;
    window->latest = before > window->exact ? before : window->exact;
  }
  return true;
}

uint64_t hda_oracle_first_ioc(const struct hda_oracle_stream *stream) {
  if (!stream_valid(stream))
    return 0;
  const uint64_t reached = stream->start + (stream->capture ? 0 : stream->fifo);
  return reached / (stream->size / stream->count);
}

uint64_t hda_oracle_lpib(const struct hda_oracle_stream *stream, uint64_t frame) {
  if (!stream_valid(stream))
    return 0;
  return (stream->start + hda_oracle_total_bytes(&stream->format, frame)) % stream->size;
}
