/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine claims no interrupt. */
#include "deviant.h"

static PKSERVICE_ROUTINE Routine;

static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  (void)Routine(Interrupt, ServiceContext);
  return FALSE;
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
