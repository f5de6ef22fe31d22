/* SPDX-License-Identifier: Apache-2.0 */
#include "rig.h"

#include <string.h>

enum { POLLS = 4000, POLL_US = 1, BDL_ENTRY_BYTES = 16, ASSIGNED_FRAMES = 5 };

uint32_t rig_sd(unsigned index, uint32_t reg) {
  return (uint32_t)RIG_SD0 + (uint32_t)RIG_SD_STRIDE * index + reg;
}

static int wait_us(struct hda_sim *sim, uint64_t us) {
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  return hda_sim_run_until(sim, now.ticks + us * (hda_sim_ticks_per_second(sim) / 1000000), 0,
                           NULL);
}

int rig_poll(struct hda_sim *sim, uint32_t offset, uint8_t mask, uint8_t want) {
  for (int poll = 0; poll < POLLS; ++poll) {
    uint8_t value = 0;
    int error = hda_sim_read8(sim, offset, &value);
    if (error != HDA_SIM_OK || (value & mask) == want) {
      return error;
    }
    error = wait_us(sim, POLL_US);
    if (error != HDA_SIM_OK) {
      return error;
    }
  }
  return HDA_SIM_EHANG;
}

static int write_and_poll(struct hda_sim *sim, uint32_t offset, uint8_t value, uint8_t mask) {
  const int error = hda_sim_write8(sim, offset, value);
  return error != HDA_SIM_OK ? error : rig_poll(sim, offset, mask, value & mask);
}

int rig_link_start(struct hda_sim *sim) { return write_and_poll(sim, RIG_GCTL, 1, 1); }

int rig_link_up(struct hda_sim *sim) {
  const int error = rig_link_start(sim);
  return error != HDA_SIM_OK ? error : rig_frames(sim, ASSIGNED_FRAMES);
}

static int write_bdl(struct hda_sim *sim, const struct rig_stream *stream) {
  for (unsigned i = 0; i < stream->entries; ++i) {
    const uint32_t length = stream->bytes / stream->entries;
    const uint64_t address = stream->buffer + (uint64_t)length * i;
    const uint32_t words[4] = {(uint32_t)address, (uint32_t)(address >> 32), length, 1};
    const int error =
        hda_sim_mem_write(sim, stream->bdl + (uint64_t)BDL_ENTRY_BYTES * i, words, sizeof words);
    if (error != HDA_SIM_OK) {
      return error;
    }
  }
  return HDA_SIM_OK;
}

int rig_stream_setup(struct hda_sim *sim, const struct rig_stream *stream) {
  const uint32_t ctl = rig_sd(stream->index, RIG_SD_CTL);
  int error = write_bdl(sim, stream);
  error = error != 0 ? error : write_and_poll(sim, ctl, RIG_CTL_SRST, RIG_CTL_SRST);
  error = error != 0 ? error : write_and_poll(sim, ctl, 0, RIG_CTL_SRST);
  error = error != 0 ? error : hda_sim_write8(sim, ctl + 2, (uint8_t)(stream->tag << 4));
  error =
      error != 0 ? error : hda_sim_write32(sim, rig_sd(stream->index, RIG_SD_CBL), stream->bytes);
  error = error != 0 ? error
                     : hda_sim_write16(sim, rig_sd(stream->index, RIG_SD_LVI),
                                       (uint16_t)(stream->entries - 1));
  error = error != 0 ? error : hda_sim_write16(sim, rig_sd(stream->index, RIG_SD_FMT), stream->fmt);
  error = error != 0
              ? error
              : hda_sim_write32(sim, rig_sd(stream->index, RIG_SD_BDPL), (uint32_t)stream->bdl);
  error = error != 0 ? error
                     : hda_sim_write32(sim, rig_sd(stream->index, RIG_SD_BDPU),
                                       (uint32_t)(stream->bdl >> 32));
  return error;
}

int rig_stream_run(struct hda_sim *sim, unsigned index, bool run) {
  const uint8_t value = (uint8_t)(RIG_CTL_IOCE | (run ? RIG_CTL_RUN : 0));
  return write_and_poll(sim, rig_sd(index, RIG_SD_CTL), value, RIG_CTL_RUN);
}

int rig_frames(struct hda_sim *sim, uint64_t frames) {
  struct hda_sim_time now;
  hda_sim_now(sim, &now);
  return hda_sim_run_until(sim, now.ticks + frames * 500 * hda_sim_ticks_per_bclk(sim), 0, NULL);
}
