/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport answers STATUS_IO_TIMEOUT where STATUS_DEVICE_NOT_READY is right. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  return Status == STATUS_DEVICE_NOT_READY ? STATUS_IO_TIMEOUT : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
