/* SPDX-License-Identifier: Apache-2.0 */
/* notify.h: moments that are compared with a list or with the oracle. */
#ifndef HDASIM_STEPS_NOTIFY_H
#define HDASIM_STEPS_NOTIFY_H

#include "../world.h"

/* When signals, completions or calls happened. */
struct moments {
  const char *what; /* "signal", "completion", "call" */
  struct hda_sim_time *when;
  KIRQL *irql; /* unused for completions */
  size_t count;
};

struct moments notify_moments(const char *what, size_t room);
void notify_free(struct moments *moments);
void notify_add(struct moments *moments, const struct hda_sim_time *when, KIRQL irql);
struct moments notify_completions(const struct world *world, unsigned stream, size_t from);
/* The buffer at key `buffer`, NULL if there is none; false after a failure of the step. */
bool notify_find_buffer(struct world *world, const struct node *map, struct buffer **buffer);
/* Judges the keys count, passes, frames, irql and latency. */
void notify_judge(struct world *world, const struct node *map, struct buffer *buffer,
                  const struct moments *moments);

#endif
