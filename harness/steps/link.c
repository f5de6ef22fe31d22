/* SPDX-License-Identifier: Apache-2.0 */
/* link.c: the codec's side: what arrives, what is sent, and how both compare with memory. */
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "../matcher.h"
#include "../world.h"
#include "pattern.h"
#include "steps.h"

/* ---- formats --------------------------------------------------------------------------------- */

static bool link_format(struct world *world, const struct node *node,
                        struct hda_oracle_format *format) {
  HDAUDIO_STREAM_FORMAT wide;
  if (!world_format(world, node, &wide))
    return false;
  if (hda_oracle_format_from_stream(wide.SampleRate, wide.ValidBitsPerSample, wide.ContainerSize,
                                    wide.NumberOfChannels, format))
    return true;
  world_fail(world, "format", "a format that the link can carry", "%s",
             node->kind == NODE_SCALAR ? node->text : "another");
  return false;
}

static struct hda_sim_format sim_format(const struct hda_oracle_format *format) {
  return (struct hda_sim_format){.base_hz = format->base_hz,
                                 .mult = format->mult,
                                 .div = format->div,
                                 .bits = format->bits,
                                 .channels = format->channels};
}

static void check_sim(struct world *world, const char *what, int error) {
  if (error != HDA_SIM_OK)
    world_fail(world, what, "accepted by the codec", "%s", hda_sim_strerror(error));
}

/* A tag or line beyond every range stays beyond it. */
static unsigned narrow(uint64_t value) { return value > UINT_MAX ? UINT_MAX : (unsigned)value; }

/* ---- sinks and sources ----------------------------------------------------------------------- */

void step_sink(struct world *world, const struct step *step) {
  struct hda_oracle_format format;
  uint64_t tag, stripe;
  if (!link_format(world, tree_get(step->node, "format"), &format) ||
      !world_int_key(world, step->node, "tag", 0, &tag) ||
      !world_int_key(world, step->node, "stripe", 0, &stripe))
    return;
  struct hda_sim_format shape = sim_format(&format);
  shape.stripe = narrow(stripe);
  check_sim(world, "sink", hda_sim_codec_sink(world->sim, narrow(tag), &shape));
}

void step_remove_sink(struct world *world, const struct step *step) {
  uint64_t tag;
  if (!world_int_key(world, step->node, "tag", 0, &tag))
    return;
  check_sim(world, "sink", hda_sim_codec_sink_remove(world->sim, narrow(tag)));
}

void step_source(struct world *world, const struct step *step) {
  struct source *source = calloc(1, sizeof *source);
  if (source == NULL)
    abort();
  world->sources = array_grow(world->sources, world->source_count, &world->source_capacity,
                              sizeof(struct source *));
  world->sources[world->source_count++] = source;
  uint64_t sdi, tag, start, count;
  struct pattern pattern;
  if (!link_format(world, tree_get(step->node, "format"), &source->format) ||
      !world_int_key(world, step->node, "sdi", 0, &sdi) ||
      !world_int_key(world, step->node, "tag", 0, &tag) ||
      !world_int_key(world, step->node, "start", 0, &start) ||
      !world_int_key(world, step->node, "samples", 480u * source->format.channels, &count) ||
      !pattern_read(world, step->node, "first", NULL, &pattern))
    return;
  if (count == 0 || count > 1u << 24 || count % source->format.channels != 0) {
    world_fail(world, "samples", "1 to 2^24, a multiple of the channels", "%" PRIu64, count);
    return;
  }
  source->sdi = narrow(sdi);
  source->tag = narrow(tag);
  source->count = (size_t)count;
  source->samples = calloc(source->count, sizeof *source->samples);
  if (source->samples == NULL)
    abort();
  for (size_t i = 0; i < source->count; i++)
    source->samples[i] = pattern_sample(&pattern, i);
  pattern_free(&pattern);
  const struct hda_sim_format shape = sim_format(&source->format);
  check_sim(world, "source",
            hda_sim_codec_source(world->sim, source->sdi, source->tag, &shape, source->samples,
                                 source->count, world_bool_key(world, step->node, "repeat", true),
                                 start));
  struct binding *binding = world_bind(world, tree_get(step->node, "as")->text, BIND_SOURCE);
  if (binding != NULL)
    binding->source = source;
}

void step_remove_source(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, step->node, BIND_SOURCE);
  if (binding == NULL)
    return;
  check_sim(world, "source",
            hda_sim_codec_source_remove(world->sim, binding->source->sdi, binding->source->tag));
}

/* ---- first frame ----------------------------------------------------------------------------- */

