/* SPDX-License-Identifier: Apache-2.0 */
/* From the hardware's completion flag to the events: interrupt routine and DPC. */
#include "bus.h"

/* Errors are acknowledged too, or the line would stay high; only completions are counted. */
static VOID ServiceStream(BUS_ENGINE *Engine, LARGE_INTEGER Now) {
  ULONG StatusRegister = HDA_SD(Engine->Index) + HDA_SDSTS;
  UCHAR Status = BusRead8(Engine->Adapter, StatusRegister) & HDA_SDSTS_W1C;
  BusWrite8(Engine->Adapter, StatusRegister, Status);
  if (!(Status & HDA_SDSTS_BCIS))
    return;
  Engine->PendingCompletions++;
  Engine->LastCompletion = Now;
}

BOOLEAN BusInterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  UNREFERENCED_PARAMETER(Interrupt);
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)ServiceContext;
  ULONG Intsts = BusRead32(Adapter, HDA_INTSTS);
  ULONG Streams = Intsts & ((1u << Adapter->EngineCount) - 1);
  /* DDI-INT-003; all ones: the controller is gone. */
  if (!(Intsts & HDA_INTSTS_GIS) || Intsts == 0xFFFFFFFFu)
    return FALSE;
  if (Intsts & HDA_INTSTS_CIS)
    BusAcknowledgeRings(Adapter);
  LARGE_INTEGER Now = KeQueryPerformanceCounter(NULL);
  for (ULONG i = 0; i < Adapter->EngineCount; i++)
    if (Streams & 1u << i)
      ServiceStream(&Adapter->Engines[i], Now);
  (void)KeInsertQueueDpc(&Adapter->Dpc, NULL, NULL);
  return TRUE;
}

ULONG BusTakeCompletions(BUS_ENGINE *Engine) {
  KIRQL Irql = KeAcquireInterruptSpinLock(Engine->Adapter->Interrupt);
  ULONG Completions = Engine->PendingCompletions;
  Engine->PendingCompletions = 0;
  KeReleaseInterruptSpinLock(Engine->Adapter->Interrupt, Irql);
  return Completions;
}

VOID BusDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2) {
  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)DeferredContext;
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  for (ULONG i = 0; i < Adapter->EngineCount; i++) {
    BUS_ENGINE *Engine = &Adapter->Engines[i];
    if (BusTakeCompletions(Engine) != 0)
      BusSignalRegistrations(Engine);
  }
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
  BusServeCommands(Adapter);
}
