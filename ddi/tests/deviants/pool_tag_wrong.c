/* SPDX-License-Identifier: Apache-2.0 */
/* Pool is freed with another tag than it was allocated with. */
#include "deviant.h"

VOID __real_ExFreePoolWithTag(PVOID P, ULONG Tag);
VOID __wrap_ExFreePoolWithTag(PVOID P, ULONG Tag);

VOID __wrap_ExFreePoolWithTag(PVOID P, ULONG Tag) { __real_ExFreePoolWithTag(P, Tag ^ 0x20u); }

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
