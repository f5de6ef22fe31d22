/* SPDX-License-Identifier: Apache-2.0 */
#include "platform.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "paths.h"
#include "plugin.h"
#include "spec.h"

bool platform_open(const struct run_options *options, const char *build,
                   struct platform *platform) {
  char reference[PATH_MAX], library[PATH_MAX];
  const char *ddi = options->ddi;
  struct text error;
  text_clear(&error);
  *platform = (struct platform){0};
  if (ddi == NULL) {
    if (!paths_reference_ddi(options->program, reference, sizeof reference)) {
      fputs("hdasim: no reference DDI beside the program; expected --ddi LIBRARY\n", stderr);
      return false;
    }
    ddi = reference;
  }
  platform->plugin = plugin_load(ddi, &error);
  if (platform->plugin == NULL) {
    fprintf(stderr, "hdasim: %s\n", error.data);
    return false;
  }
  struct hda_sim_config config;
  hda_sim_config_default(&config);
  config.rtl_library = options->rtl;
  if (options->rtl == NULL && strcmp(build, spec_builds[0]) != 0) {
    if (!paths_rtl_build(options->program, build, library, sizeof library)) {
      fprintf(stderr, "hdasim: no build '%s' of the controller beside the program\n", build);
      return false;
    }
    config.rtl_library = library;
  }
  int failure = hda_sim_create(&config, &platform->sim);
  if (failure == HDA_SIM_OK)
    return true;
  fprintf(stderr, "hdasim: the simulated controller cannot be created: %s%s%s\n",
          hda_sim_strerror(failure), config.rtl_library != NULL ? ": " : "",
          config.rtl_library != NULL ? config.rtl_library : "");
  return false;
}

void platform_close(struct platform *platform) {
  hda_sim_destroy(platform->sim);
  platform->sim = NULL;
}
