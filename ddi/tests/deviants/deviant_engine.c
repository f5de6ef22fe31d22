/* SPDX-License-Identifier: Apache-2.0 */
#include "deviant_engine.h"

BUS_ENGINE *DeviantEngine(PVOID Context, HANDLE Handle) {
  BUS_CLIENT *Client;
  if (KeGetCurrentIrql() > DISPATCH_LEVEL ||
      !NT_SUCCESS(BusEnter(Context, DISPATCH_LEVEL, &Client)))
    return NULL;
  return BusFindEngine(Client, Handle);
}
