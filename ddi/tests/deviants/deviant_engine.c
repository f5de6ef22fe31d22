/* SPDX-License-Identifier: Apache-2.0 */
#include "deviant_engine.h"

BUS_ENGINE *DeviantEngine(PVOID Context, HANDLE Handle) {
  BUS_CLIENT *Client;
  if (KeGetCurrentIrql() > DISPATCH_LEVEL ||
      !NT_SUCCESS(BusEnter(Context, DISPATCH_LEVEL, &Client)))
    return NULL;
  return BusFindEngine(Client, Handle);
}

VOID DeviantSignal(BUS_ENGINE *Engine) { BusNotify(Engine, NULL, 0); }

VOID DeviantDropRegistrations(BUS_ENGINE *Engine) {
  LIST_ENTRY Taken;
  InitializeListHead(&Taken);
  BusTakeRegistrations(Engine, &Taken);
  BusFreeRegistrations(&Taken);
}
