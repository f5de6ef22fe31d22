/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine takes half a millisecond. */
#include "deviant_isr.h"

static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  KeStallExecutionProcessor(500);
  return Routine(Interrupt, ServiceContext);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
