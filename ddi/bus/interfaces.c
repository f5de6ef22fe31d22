/* SPDX-License-Identifier: Apache-2.0 */
/* The interfaces this driver offers: one routine of each name, whichever interface it came by. */
#include <initguid.h>

#include "bus.h"

/* What the BDL interface has in common with the others. */
#define SHARED_SLOTS                                                                               \
  .Version = HDAUDIO_INTERFACE_VERSION, .InterfaceReference = BusInterfaceReference,               \
  .InterfaceDereference = BusInterfaceDereference, .TransferCodecVerbs = BusTransferCodecVerbs,    \
  .AllocateCaptureDmaEngine = BusAllocateCaptureDmaEngine,                                         \
  .AllocateRenderDmaEngine = BusAllocateRenderDmaEngine,                                           \
  .ChangeBandwidthAllocation = BusChangeBandwidthAllocation, .FreeDmaEngine = BusFreeDmaEngine,    \
  .SetDmaEngineState = BusSetDmaEngineState, .GetWallClockRegister = BusGetWallClockRegister,      \
  .GetLinkPositionRegister = BusGetLinkPositionRegister,                                           \
  .RegisterEventCallback = BusRegisterEventCallback,                                               \
  .UnregisterEventCallback = BusUnregisterEventCallback,                                           \
  .GetDeviceInformation = BusGetDeviceInformation,                                                 \
  .GetResourceInformation = BusGetResourceInformation

/* The baseline and V2 interfaces are the first part of this one (DDI-QI-005). */
static const HDAUDIO_BUS_INTERFACE_V3 MdlSlots = {
    SHARED_SLOTS,
    .AllocateDmaBuffer = BusAllocateDmaBuffer,
    .FreeDmaBuffer = BusFreeDmaBuffer,
    .AllocateDmaBufferWithNotification = BusAllocateDmaBufferWithNotification,
    .FreeDmaBufferWithNotification = BusFreeDmaBufferWithNotification,
    .RegisterNotificationEvent = BusRegisterNotificationEvent,
    .UnregisterNotificationEvent = BusUnregisterNotificationEvent,
    .RegisterNotificationCallback = BusRegisterNotificationCallback,
    .UnregisterNotificationCallback = BusUnregisterNotificationCallback,
};

#ifndef BUS_WITHOUT_BDL
static const HDAUDIO_BUS_INTERFACE_BDL BdlSlots = {
    SHARED_SLOTS,
    .AllocateContiguousDmaBuffer = BusAllocateContiguousDmaBuffer,
    .SetupDmaEngineWithBdl = BusSetupDmaEngineWithBdl,
    .FreeContiguousDmaBuffer = BusFreeContiguousDmaBuffer,
};
#endif

static const BUS_INTERFACE Interfaces[] = {
    {&GUID_HDAUDIO_BUS_INTERFACE, &MdlSlots, sizeof(HDAUDIO_BUS_INTERFACE)},
    {&GUID_HDAUDIO_BUS_INTERFACE_V2, &MdlSlots, sizeof(HDAUDIO_BUS_INTERFACE_V2)},
    {&GUID_HDAUDIO_BUS_INTERFACE_V3, &MdlSlots, sizeof(HDAUDIO_BUS_INTERFACE_V3)},
#ifndef BUS_WITHOUT_BDL
    {&GUID_HDAUDIO_BUS_INTERFACE_BDL, &BdlSlots, sizeof(HDAUDIO_BUS_INTERFACE_BDL)},
#endif
};

const BUS_INTERFACE *BusFindInterface(const GUID *InterfaceType) {
  for (ULONG i = 0; InterfaceType != NULL && i < ARRAYSIZE(Interfaces); i++)
    if (IsEqualGUID(InterfaceType, Interfaces[i].InterfaceType))
      return &Interfaces[i];
  return NULL;
}

VOID BusFillInterface(const BUS_INTERFACE *Offered, BUS_CLIENT *Client, PINTERFACE Interface) {
  RtlCopyMemory(Interface, Offered->Slots, Offered->Size);
  Interface->Size = Offered->Size;
  Interface->Context = Client;
}
