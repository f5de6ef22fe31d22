/* SPDX-License-Identifier: Apache-2.0 */
/* Typed register access relative to the BAR. */
#include "bus.h"

UCHAR BusRead8(BUS_ADAPTER *Adapter, ULONG Offset) {
  return READ_REGISTER_UCHAR(Adapter->Bar + Offset);
}

USHORT BusRead16(BUS_ADAPTER *Adapter, ULONG Offset) {
  return READ_REGISTER_USHORT((volatile USHORT *)(PVOID)(Adapter->Bar + Offset));
}

ULONG BusRead32(BUS_ADAPTER *Adapter, ULONG Offset) {
  return READ_REGISTER_ULONG((volatile ULONG *)(PVOID)(Adapter->Bar + Offset));
}

VOID BusWrite8(BUS_ADAPTER *Adapter, ULONG Offset, UCHAR Value) {
  WRITE_REGISTER_UCHAR(Adapter->Bar + Offset, Value);
}

VOID BusWrite16(BUS_ADAPTER *Adapter, ULONG Offset, USHORT Value) {
  WRITE_REGISTER_USHORT((volatile USHORT *)(PVOID)(Adapter->Bar + Offset), Value);
}

VOID BusWrite32(BUS_ADAPTER *Adapter, ULONG Offset, ULONG Value) {
  WRITE_REGISTER_ULONG((volatile ULONG *)(PVOID)(Adapter->Bar + Offset), Value);
}
