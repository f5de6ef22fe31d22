/* SPDX-License-Identifier: Apache-2.0 */
/* No codec is reported. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status))
    DeviceInformation->CodecsDetected = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
