/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel.h"

struct hda_sim *kernel_sim;

int kernel_start(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  kernel_sim = fake_create(&config);
  nt_start(kernel_sim);
  watch_records();
  return 0;
}

int kernel_stop(void **state) {
  (void)state;
  nt_stop();
  fake_destroy(kernel_sim);
  return 0;
}

uint64_t kernel_now_us(void) {
  struct hda_sim_time now;
  hda_sim_now(kernel_sim, &now);
  return now.ticks / (hda_sim_ticks_per_second(kernel_sim) / 1000000);
}
