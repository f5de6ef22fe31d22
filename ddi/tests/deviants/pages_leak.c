/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of a buffer are not freed. */
#include "deviant.h"

VOID __real_MmFreePagesFromMdl(PMDL Mdl);
VOID __wrap_MmFreePagesFromMdl(PMDL Mdl);

VOID __wrap_MmFreePagesFromMdl(PMDL Mdl) {
  (void)Mdl;
  (void)__real_MmFreePagesFromMdl;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
