/* SPDX-License-Identifier: Apache-2.0 */
/* The MDL of a buffer is not freed. */
#include "deviant.h"

VOID __real_IoFreeMdl(PMDL Mdl);
VOID __wrap_IoFreeMdl(PMDL Mdl);

VOID __wrap_IoFreeMdl(PMDL Mdl) {
  (void)Mdl;
  (void)__real_IoFreeMdl;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
