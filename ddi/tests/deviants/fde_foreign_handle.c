/* SPDX-License-Identifier: Apache-2.0 */
/* A client frees the engine of another. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaEngine) {
  BUS_CLIENT *Client;
  NTSTATUS Status = Reference.FreeDmaEngine(ARGUMENTS_FreeDmaEngine);
  if (Status != STATUS_INVALID_HANDLE || !NT_SUCCESS(BusEnter(_context, DISPATCH_LEVEL, &Client)))
    return Status;
  for (ULONG i = 0; i < Client->Adapter->EngineCount; i++) {
    const BUS_ENGINE *Engine = &Client->Adapter->Engines[i];
    if (Engine->Owner != NULL && BusHandleOf(Engine) == Handle)
      return Reference.FreeDmaEngine(Engine->Owner, Handle);
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaEngine = Answer}};
