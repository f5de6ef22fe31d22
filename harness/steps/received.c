/* SPDX-License-Identifier: Apache-2.0 */
/* received.c: what a sink got, compared with a pattern in memory; no buffer of the DDI is needed.
 */
#include <inttypes.h>

#include "../matcher.h"
#include "../world.h"
#include "pattern.h"
#include "steps.h"

struct received {
  struct pattern pattern;
  struct hda_oracle_format format;
  uint64_t first, period; /* in containers; period 0: without end */
  const uint32_t *samples;
  const struct hda_sim_packet_log *packets;
  size_t sample_count, packet_count, first_packet;
};

static bool read_keys(struct world *world, const struct node *map, struct received *received) {
  HDAUDIO_STREAM_FORMAT wide;
  uint64_t period;
  if (!world_format(world, tree_get(map, "format"), &wide) ||
      !pattern_read(world, map, "start", NULL, &received->pattern) ||
      !world_int_key(world, map, "first", 0, &received->first) ||
      !world_int_key(world, map, "period", 0, &period))
    return false;
  received->period = period / received->pattern.container;
  if (hda_oracle_format_from_stream(wide.SampleRate, wide.ValidBitsPerSample, wide.ContainerSize,
                                    wide.NumberOfChannels, &received->format))
    return true;
  world_fail(world, "format", "a format that the link can carry", "another");
  return false;
}

static bool find_first(struct world *world, const struct node *map, struct received *received) {
  const struct mark *since =
      tree_get(map, "since") != NULL ? world_since(world, map, "since") : NULL;
  uint64_t tag;
  if (!world_int_key(world, map, "tag", 0, &tag))
    return false;
  int error = tag > 15 ? HDA_SIM_EINVAL
                       : hda_sim_codec_sink_data(world->sim, (unsigned)tag, &received->samples,
                                                 &received->sample_count, &received->packets,
                                                 &received->packet_count);
  if (error != HDA_SIM_OK) {
    world_fail(world, "samples", "a sink on the tag", "%s", hda_sim_strerror(error));
    return false;
  }
  while (since != NULL && received->first_packet < received->packet_count &&
         received->packets[received->first_packet].frame < since->when.frame)
    received->first_packet++;
  if (received->first_packet < received->packet_count)
    return true;
  world_fail(world, "samples", "at least one packet on the link", "none");
  return false;
}

static void compare(struct world *world, const struct received *received, uint64_t blocks) {
  uint64_t base = received->packets[received->first_packet].first_sample;
  uint64_t have = (received->sample_count - base) / received->format.channels;
  int digits = (int)(received->format.bits + 3) / 4;
  struct text what, expected;
  text_clear(&what);
  text_clear(&expected);
  world->result->expectations++;
  if (blocks == 0)
    blocks = have;
  if (blocks > have) {
    text_add(&expected, "at least %" PRIu64, blocks);
    world_fail(world, "blocks on the link", expected.data, "%" PRIu64, have);
    return;
  }
  for (uint64_t i = 0; i < blocks * received->format.channels; i++) {
    uint64_t index = received->first + i;
    if (received->period != 0)
      index %= received->period;
    uint32_t wanted = pattern_sample(&received->pattern, index);
    if (wanted == received->samples[base + i])
      continue;
    text_add(&what, "sample %" PRIu64 " (channel %" PRIu64 " of block %" PRIu64 ")", i,
             i % received->format.channels, i / received->format.channels);
    text_add(&expected, "0x%0*" PRIX32 " (container %" PRIu64 ")", digits, wanted, index);
    world_fail(world, what.data, expected.data, "0x%0*" PRIX32, digits,
               received->samples[base + i]);
    return;
  }
}

/* Every frame from the first on carries what the cadence says, and nothing else. */
static void compare_cadence(struct world *world, const struct received *received) {
  uint64_t first = received->packets[received->first_packet].frame, frame = 0;
  world->result->expectations++;
  for (size_t i = received->first_packet; i < received->packet_count; i++, frame++) {
    const struct hda_sim_packet_log *packet = &received->packets[i];
    while (hda_oracle_blocks(&received->format, frame) == 0)
      frame++;
    unsigned wanted = hda_oracle_blocks(&received->format, frame);
    if (packet->frame == first + frame && packet->blocks == wanted)
      continue;
    struct text expected;
    text_clear(&expected);
    text_add(&expected, "%u blocks in frame %" PRIu64 " (oracle)", wanted, first + frame);
    world_fail(world, "cadence", expected.data, "%" PRIu32 " blocks in frame %" PRIu64,
               packet->blocks, packet->frame);
    return;
  }
}

void step_expect_received(struct world *world, const struct step *step) {
  struct received received = {0};
  uint64_t blocks;
  if (read_keys(world, step->node, &received) &&
      world_int_key(world, step->node, "blocks", 0, &blocks) &&
      find_first(world, step->node, &received)) {
    compare(world, &received, blocks);
    if (tree_get(step->node, "cadence") != NULL)
      compare_cadence(world, &received);
  }
  pattern_free(&received.pattern);
}
