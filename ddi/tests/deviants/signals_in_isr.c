/* SPDX-License-Identifier: Apache-2.0 */
/* Events are signalled by the interrupt routine, at device level. */
#include "deviant_engine.h"

BOOLEAN __real_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);
BOOLEAN __wrap_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);

BOOLEAN __wrap_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2) {
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)Dpc->DeferredContext;
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Adapter->Engines[i].Completions.Count != 0) {
      Adapter->Engines[i].Completions.Count = 0;
      DeviantSignal(&Adapter->Engines[i]);
    }
  return __real_KeInsertQueueDpc(Dpc, SystemArgument1, SystemArgument2);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
