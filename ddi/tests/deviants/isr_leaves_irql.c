/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine returns at HIGH_LEVEL. */
#include "deviant.h"

static PKSERVICE_ROUTINE Routine;

static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  KIRQL Before;
  BOOLEAN Mine = Routine(Interrupt, ServiceContext);
  KeRaiseIrql(HIGH_LEVEL, &Before);
  return Mine;
}

NTSTATUS __real_IoConnectInterrupt(PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
                                   PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector,
                                   KIRQL Irql, KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode,
                                   BOOLEAN ShareVector, KAFFINITY ProcessorEnableMask,
                                   BOOLEAN FloatingSave);
NTSTATUS __wrap_IoConnectInterrupt(PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
                                   PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector,
                                   KIRQL Irql, KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode,
                                   BOOLEAN ShareVector, KAFFINITY ProcessorEnableMask,
                                   BOOLEAN FloatingSave);

NTSTATUS __wrap_IoConnectInterrupt(PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
                                   PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector,
                                   KIRQL Irql, KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode,
                                   BOOLEAN ShareVector, KAFFINITY ProcessorEnableMask,
                                   BOOLEAN FloatingSave) {
  Routine = ServiceRoutine;
  return __real_IoConnectInterrupt(InterruptObject, Service, ServiceContext, SpinLock, Vector, Irql,
                                   SynchronizeIrql, InterruptMode, ShareVector, ProcessorEnableMask,
                                   FloatingSave);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
