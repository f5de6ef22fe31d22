/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Interrupt objects on the one level-triggered line.
 *
 * The line is sampled whenever time has moved or the IRQL has dropped. While it is high and the
 * IRQL is below the device's, the connected routines run in the order they were connected, until
 * one claims the interrupt. A line that stays high is masked for a while, so that nothing hangs.
 */
#include "nt_internal.h"

#include <stdlib.h>

/* From a register write to the fall of the line the hardware may take a few bus cycles. */
#define SETTLE_BUS_CYCLES 8u
#define MAX_CLAIMED_ROUNDS 100u
#define MASK_100NS 10000u /* a masked line is tried again after 1 ms */

static bool connected_below_irql(void) {
  return !IsListEmpty(&nt.interrupts) && nt.irql < NT_DEVICE_IRQL;
}

bool nt_line_can_interrupt(void) { return connected_below_irql() && !nt.line_masked; }

static BOOLEAN run_routine(struct _KINTERRUPT *interrupt) {
  KIRQL old = nt.irql;
  nt.irql = interrupt->synchronize_irql;
  nt_lock(interrupt->lock, "interrupt dispatch");
  unsigned locks = nt.locks_held;
  BOOLEAN claimed = interrupt->routine(interrupt, interrupt->context);
  if (nt.locks_held != locks)
    nt_finding("ISR-LOCK-LEAK", "a service routine returned with another number of locks held");
  if (nt.irql != interrupt->synchronize_irql)
    nt_finding("ISR-IRQL-LEAK", "a service routine returned at IRQL %u", nt.irql);
  nt.irql = interrupt->synchronize_irql;
  nt_record(NT_RECORD_ISR, interrupt->context, claimed);
  nt_unlock(interrupt->lock, "interrupt dispatch");
  nt.irql = old;
  return claimed;
}

static bool run_chain(void) {
  for (PLIST_ENTRY entry = nt.interrupts.Flink; entry != &nt.interrupts; entry = entry->Flink)
    if (run_routine(CONTAINING_RECORD(entry, struct _KINTERRUPT, link)))
      return true;
  return false;
}

static void settle(void) {
  uint64_t ticks = SETTLE_BUS_CYCLES * hda_sim_ticks_per_bus_cycle(nt.sim);
  (void)hda_sim_run_until(nt.sim, nt_now() + ticks, 0, NULL);
}

static void mask_line(void) {
  nt.line_masked = true;
  nt.line_retry_tick = nt_now() + nt_ticks_from_100ns(MASK_100NS);
}

void nt_serve_interrupts(void) {
  if (nt.serving || !connected_below_irql())
    return;
  if (!hda_sim_irq(nt.sim)) {
    nt.line_masked = false;
    return;
  }
  bool tried_before = nt.line_masked;
  if (tried_before && nt_now() < nt.line_retry_tick)
    return;
  nt.line_masked = false;
  nt.serving = true;
  unsigned claimed = 0, unclaimed = 0;
  while (hda_sim_irq(nt.sim) && !IsListEmpty(&nt.interrupts)) {
    if (run_chain()) {
      claimed++;
      unclaimed = 0;
    } else {
      unclaimed++;
    }
    settle();
    if (unclaimed == 2 || claimed == MAX_CLAIMED_ROUNDS)
      break;
  }
  nt.serving = false;
  if (!hda_sim_irq(nt.sim) || IsListEmpty(&nt.interrupts))
    return;
  if (!tried_before && unclaimed == 2)
    nt_finding("INTERRUPT-UNCLAIMED", "the line is high and every service routine says FALSE");
  if (!tried_before && claimed == MAX_CLAIMED_ROUNDS)
    nt_finding("INTERRUPT-STORM", "the line is still high after %u claimed rounds", claimed);
  mask_line();
}

void nt_foreign_interrupt(void) {
  if (nt.serving || !connected_below_irql())
    return;
  nt.serving = true;
  (void)run_chain();
  nt.serving = false;
  nt_serve();
}

NTSTATUS IoConnectInterrupt(PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
                            PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector, KIRQL Irql,
                            KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode,
                            BOOLEAN ShareVector, KAFFINITY ProcessorEnableMask,
                            BOOLEAN FloatingSave) {
  UNREFERENCED_PARAMETER(InterruptMode);
  UNREFERENCED_PARAMETER(ShareVector);
  UNREFERENCED_PARAMETER(ProcessorEnableMask);
  UNREFERENCED_PARAMETER(FloatingSave);
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "IoConnectInterrupt");
  if (ServiceRoutine == NULL || Vector != NT_DEVICE_VECTOR || Irql != NT_DEVICE_IRQL ||
      SynchronizeIrql < Irql || SynchronizeIrql > HIGH_LEVEL)
    return STATUS_INVALID_PARAMETER;
  struct _KINTERRUPT *interrupt = (struct _KINTERRUPT *)calloc(1, sizeof *interrupt);
  if (interrupt == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  interrupt->routine = ServiceRoutine;
  interrupt->context = ServiceContext;
  interrupt->lock = SpinLock != NULL ? SpinLock : &interrupt->own_lock;
  interrupt->irql = Irql;
  interrupt->synchronize_irql = SynchronizeIrql;
  InsertTailList(&nt.interrupts, &interrupt->link);
  *InterruptObject = interrupt;
  nt.line_masked = false;
  nt_serve();
  return STATUS_SUCCESS;
}

