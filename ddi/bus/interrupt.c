/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine and its DPC. */
#include "bus.h"

/* Errors are acknowledged too, or the line would stay high; only completions are counted. The
 * client's routine hears of both (DDI-SBDL-007, DDI-SBDL-008). */
static VOID ServiceStream(BUS_ENGINE *Engine, LARGE_INTEGER Now) {
  ULONG StatusRegister = HDA_SD(Engine->Index) + HDA_SDSTS;
  UCHAR Status = BusRead8(Engine->Adapter, StatusRegister) & HDA_SDSTS_W1C;
  BusWrite8(Engine->Adapter, StatusRegister, Status);
  if (Status & HDA_SDSTS_BCIS)
    BusRecordCompletion(Engine, Now);
  if (Status != 0 && Engine->Isr != NULL)
    Engine->Isr(Engine->IsrContext, Status);
}

BOOLEAN BusInterruptService(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  UNREFERENCED_PARAMETER(Interrupt);
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)ServiceContext;
  if (Adapter->Removed)
    return FALSE;
  ULONG Intsts = BusRead32(Adapter, HDA_INTSTS);
  ULONG Streams = Intsts & ((1u << Adapter->EngineCount) - 1);
  /* DDI-INT-003 */
  if (!(Intsts & HDA_INTSTS_GIS) || Intsts == HDA_GONE)
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

KIRQL BusLockInterrupt(BUS_ADAPTER *Adapter) {
  return Adapter->Interrupt != NULL ? KeAcquireInterruptSpinLock(Adapter->Interrupt)
                                    : KeGetCurrentIrql();
}

VOID BusUnlockInterrupt(BUS_ADAPTER *Adapter, KIRQL Irql) {
  if (Adapter->Interrupt != NULL)
    KeReleaseInterruptSpinLock(Adapter->Interrupt, Irql);
}

VOID BusSetIsr(BUS_ENGINE *Engine, PHDAUDIO_BDL_ISR Isr, PVOID Context) {
  KIRQL Irql = BusLockInterrupt(Engine->Adapter);
  Engine->Isr = Isr;
  Engine->IsrContext = Context;
  BusUnlockInterrupt(Engine->Adapter, Irql);
}

VOID BusDpc(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2) {
  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)DeferredContext;
  KIRQL Irql = BusHoldDeliveries(Adapter);
  BusDeliverCompletions(Adapter);
  BusServeCommands(Adapter);
  BusResumeDeliveries(Adapter, Irql);
}
