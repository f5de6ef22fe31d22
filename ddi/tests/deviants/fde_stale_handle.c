/* SPDX-License-Identifier: Apache-2.0 */
/* A handle that was freed names the engine still. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaEngine) {
  BUS_CLIENT *Client;
  ULONG Index = ((ULONG)(ULONG_PTR)Handle & 0xFF) - 1;
  NTSTATUS Status = Reference.FreeDmaEngine(ARGUMENTS_FreeDmaEngine);
  if (Status != STATUS_INVALID_HANDLE || !NT_SUCCESS(BusEnter(_context, DISPATCH_LEVEL, &Client)) ||
      Index >= Client->Adapter->EngineCount || (ULONG_PTR)Handle > 0xFFFF)
    return Status;
  const BUS_ENGINE *Engine = &Client->Adapter->Engines[Index];
  return Engine->Owner != NULL ? Reference.FreeDmaEngine(Engine->Owner, BusHandleOf(Engine))
                               : STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaEngine = Answer}};
