/* SPDX-License-Identifier: Apache-2.0 */
#include "plugin.h"

#include <dlfcn.h>
#include <string.h>

static bool is_complete(const HDA_DDI_PLUGIN *plugin) {
  const HDA_DDI_BUS *bus = plugin->Bus;
  const HDA_DDI_MINIPORT *miniport = plugin->Miniport;
  const HDA_DDI_PORT *port = plugin->Port;
  return plugin->AbiVersion == HDA_DDI_PLUGIN_ABI && plugin->Size >= sizeof *plugin &&
         (bus != NULL || miniport != NULL || port != NULL) &&
         (bus == NULL ||
          (bus->StartDevice != NULL && bus->QueryInterface != NULL && bus->RemoveDevice != NULL)) &&
         (miniport == NULL || miniport->Create != NULL) &&
         (port == NULL ||
          (port->CreateFilter != NULL && port->DestroyFilter != NULL && port->CreatePin != NULL &&
           port->ClosePin != NULL && port->PinProperty != NULL && port->CreatePortStream != NULL));
}

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
  } else if (!is_complete(plugin)) {
    text_add(error, "%s: its plug-in table is incomplete", path);
    plugin = NULL;
  }
  if (plugin == NULL)
    dlclose(library);
  return plugin;
}

void plugin_complete(HDA_DDI_PLUGIN *plugin, const HDA_DDI_PLUGIN *reference) {
  if (plugin->Bus == NULL)
    plugin->Bus = reference->Bus;
  if (plugin->Miniport == NULL)
    plugin->Miniport = reference->Miniport;
  if (plugin->Port == NULL)
    plugin->Port = reference->Port;
}
