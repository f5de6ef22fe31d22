/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport answers STATUS_NO_MEMORY where STATUS_INSUFFICIENT_RESOURCES is right. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  return Status == STATUS_INSUFFICIENT_RESOURCES ? STATUS_NO_MEMORY : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
