/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the completions that the interrupt routine counted to the events and callbacks.
 *
 * A callback may call back into the driver, so it runs without the adapter lock. The delivery lock,
 * held instead, is what removals wait for: once they have it, nothing they remove is being called.
 * A removal made by the callback itself must not wait for its own end: the holder is recognised by
 * the thread, which does not change at DISPATCH_LEVEL.
 *
 * Order of locks: delivery, adapter, interrupt.
 */
#include "bus.h"

VOID BusRecordCompletion(BUS_ENGINE *Engine, LARGE_INTEGER Now) {
  BUS_COMPLETIONS *Completions = &Engine->Completions;
  Completions->Times[(Completions->First + Completions->Count) % BUS_COMPLETIONS_MAX] = Now;
  if (Completions->Count < BUS_COMPLETIONS_MAX)
    Completions->Count++;
  else /* the DPC is late beyond measure: the oldest is lost */
    Completions->First = (Completions->First + 1) % BUS_COMPLETIONS_MAX;
}

ULONG BusTakeCompletions(BUS_ENGINE *Engine, LARGE_INTEGER *Times) {
  BUS_COMPLETIONS *Completions = &Engine->Completions;
  KIRQL Irql = BusLockInterrupt(Engine->Adapter);
  ULONG Count = Completions->Count;
  for (ULONG i = 0; i < Count; i++)
    Times[i] = Completions->Times[(Completions->First + i) % BUS_COMPLETIONS_MAX];
  Completions->Count = 0;
  BusUnlockInterrupt(Engine->Adapter, Irql);
  return Count;
}

VOID BusForgetCompletions(BUS_ENGINE *Engine) {
  KIRQL Irql = BusLockInterrupt(Engine->Adapter);
  Engine->Completions.Count = 0;
  BusUnlockInterrupt(Engine->Adapter, Irql);
}

KIRQL BusHoldDeliveries(BUS_ADAPTER *Adapter) {
  KIRQL Irql = KeGetCurrentIrql();
  if (Adapter->DeliveringThread != KeGetCurrentThread()) {
    KeAcquireSpinLock(&Adapter->DeliveryLock, &Irql);
    Adapter->DeliveringThread = KeGetCurrentThread();
  }
  Adapter->DeliveryDepth++;
  return Irql;
}

VOID BusResumeDeliveries(BUS_ADAPTER *Adapter, KIRQL Irql) {
  if (--Adapter->DeliveryDepth != 0)
    return;
  Adapter->DeliveringThread = NULL;
  KeReleaseSpinLock(&Adapter->DeliveryLock, Irql);
}

VOID BusDeliverCompletions(BUS_ADAPTER *Adapter) {
  LARGE_INTEGER Times[BUS_COMPLETIONS_MAX];
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    BUS_ENGINE *Engine = &Adapter->Engines[i];
    ULONG Count = BusTakeCompletions(Engine, Times);
    if (Count != 0)
      BusNotify(Engine, Times, Count);
  }
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
}