/* Capture: the first packet that the source sent in a frame after the one in which the stream was
 * let go. Render: seen on the link. */
uint64_t world_first_frame(struct world *world, struct buffer *buffer) {
  if (buffer->engine == NULL || !buffer->engine->capture || buffer->run_tick == NEVER)
    return buffer->first_frame;
  if (buffer->first_frame != NEVER)
    return buffer->first_frame;
  for (size_t i = world->source_count; i > 0; i--) {
    const struct source *source = world->sources[i - 1];
    uint64_t first;
    if (source->tag != buffer->stream_id ||
        hda_sim_codec_source_first_frame(world->sim, source->sdi, source->tag, &first) !=
            HDA_SIM_OK)
      continue;
    uint64_t frame = buffer->release_frame + 1;
    if (frame < first)
      frame = first;
    while (hda_oracle_blocks(&source->format, frame - first) == 0)
      frame++;
    buffer->first_frame = frame;
    return frame;
  }
  return NEVER;
}

/* ---- render ---------------------------------------------------------------------------------- */

struct arrived {
  const uint32_t *samples;
  size_t sample_count;
  const struct hda_sim_packet_log *packets;
  size_t packet_count;
  size_t first_packet; /* the first of the present run */
};

static bool take_arrived(struct world *world, struct buffer *buffer, struct arrived *arrived) {
  int error =
      hda_sim_codec_sink_data(world->sim, buffer->stream_id, &arrived->samples,
                              &arrived->sample_count, &arrived->packets, &arrived->packet_count);
  if (error != HDA_SIM_OK) {
    world_fail(world, "samples", "a sink on the tag of the buffer", "%s", hda_sim_strerror(error));
    return false;
  }
  uint64_t first = world_first_frame(world, buffer);
  arrived->first_packet = 0;
  while (arrived->first_packet < arrived->packet_count &&
         arrived->packets[arrived->first_packet].frame < first)
    arrived->first_packet++;
  if (arrived->first_packet < arrived->packet_count)
    return true;
  world_fail(world, "samples", "at least one packet on the link", "none");
  return false;
}

/* A sample of the image; at the end of the buffer it goes on at its start. */
static uint32_t image_sample(const struct buffer *buffer, uint64_t byte, unsigned bits,
                             unsigned container) {
  uint8_t bytes[4] = {0};
  for (unsigned i = 0; i < container; i++)
    bytes[i] = buffer->image[(byte + i) % buffer->size];
  return hda_oracle_sample_load(bytes, bits);
}

static void compare_samples(struct world *world, const struct buffer *buffer,
                            const struct arrived *arrived, uint64_t blocks, uint64_t from) {
  const struct hda_oracle_format *format = &buffer->engine->format;
  unsigned container = hda_oracle_container_bytes(format->bits);
  uint64_t base = arrived->packets[arrived->first_packet].first_sample;
  uint64_t have = (arrived->sample_count - base) / format->channels;
  world->result->expectations++;
  if (blocks == 0)
    blocks = have;
  if (blocks > have) {
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "at least %" PRIu64, blocks);
    world_fail(world, "blocks on the link", expected.data, "%" PRIu64, have);
    return;
  }
  for (uint64_t i = 0; i < blocks * format->channels; i++) {
    uint64_t byte = (from + i * container) % buffer->size;
    uint32_t wanted = image_sample(buffer, byte, format->bits, container);
    uint32_t seen = arrived->samples[base + i];
    if (wanted == seen)
      continue;
    size_t packet = arrived->first_packet;
    while (packet + 1 < arrived->packet_count &&
           arrived->packets[packet + 1].first_sample <= base + i)
      packet++;
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what,
             "sample %" PRIu64 " (channel %" PRIu64 " of block %" PRIu64 ", link frame %" PRIu64
             ")",
             i, i % format->channels, i / format->channels, arrived->packets[packet].frame);
    text_add(&expected, "0x%0*" PRIX32 " (byte %" PRIu64 " of the buffer)",
             (int)(format->bits + 3) / 4, wanted, byte);
    world_fail(world, what.data, expected.data, "0x%0*" PRIX32, (int)(format->bits + 3) / 4, seen);
    return;
  }
}

