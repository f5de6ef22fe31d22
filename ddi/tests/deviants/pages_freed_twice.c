/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of a buffer are freed twice. */
#include "deviant.h"

VOID __real_MmFreePagesFromMdl(PMDL Mdl);
VOID __wrap_MmFreePagesFromMdl(PMDL Mdl);

VOID __wrap_MmFreePagesFromMdl(PMDL Mdl) {
  __real_MmFreePagesFromMdl(Mdl);
  __real_MmFreePagesFromMdl(Mdl);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
