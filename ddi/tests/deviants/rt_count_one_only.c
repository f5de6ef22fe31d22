/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport refuses two notifications a pass. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  if (NotificationCount == 2)
    return STATUS_UNSUCCESSFUL;
  return ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
