/* SPDX-License-Identifier: Apache-2.0 */
/* The reference driver with its V2 interface patched on the way to the client. */
#include <initguid.h>

#include "deviant.h"

const HDA_DDI_PLUGIN *ReferencePluginEntry(ULONG AbiVersion);

static HDA_DDI_PLUGIN Plugin;
static HDA_DDI_BUS Bus;

static VOID QueryInterface(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                           USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                           NTSTATUS *Status, ULONG_PTR *Information) {
  ReferencePluginEntry(HDA_DDI_PLUGIN_ABI)
      ->Bus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                            InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status) && IsEqualGUID(InterfaceType, &GUID_HDAUDIO_BUS_INTERFACE_V2))
    DeviantPatch((PHDAUDIO_BUS_INTERFACE_V2)(PVOID)Interface);
}

__attribute__((visibility("default"))) const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion) {
  const HDA_DDI_PLUGIN *Reference = ReferencePluginEntry(AbiVersion);
  if (Reference == NULL)
    return NULL;
  Plugin = *Reference;
  Plugin.Name = DeviantName;
  Plugin.Bus = &Bus;
  Bus = *Reference->Bus;
  Bus.QueryInterface = QueryInterface;
  return &Plugin;
}
