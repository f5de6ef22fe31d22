/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine forgets to queue the DPC every other time. */
#include "deviant.h"

BOOLEAN __real_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);
BOOLEAN __wrap_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2);

static ULONG Calls;

BOOLEAN __wrap_KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2) {
  if ((++Calls & 1u) == 0)
    return TRUE;
  return __real_KeInsertQueueDpc(Dpc, SystemArgument1, SystemArgument2);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
