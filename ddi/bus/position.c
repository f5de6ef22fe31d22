/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of the registers that clients read themselves, in the page that mirrors them. */
#include "bus.h"

static PULONG MirrorAt(BUS_ADAPTER *Adapter, ULONG Offset) {
  return (PULONG)(PVOID)(Adapter->Bar + Offset);
}

/* Cannot report failure: NULL for a context that is not live, or once the controller is gone. */
VOID BusGetWallClockRegister(PVOID _context, PULONG *Wallclock) {
  BUS_CLIENT *Client;
  if (Wallclock == NULL)
    return;
  NTSTATUS Status = BusEnterPresent(_context, DISPATCH_LEVEL, &Client);
  *Wallclock = NT_SUCCESS(Status) ? MirrorAt(Client->Adapter, HDA_WALCLKA) : NULL;
}

NTSTATUS BusGetLinkPositionRegister(PVOID _context, HANDLE Handle, PULONG *Position) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnterPresent(_context, DISPATCH_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  const BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (Position == NULL)
    Status = STATUS_INVALID_PARAMETER;
  else
    *Position = MirrorAt(Client->Adapter, HDA_SDLPIBA_OF(Engine->Index));
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}
