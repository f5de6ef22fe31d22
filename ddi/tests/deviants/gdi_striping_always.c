/* SPDX-License-Identifier: Apache-2.0 */
/* Striping is reported whatever the controller has. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status))
    DeviceInformation->IsStripingSupported = TRUE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
