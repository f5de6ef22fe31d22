/* SPDX-License-Identifier: Apache-2.0 */
/* When the hardware does not answer, the pages stay allocated. */
#include "deviant.h"

VOID __real_MmFreePagesFromMdl(PMDL Mdl);
VOID __wrap_MmFreePagesFromMdl(PMDL Mdl);

static BOOLEAN Keep;

VOID __wrap_MmFreePagesFromMdl(PMDL Mdl) {
  if (!Keep)
    __real_MmFreePagesFromMdl(Mdl);
}

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  Keep = TRUE;
  NTSTATUS Status =
      Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
  Keep = FALSE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
