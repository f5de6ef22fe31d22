/* SPDX-License-Identifier: Apache-2.0 */
/* What clients may ask about the controller and about their own function group. */
#include "bus.h"

#define DRIVER_VERSION 0x0100u /* major and minor */

/* their number, or one bit for each line with a codec. */
static USHORT TellCodecs(const BUS_ADAPTER *Adapter) {
#ifdef BUS_CODECS_AS_MASK
  return Adapter->CodecMask;
#else
  USHORT Count = 0;
  for (UCHAR Address = 0; Address < HDA_SDI_LINES_MAX; Address++)
    if (BusCodecDetected(Adapter, Address))
      Count++;
  return Count;
#endif
}

/* The first structure is a prefix of the second, padding aside: each member is written alone. */
NTSTATUS BusGetDeviceInformation(PVOID _context, PHDAUDIO_DEVICE_INFORMATION DeviceInformation) {
  BUS_CLIENT *Client;
  NTSTATUS Status = BusEnterPresent(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (DeviceInformation == NULL)
    return STATUS_INVALID_PARAMETER;
  if (DeviceInformation->Size < sizeof(HDAUDIO_DEVICE_INFORMATION))
    return STATUS_BUFFER_TOO_SMALL; /* DDI-GDI-001 */
  const BUS_ADAPTER *Adapter = Client->Adapter;
  DeviceInformation->DeviceVersion = Adapter->DeviceVersion;
  DeviceInformation->DriverVersion = DRIVER_VERSION;
  DeviceInformation->CodecsDetected = TellCodecs(Adapter);
  DeviceInformation->IsStripingSupported = Adapter->SdoLines > 1;
  if (DeviceInformation->Size < sizeof(HDAUDIO_DEVICE_INFORMATION_V2)) {
    DeviceInformation->Size = sizeof(HDAUDIO_DEVICE_INFORMATION); /* DDI-GDI-002 */
    return STATUS_SUCCESS;
  }
  PHDAUDIO_DEVICE_INFORMATION_V2 V2 = (PHDAUDIO_DEVICE_INFORMATION_V2)(PVOID)DeviceInformation;
  V2->Size = sizeof *V2; /* DDI-GDI-003 */
  V2->CtrlRevision = Adapter->Device.RevisionId;
  V2->CtrlVendorId = Adapter->Device.VendorId;
  V2->CtrlDeviceId = Adapter->Device.DeviceId;
  return STATUS_SUCCESS;
}

/* Cannot report failure: nothing is written for a context that is not live. */
VOID BusGetResourceInformation(PVOID _context, PUCHAR CodecAddress, PUCHAR FunctionGroupStartNode) {
  BUS_CLIENT *Client;
  if (!NT_SUCCESS(BusEnter(_context, PASSIVE_LEVEL, &Client)) || CodecAddress == NULL ||
      FunctionGroupStartNode == NULL)
    return;
  *CodecAddress = Client->FunctionGroup.CodecAddress;
  *FunctionGroupStartNode = Client->FunctionGroup.Node;
}
