/* SPDX-License-Identifier: Apache-2.0 */
/* Packet properties: STATUS_NOT_SUPPORTED if the stream has no packets of that direction. */
#include "port.h"

NTSTATUS PortPacketCount(PORT_REQUEST *Request) {
  PMINIPORTWAVERTOUTPUTSTREAM Output = Request->Pin->Output;
  return Output != NULL ? Output->lpVtbl->GetPacketCount(Output, (ULONG *)Request->Value)
                        : STATUS_NOT_SUPPORTED;
}

NTSTATUS PortPresentationPosition(PORT_REQUEST *Request) {
  PMINIPORTWAVERTOUTPUTSTREAM Output = Request->Pin->Output;
  return Output != NULL ? Output->lpVtbl->GetOutputStreamPresentationPosition(
                              Output, (KSAUDIO_PRESENTATION_POSITION *)Request->Value)
                        : STATUS_NOT_SUPPORTED;
}

NTSTATUS PortGetReadPacket(PORT_REQUEST *Request) {
  PMINIPORTWAVERTINPUTSTREAM Input = Request->Pin->Input;
  KSRTAUDIO_GETREADPACKET_INFO Info = {.PacketNumber = 0};
  if (Input == NULL)
    return STATUS_NOT_SUPPORTED;
  NTSTATUS Status = Input->lpVtbl->GetReadPacket(Input, &Info.PacketNumber, &Info.Flags,
                                                 &Info.PerformanceCounterValue, &Info.MoreData);
  if (NT_SUCCESS(Status))
    *(KSRTAUDIO_GETREADPACKET_INFO *)Request->Value = Info;
  return Status;
}

NTSTATUS PortSetWritePacket(PORT_REQUEST *Request) {
  PMINIPORTWAVERTOUTPUTSTREAM Output = Request->Pin->Output;
  const KSRTAUDIO_SETWRITEPACKET_INFO *Info = (const KSRTAUDIO_SETWRITEPACKET_INFO *)Request->Value;
  return Output != NULL ? Output->lpVtbl->SetWritePacket(Output, Info->PacketNumber, Info->Flags,
                                                         Info->EosPacketLength)
                        : STATUS_NOT_SUPPORTED;
}
