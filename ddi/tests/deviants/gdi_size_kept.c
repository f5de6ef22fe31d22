/* SPDX-License-Identifier: Apache-2.0 */
/* Size stays what the caller wrote. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  USHORT Size = DeviceInformation != NULL ? DeviceInformation->Size : 0;
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status) && DeviceInformation != NULL)
    DeviceInformation->Size = Size;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
