/* SPDX-License-Identifier: Apache-2.0 */
/* OffsetFromFirstPage is not written. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBufferWithNotification) {
  SIZE_T Unused;
  if (OffsetFromFirstPage != NULL)
    OffsetFromFirstPage = &Unused;
  return Reference.AllocateDmaBufferWithNotification(ARGUMENTS_AllocateDmaBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Routines = {.AllocateDmaBufferWithNotification = Answer}};
