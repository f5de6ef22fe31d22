/* SPDX-License-Identifier: Apache-2.0 */
#include "plugin.h"

#include <dlfcn.h>
#include <string.h>

const HDA_DDI_PLUGIN *plugin_load(const char *path, struct text *error) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    text_add(error, "%s", dlerror());
    return NULL;
  }
  const HDA_DDI_PLUGIN *(*entry)(ULONG AbiVersion);
  void *symbol = dlsym(library, "HdaDdiPluginEntry");
  memcpy(&entry, &symbol, sizeof entry);
  const HDA_DDI_PLUGIN *plugin = symbol != NULL ? entry(HDA_DDI_PLUGIN_ABI) : NULL;
  if (symbol == NULL) {
    text_add(error, "%s: exports no HdaDdiPluginEntry; expected a DDI library", path);
  } else if (plugin == NULL) {
    text_add(error, "%s: does not speak plug-in ABI %u", path, HDA_DDI_PLUGIN_ABI);
  } else if (plugin->AbiVersion != HDA_DDI_PLUGIN_ABI || plugin->Size < sizeof *plugin ||
             plugin->StartDevice == NULL || plugin->QueryInterface == NULL ||
             plugin->RemoveDevice == NULL) {
    text_add(error, "%s: its plug-in table is incomplete", path);
    plugin = NULL;
  }
  if (plugin == NULL)
    dlclose(library);
  return plugin;
}
