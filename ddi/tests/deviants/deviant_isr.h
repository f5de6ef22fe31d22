/* SPDX-License-Identifier: Apache-2.0 */
/* deviant_isr.h: puts `Service`, which the deviant defines, in the place of the interrupt routine.
 * The deviant wraps IoConnectInterrupt. */
#ifndef DEVIANT_ISR_H
#define DEVIANT_ISR_H

#include "deviant.h"

static PKSERVICE_ROUTINE Routine; /* the reference's */
static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext);

#define CONNECT_PARAMETERS                                                                         \
  PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine, PVOID ServiceContext,            \
      PKSPIN_LOCK SpinLock, ULONG Vector, KIRQL Irql, KIRQL SynchronizeIrql,                       \
      KINTERRUPT_MODE InterruptMode, BOOLEAN ShareVector, KAFFINITY ProcessorEnableMask,           \
      BOOLEAN FloatingSave
NTSTATUS __real_IoConnectInterrupt(CONNECT_PARAMETERS);
NTSTATUS __wrap_IoConnectInterrupt(CONNECT_PARAMETERS);

NTSTATUS __wrap_IoConnectInterrupt(CONNECT_PARAMETERS) {
  Routine = ServiceRoutine;
  return __real_IoConnectInterrupt(InterruptObject, Service, ServiceContext, SpinLock, Vector, Irql,
                                   SynchronizeIrql, InterruptMode, ShareVector, ProcessorEnableMask,
                                   FloatingSave);
}

#endif
