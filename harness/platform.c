/* SPDX-License-Identifier: Apache-2.0 */
#include "platform.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "paths.h"
#include "plugin.h"
#include "spec.h"

static bool load(const char *path, HDA_DDI_PLUGIN *plugin) {
  struct text error;
  text_clear(&error);
  const HDA_DDI_PLUGIN *loaded = plugin_load(path, &error);
  if (loaded == NULL) {
    fprintf(stderr, "hdasim: %s\n", error.data);
    return false;
  }
  *plugin = *loaded;
  return true;
}

static bool load_ddi(const struct run_options *options, HDA_DDI_PLUGIN *plugin) {
  char path[PATH_MAX];
  HDA_DDI_PLUGIN reference;
  if (options->ddi != NULL && !load(options->ddi, plugin))
    return false;
  if (!paths_reference_ddi(options->program, path, sizeof path)) {
    fputs("hdasim: no reference DDI beside the program; expected --ddi LIBRARY\n", stderr);
    return false;
  }
  if (options->ddi == NULL)
    return load(path, plugin);
  if (!load(path, &reference))
    return false;
  plugin_complete(plugin, &reference);
  return true;
}

bool platform_open(const struct run_options *options, const char *build,
                   struct platform *platform) {
  char library[PATH_MAX];
  *platform = (struct platform){0};
  if (!load_ddi(options, &platform->plugin))
    return false;
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
