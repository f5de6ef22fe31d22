/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine claims no interrupt. */
#include "deviant_isr.h"

static BOOLEAN Service(PKINTERRUPT Interrupt, PVOID ServiceContext) {
  (void)Routine(Interrupt, ServiceContext);
  return FALSE;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
