/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine returns at HIGH_LEVEL. */
#include "deviant_isr.h"

static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  KIRQL Before;
  BOOLEAN Mine = Routine(Interrupt, ServiceContext);
  KeRaiseIrql(HIGH_LEVEL, &Before);
  return Mine;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
