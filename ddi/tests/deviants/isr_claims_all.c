/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine claims every interrupt. */
#include "deviant_isr.h"

static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  (void)Routine(Interrupt, ServiceContext);
  return TRUE;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
