/* SPDX-License-Identifier: Apache-2.0 */
/* platform.h: opens what is under test: the DDI library and the simulated controller. */
#ifndef HDASIM_PLATFORM_H
#define HDASIM_PLATFORM_H

#include <hda_ddi_plugin.h>
#include <hda_sim.h>

#include "options.h"

struct platform {
  struct hda_sim *sim;
  HDA_DDI_PLUGIN plugin; /* of the DDI under test, the rest of the reference */
};

/* Prints the reason and returns false if either cannot be opened. `build`: one of spec_builds; an
 * RTL library under test takes the place of any. */
bool platform_open(const struct run_options *options, const char *build, struct platform *platform);
void platform_close(struct platform *platform);

#endif
