/* SPDX-License-Identifier: Apache-2.0 */
/* When several completions wait for the DPC, none is signalled. */
#include "deviant_engine.h"

BOOLEAN __real_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);
BOOLEAN __wrap_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);

BOOLEAN __wrap_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2) {
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)Dpc->DeferredContext;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].PendingCompletions > 1)
      Adapter->Engines[i].PendingCompletions = 0;
  return __real_KeInsertQueueDpc(Dpc, SystemArgument1, SystemArgument2);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
