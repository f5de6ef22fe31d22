/* SPDX-License-Identifier: Apache-2.0 */
/* The driver version counts the calls. */
#include "deviant.h"

static USHORT Calls;

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status))
    DeviceInformation->DriverVersion = ++Calls;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