/* Every frame from the first on carries what the cadence says, and nothing else. */
static void compare_cadence(struct world *world, const struct buffer *buffer,
                            const struct arrived *arrived, bool blocks) {
  const struct hda_oracle_format *format = &buffer->engine->format;
  uint64_t first = arrived->packets[arrived->first_packet].frame, frame = 0;
  world->result->expectations++;
  for (size_t i = arrived->first_packet; i < arrived->packet_count; i++, frame++) {
    const struct hda_sim_packet_log *packet = &arrived->packets[i];
    while (hda_oracle_blocks(format, frame) == 0)
      frame++;
    unsigned wanted = hda_oracle_blocks(format, frame);
    if (packet->frame == first + frame && (!blocks || packet->blocks == wanted))
      continue;
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "packet %zu", i - arrived->first_packet);
    text_add(&expected, "%u blocks in frame %" PRIu64 " (oracle)", wanted, frame);
    world_fail(world, what.data, expected.data,
               "%" PRIu32 " blocks in frame %" PRIu64 " (link frame %" PRIu64 ")", packet->blocks,
               packet->frame - first, packet->frame);
    return;
  }
}

void step_expect_samples(struct world *world, const struct step *step) {
  struct binding *binding = world_ref(world, tree_get(step->node, "buffer"), BIND_BUFFER);
  struct arrived arrived;
  uint64_t blocks, from;
  if (binding == NULL)
    return;
  struct buffer *buffer = binding->buffer;
  if (buffer->engine == NULL || !buffer->engine->format_valid || buffer->engine->capture ||
      buffer->image == NULL || buffer->size == 0) {
    world_fail(world, "samples", "a render buffer that was filled", "another");
    return;
  }
  if (!world_int_key(world, step->node, "blocks", 0, &blocks) ||
      !world_int_key(world, step->node, "from", 0, &from) || !take_arrived(world, buffer, &arrived))
    return;
  compare_samples(world, buffer, &arrived, blocks, from);
  bool cadence = tree_get(step->node, "cadence") != NULL;
  if (cadence || world_bool_key(world, step->node, "gapless", true))
    compare_cadence(world, buffer, &arrived, cadence);
}

void step_expect_silence(struct world *world, const struct step *step) {
  const struct mark *since = world_since(world, step->node, "since");
  uint64_t tag;
  if (since == NULL || !world_int_key(world, step->node, "tag", 0, &tag))
    return;
  world->result->expectations++;
  if (tag >= WORLD_TAGS) {
    world_fail(world, "tag", "1 to 15", "%" PRIu64, tag);
    return;
  }
  uint64_t packets = world->counts.packets[tag] - since->counts.packets[tag];
  if (packets != 0)
    world_fail(world, "packets of the tag", "0", "%" PRIu64, packets);
}

/* ---- capture --------------------------------------------------------------------------------- */

void step_expect_capture(struct world *world, const struct step *step) {
  struct binding *target = world_ref(world, tree_get(step->node, "buffer"), BIND_BUFFER);
  struct binding *origin = world_ref(world, tree_get(step->node, "source"), BIND_SOURCE);
  if (target == NULL || origin == NULL)
    return;
  const struct buffer *buffer = target->buffer;
  const struct source *source = origin->source;
  const struct hda_oracle_format *format = &source->format;
  unsigned container = hda_oracle_container_bytes(format->bits);
  uint64_t bytes, first, pass;
  if (!world_int_key(world, step->node, "bytes", buffer->size, &bytes) ||
      !world_int_key(world, step->node, "first", 0, &first) ||
      !world_int_key(world, step->node, "pass", 0, &pass))
    return;
  world->result->expectations++;
  if (bytes > buffer->size || bytes % container != 0) {
    world_fail(world, "bytes", "whole containers inside the buffer", "%" PRIu64, bytes);
    return;
  }
  uint8_t *seen = calloc((size_t)bytes + 1, 1);
  if (seen == NULL)
    abort();
  uint64_t index = first * format->channels + pass * (buffer->size / container);
  bool good = buffer_read(world, buffer, buffer->offset, seen, (size_t)bytes);
  for (uint64_t at = 0; good && at < bytes; at += container, index++) {
    uint8_t wanted[4];
    hda_oracle_sample_store(wanted, format->bits, source->samples[index % source->count]);
    if (memcmp(wanted, seen + at, container) == 0)
      continue;
    struct text what, expected, observed;
    text_clear(&what);
    text_clear(&expected);
    text_clear(&observed);
    text_add(&what, "recorded sample at byte %" PRIu64, at);
    for (unsigned i = 0; i < container; i++) {
      text_add(&expected, "%02X ", wanted[i]);
      text_add(&observed, "%02X ", seen[at + i]);
    }
    text_add(&expected, "(sample %" PRIu64 " of the source)", index);
    world_fail(world, what.data, expected.data, "%s", observed.data);
    good = false;
  }
  free(seen);
}
