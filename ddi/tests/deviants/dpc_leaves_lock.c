/* SPDX-License-Identifier: Apache-2.0 */
/* The DPC returns with the lock of the adapter. */
#include "deviant.h"

VOID __real_KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock);
VOID __wrap_KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock);

static ULONG Calls;

VOID __wrap_KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock) {
  if (Calls++ == 2)
    return;
  __real_KeReleaseSpinLockFromDpcLevel(SpinLock);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
