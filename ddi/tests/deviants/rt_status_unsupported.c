/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport answers STATUS_NOT_SUPPORTED where STATUS_UNSUCCESSFUL is right. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  return Status == STATUS_UNSUCCESSFUL ? STATUS_NOT_SUPPORTED : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
