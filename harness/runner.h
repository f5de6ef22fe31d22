/* SPDX-License-Identifier: Apache-2.0 */
/*
 * runner.h: one process a vector.
 *
 * The platform is elaborated once; every vector runs in a fork of it. A vector that crashes,
 * hangs or corrupts memory is one bad result, and nothing else is lost.
 */
#ifndef HDASIM_RUNNER_H
#define HDASIM_RUNNER_H

#include <hda_ddi_plugin.h>
#include <hda_sim.h>

#include "options.h"
#include "result.h"
#include "vector.h"

struct outcome {
  const struct vector *vector;
  struct result result;
  bool done;
};

/* Called in the parent for every finished vector, in the order of the list. */
typedef void (*runner_report_fn)(void *context, const struct outcome *outcome);

/* Runs list[0 .. count - 1]. */
void runner_run(struct outcome *list, size_t count, const struct run_options *options,
                struct hda_sim *sim, const HDA_DDI_PLUGIN *plugin, runner_report_fn report,
                void *context);

/* Said in a forked process: it will leave in the middle of things, with memory of its parent. */
void runner_is_child(void);

#endif
