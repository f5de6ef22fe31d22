/* SPDX-License-Identifier: Apache-2.0 */
/* Major and minor version are exchanged. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status))
    DeviceInformation->DeviceVersion =
        (USHORT)(DeviceInformation->DeviceVersion << 8 | DeviceInformation->DeviceVersion >> 8);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
