/* SPDX-License-Identifier: Apache-2.0 */
/* The packet count stands still after the second packet. */
#include "deviant.h"

static const IMiniportWaveRTOutputStreamVtbl *Real;
static IMiniportWaveRTOutputStreamVtbl Methods;

static NTSTATUS GetPacketCount(IMiniportWaveRTOutputStream *This, ULONG *PacketCount) {
  NTSTATUS Status = Real->GetPacketCount(This, PacketCount);
  if (NT_SUCCESS(Status))
    *PacketCount = *PacketCount > 2 ? 2 : *PacketCount;
  return Status;
}

static NTSTATUS Answer(STREAM_THIS, REFIID InterfaceId, PVOID *Interface) {
  NTSTATUS Status = ReferenceStream->QueryInterface(This, InterfaceId, Interface);
  if (!NT_SUCCESS(Status) || !IsEqualGUID(InterfaceId, &IID_IMiniportWaveRTOutputStream))
    return Status;
  IMiniportWaveRTOutputStream *Packets = (IMiniportWaveRTOutputStream *)*Interface;
  if (Packets->lpVtbl == &Methods)
    return Status;
  Real = Packets->lpVtbl;
  Methods = *Real;
  Methods.GetPacketCount = GetPacketCount;
  Packets->lpVtbl = &Methods;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.QueryInterface = Answer}};
