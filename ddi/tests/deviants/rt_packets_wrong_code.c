/* SPDX-License-Identifier: Apache-2.0 */
/* A packet that is late is refused with STATUS_INVALID_PARAMETER. */
#include "deviant.h"

static const IMiniportWaveRTOutputStreamVtbl *Real;
static IMiniportWaveRTOutputStreamVtbl Methods;

static NTSTATUS SetWritePacket(IMiniportWaveRTOutputStream *This, ULONG PacketNumber, DWORD Flags,
                               ULONG EosPacketLength) {
  NTSTATUS Status = Real->SetWritePacket(This, PacketNumber, Flags, EosPacketLength);
  return NT_SUCCESS(Status) ? Status : STATUS_INVALID_PARAMETER;
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
  Methods.SetWritePacket = SetWritePacket;
  Packets->lpVtbl = &Methods;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.QueryInterface = Answer}};
