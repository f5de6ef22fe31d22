/* SPDX-License-Identifier: Apache-2.0 */
/* bench_sim [frames]: link clock cycles per second of host time with 0, 1 and 8 streams. */
#include "rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BUFFER_BYTES = 3840, SPACE = 0x10000, ENTRIES = 2 };

struct scenario {
  const char *name;
  unsigned first, count;
};

static const struct scenario scenarios[] = {
    {"idle", 0, 0}, {"render1", 4, 1}, {"capture1", 0, 1}, {"duplex8", 0, 8}};

static void check(int error) {
  if (error != HDA_SIM_OK) {
    fprintf(stderr, "bench_sim: %s\n", hda_sim_strerror(error));
    exit(1);
  }
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void start_stream(struct hda_sim *sim, unsigned index) {
  static const struct hda_sim_format format = {48000, 1, 1, 16, 2, 0};
  static const uint32_t samples[] = {0x1234, 0x5678};
  const struct rig_stream stream = {.index = index,
                                    .tag = index + 1,
                                    .fmt = 0x0011,
                                    .bdl = 0x200000 + (uint64_t)SPACE * index,
                                    .buffer = 0x201000 + (uint64_t)SPACE * index,
                                    .bytes = BUFFER_BYTES,
                                    .entries = ENTRIES};
  check(rig_stream_setup(sim, &stream));
  if (index < 4) {
    check(hda_sim_codec_source(sim, 0, stream.tag, &format, samples, 2, true, 0));
  }
  check(rig_stream_run(sim, index, true));
}

static void run(const struct scenario *scenario, uint64_t frames) {
  struct hda_sim_config config;
  struct hda_sim *sim = NULL;
  hda_sim_config_default(&config);
  check(hda_sim_create(&config, &sim));
  check(rig_link_up(sim));
  for (unsigned i = 0; i < scenario->count; ++i) {
    start_stream(sim, scenario->first + i);
  }
  struct hda_sim_time begin, end;
  hda_sim_now(sim, &begin);
  const double start = seconds();
  check(rig_frames(sim, frames));
  const double wall = seconds() - start;
  hda_sim_now(sim, &end);
  printf("%-10s %8.3f M bclk/s\n", scenario->name, (double)(end.bclk - begin.bclk) / wall / 1e6);
  hda_sim_destroy(sim);
}

int main(int argc, char **argv) {
  const uint64_t frames = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000;
  for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; ++i) {
    run(&scenarios[i], frames);
  }
  return 0;
}