void nt_interrupts_check_leaks(void) {
  if (!IsListEmpty(&nt.interrupts))
    nt_finding("INTERRUPT-LEAK", "an interrupt is still connected");
}

static NTSTATUS
connect_fully_specified(const IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS *wanted) {
  return IoConnectInterrupt(wanted->InterruptObject, wanted->ServiceRoutine, wanted->ServiceContext,
                            wanted->SpinLock, wanted->Vector, wanted->Irql, wanted->SynchronizeIrql,
                            wanted->InterruptMode, wanted->ShareVector, wanted->ProcessorEnableMask,
                            wanted->FloatingSave);
}

static NTSTATUS connect_line(const IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS *wanted) {
  KIRQL irql = wanted->SynchronizeIrql != 0 ? wanted->SynchronizeIrql : NT_DEVICE_IRQL;
  return IoConnectInterrupt(wanted->InterruptObject, wanted->ServiceRoutine, wanted->ServiceContext,
                            wanted->SpinLock, NT_DEVICE_VECTOR, NT_DEVICE_IRQL, irql,
                            LevelSensitive, TRUE, 1, wanted->FloatingSave);
}

NTSTATUS IoConnectInterruptEx(PIO_CONNECT_INTERRUPT_PARAMETERS Parameters) {
  switch (Parameters->Version) {
  case CONNECT_FULLY_SPECIFIED:
  case CONNECT_FULLY_SPECIFIED_GROUP:
    return connect_fully_specified(&Parameters->FullySpecified);
  case CONNECT_LINE_BASED:
    return connect_line(&Parameters->LineBased);
  default:
    Parameters->Version = CONNECT_LINE_BASED;
    return STATUS_NOT_SUPPORTED;
  }
}

VOID IoDisconnectInterruptEx(PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters) {
  IoDisconnectInterrupt(Parameters->ConnectionContext.InterruptObject);
}

static bool is_connected(const struct _KINTERRUPT *interrupt, const char *service) {
  for (PLIST_ENTRY entry = nt.interrupts.Flink; entry != &nt.interrupts; entry = entry->Flink)
    if (CONTAINING_RECORD(entry, struct _KINTERRUPT, link) == interrupt)
      return true;
  nt_finding("INTERRUPT-UNKNOWN", "%s on an interrupt object that is not connected", service);
  return false;
}

VOID IoDisconnectInterrupt(PKINTERRUPT InterruptObject) {
  if (!nt_require_irql_at_most(PASSIVE_LEVEL, "IoDisconnectInterrupt") ||
      !is_connected(InterruptObject, "IoDisconnectInterrupt"))
    return; /* above PASSIVE_LEVEL its routine may be running */
  (void)RemoveEntryList(&InterruptObject->link);
  free(InterruptObject);
}

void nt_interrupt_stop(void) {
  while (!IsListEmpty(&nt.interrupts))
    free(CONTAINING_RECORD(RemoveHeadList(&nt.interrupts), struct _KINTERRUPT, link));
}

KIRQL KeAcquireInterruptSpinLock(PKINTERRUPT Interrupt) {
  KIRQL old = nt.irql;
  if (!is_connected(Interrupt, "KeAcquireInterruptSpinLock"))
    return old;
  if (old > Interrupt->synchronize_irql)
    nt_finding("IRQL-TOO-HIGH", "KeAcquireInterruptSpinLock at IRQL %u", old);
  else
    nt.irql = Interrupt->synchronize_irql;
  nt_lock(Interrupt->lock, "KeAcquireInterruptSpinLock");
  return old;
}

VOID KeReleaseInterruptSpinLock(PKINTERRUPT Interrupt, KIRQL OldIrql) {
  if (!is_connected(Interrupt, "KeReleaseInterruptSpinLock"))
    return;
  nt_unlock(Interrupt->lock, "KeReleaseInterruptSpinLock");
  KeLowerIrql(OldIrql);
}

BOOLEAN KeSynchronizeExecution(PKINTERRUPT Interrupt, PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
                               PVOID SynchronizeContext) {
  if (!is_connected(Interrupt, "KeSynchronizeExecution"))
    return FALSE;
  KIRQL old = KeAcquireInterruptSpinLock(Interrupt);
  BOOLEAN result = SynchronizeRoutine(SynchronizeContext);
  KeReleaseInterruptSpinLock(Interrupt, old);
  return result;
}
