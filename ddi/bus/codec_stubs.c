/* SPDX-License-Identifier: Apache-2.0 */
/* Routines that need codec commands: STATUS_NOT_IMPLEMENTED. */
#include "bus.h"

NTSTATUS BusTransferCodecVerbs(PVOID _context, ULONG Count, PHDAUDIO_CODEC_TRANSFER CodecTransfer,
                               PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(Count);
  UNREFERENCED_PARAMETER(CodecTransfer);
  UNREFERENCED_PARAMETER(Callback);
  UNREFERENCED_PARAMETER(Context);
  return STATUS_NOT_IMPLEMENTED;
}

NTSTATUS BusRegisterEventCallback(PVOID _context, PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine,
                                  PVOID Context, PUCHAR Tag) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(Routine);
  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Tag);
  return STATUS_NOT_IMPLEMENTED;
}

NTSTATUS BusUnregisterEventCallback(PVOID _context, UCHAR Tag) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(Tag);
  return STATUS_NOT_IMPLEMENTED;
}

NTSTATUS BusGetDeviceInformation(PVOID _context, PHDAUDIO_DEVICE_INFORMATION DeviceInformation) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(DeviceInformation);
  return STATUS_NOT_IMPLEMENTED;
}

/* Cannot say that it is not there; it writes nothing. */
VOID BusGetResourceInformation(PVOID _context, PUCHAR CodecAddress,
                               PUCHAR FunctionGroupStartBusde) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(CodecAddress);
  UNREFERENCED_PARAMETER(FunctionGroupStartBusde);
}
