/* SPDX-License-Identifier: Apache-2.0 */
/* IRQL of the one processor. Lowering it lets waiting interrupts and DPCs through. */
#include "nt_internal.h"

KIRQL KeGetCurrentIrql(VOID) { return nt.irql; }

KIRQL KfRaiseIrql(KIRQL NewIrql) {
  KIRQL old = nt.irql;
  if (NewIrql > HIGH_LEVEL) {
    nt_finding("IRQL-RANGE", "KeRaiseIrql to %u, the highest level is %u", NewIrql, HIGH_LEVEL);
    return old;
  }
  if (NewIrql < old) {
    nt_finding("IRQL-RAISE-TO-LOWER", "KeRaiseIrql to %u at IRQL %u", NewIrql, old);
    return old;
  }
  nt.irql = NewIrql;
  return old;
}

VOID KeLowerIrql(KIRQL NewIrql) {
  if (NewIrql > nt.irql) {
    nt_finding("IRQL-LOWER-TO-HIGHER", "KeLowerIrql to %u at IRQL %u", NewIrql, nt.irql);
    return;
  }
  if (NewIrql < DISPATCH_LEVEL && nt.irql >= DISPATCH_LEVEL && nt.locks_held != 0)
    nt_finding("SPINLOCK-HELD", "the IRQL falls to %u while %u spin locks are held", NewIrql,
               nt.locks_held);
  nt.irql = NewIrql;
  nt_serve();
}

KIRQL KeRaiseIrqlToDpcLevel(VOID) { return KfRaiseIrql(DISPATCH_LEVEL); }

VOID NtVerifyPagedCode(const char *Function) {
  if (nt.irql > APC_LEVEL)
    nt_finding("PAGED-CODE", "%s entered at IRQL %u", Function, nt.irql);
}
