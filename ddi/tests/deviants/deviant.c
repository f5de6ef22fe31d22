/* SPDX-License-Identifier: Apache-2.0 */
/* The reference driver, with its interfaces patched on the way to the client. */
#include <initguid.h>

#include "deviant.h"

const HDA_DDI_PLUGIN *ReferencePluginEntry(ULONG AbiVersion);

DEVIANT_ROUTINES Reference;
const HDA_DDI_BUS *ReferenceBus;

static HDA_DDI_PLUGIN Plugin;
static HDA_DDI_BUS Bus;

#define PATCH(Type, Name)                                                                          \
  Reference.Name = Interface->Name;                                                                \
  if (Deviant.Routines.Name != NULL)                                                               \
    Interface->Name = Deviant.Routines.Name;

/* Every interface begins so. */
#define PATCH_HEADER                                                                               \
  PATCH(, InterfaceReference)                                                                      \
  PATCH(, InterfaceDereference)                                                                    \
  ROUTINES_OF_ALL(PATCH)

static VOID PatchV1(PVOID Object) {
  PHDAUDIO_BUS_INTERFACE Interface = (PHDAUDIO_BUS_INTERFACE)Object;
  PATCH_HEADER
  ROUTINES_OF_V1(PATCH)
}

static VOID PatchV2(PVOID Object) {
  PHDAUDIO_BUS_INTERFACE_V2 Interface = (PHDAUDIO_BUS_INTERFACE_V2)Object;
  PATCH_HEADER
  ROUTINES_OF_V1(PATCH)
  ROUTINES_OF_V2(PATCH)
}

static VOID PatchV3(PVOID Object) {
  PHDAUDIO_BUS_INTERFACE_V3 Interface = (PHDAUDIO_BUS_INTERFACE_V3)Object;
  PATCH_HEADER
  ROUTINES_OF_V1(PATCH)
  ROUTINES_OF_V2(PATCH)
  ROUTINES_OF_V3(PATCH)
}

static VOID PatchBdl(PVOID Object) {
  PHDAUDIO_BUS_INTERFACE_BDL Interface = (PHDAUDIO_BUS_INTERFACE_BDL)Object;
  PATCH_HEADER
  ROUTINES_OF_BDL(PATCH)
}

static VOID Patch(const GUID *InterfaceType, PVOID Interface) {
  const struct {
    const GUID *Type;
    VOID (*Patch)(PVOID Object);
  } Versions[] = {{&GUID_HDAUDIO_BUS_INTERFACE, PatchV1},
                  {&GUID_HDAUDIO_BUS_INTERFACE_V2, PatchV2},
                  {&GUID_HDAUDIO_BUS_INTERFACE_V3, PatchV3},
                  {&GUID_HDAUDIO_BUS_INTERFACE_BDL, PatchBdl}};
  for (ULONG i = 0; i < RTL_NUMBER_OF(Versions); i++)
    if (IsEqualGUID(InterfaceType, Versions[i].Type))
      Versions[i].Patch(Interface);
}

static VOID QueryInterface(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                           USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                           NTSTATUS *Status, ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status))
    Patch(InterfaceType, Interface);
}

VOID DeviantForceState(PVOID Context, HANDLE Handle, HDAUDIO_STREAM_STATE State) {
  (void)Reference.SetDmaEngineState(Context, StopState, 1, &Handle);
  if (State == ResetState)
    (void)Reference.SetDmaEngineState(Context, ResetState, 1, &Handle);
}

__attribute__((visibility("default"))) const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion) {
  const HDA_DDI_PLUGIN *Whole = ReferencePluginEntry(AbiVersion);
  if (Whole == NULL)
    return NULL;
  ReferenceBus = Whole->Bus;
  Bus = *ReferenceBus;
  Bus.QueryInterface = Deviant.Bus.QueryInterface ? Deviant.Bus.QueryInterface : QueryInterface;
  if (Deviant.Bus.StartDevice != NULL)
    Bus.StartDevice = Deviant.Bus.StartDevice;
  if (Deviant.Bus.SurpriseRemoval != NULL)
    Bus.SurpriseRemoval = Deviant.Bus.SurpriseRemoval;
  if (Deviant.Bus.RemoveDevice != NULL)
    Bus.RemoveDevice = Deviant.Bus.RemoveDevice;
  Plugin = *Whole;
  Plugin.Name = Deviant.Name;
  Plugin.Bus = &Bus;
  Plugin.Miniport = DeviantMiniport(Whole->Miniport);
  Plugin.Port = DeviantPort(Whole->Port);
  return &Plugin;
}
