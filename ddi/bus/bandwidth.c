/* SPDX-License-Identifier: Apache-2.0 */
/* Link bandwidth: bits a link frame, kept for the output lines and for each input line. */
#include "bus.h"

#define CAPTURE_HEADER_BITS 10u /* stream id and length that precede a packet on SDI */
#define STRIPE_LINES 2u

static ULONG *UseOf(BUS_ENGINE *Engine) {
  BUS_ADAPTER *Adapter = Engine->Adapter;
  return Engine->Capture ? &Adapter->InputBitsInUse[Engine->CodecAddress]
                         : &Adapter->OutputBitsInUse;
}

static ULONG LineBits(const BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  if (Engine->Capture)
    return Format->LinkFrameBits + CAPTURE_HEADER_BITS;
  if (Engine->Striped)
    return (Format->LinkFrameBits + STRIPE_LINES - 1) / STRIPE_LINES;
  return Format->LinkFrameBits;
}

NTSTATUS BusReserveBandwidth(BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  const BUS_ADAPTER *Adapter = Engine->Adapter;
  ULONG Capacity = Engine->Capture ? Adapter->InputLineBits : Adapter->OutputLineBits;
  ULONG StreamLimit = Engine->Capture ? Adapter->InputStreamBits : Adapter->OutputStreamBits;
  ULONG Needed = LineBits(Engine, Format);
  ULONG InUseByOthers = *UseOf(Engine) - Engine->LineBits;
  if (Format->LinkFrameBits > StreamLimit * (Engine->Striped ? STRIPE_LINES : 1) ||
      Needed > Capacity || InUseByOthers > Capacity - Needed)
    return STATUS_INSUFFICIENT_RESOURCES;
  *UseOf(Engine) = InUseByOthers + Needed;
  Engine->LineBits = Needed;
  return STATUS_SUCCESS;
}

VOID BusReleaseBandwidth(BUS_ENGINE *Engine) {
  *UseOf(Engine) -= Engine->LineBits;
  Engine->LineBits = 0;
}

/* One frame on its way to or from the link while the next is fetched or stored. */
BOOLEAN BusFifoHolds(const BUS_ENGINE *Engine, const BUS_FORMAT *Format) {
  return 2 * Format->LinkFrameBytes <= Engine->FifoBytes;
}
