/* SPDX-License-Identifier: Apache-2.0 */
/* Bidirectional engines are handed out before dedicated ones. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  BUS_CLIENT *Client;
  if (!NT_SUCCESS(BusEnter(_context, PASSIVE_LEVEL, &Client)))
    return Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  BUS_ADAPTER *Adapter = Client->Adapter;
  BOOLEAN Free = FALSE;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    Free = Free || (Adapter->Engines[i].Owner == NULL && Adapter->Engines[i].CanCapture &&
                    Adapter->Engines[i].CanRender);
  for (ULONG i = 0; Free && i < Adapter->EngineCount; i++)
    if (!Adapter->Engines[i].CanCapture)
      Adapter->Engines[i].CanRender = FALSE;
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (!Adapter->Engines[i].CanCapture)
      Adapter->Engines[i].CanRender = TRUE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
