/* SPDX-License-Identifier: Apache-2.0 */
/* The vendor of the controller is left out. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status))
    if (DeviceInformation->Size >= sizeof(HDAUDIO_DEVICE_INFORMATION_V2))
      ((PHDAUDIO_DEVICE_INFORMATION_V2)(PVOID)DeviceInformation)->CtrlVendorId = 0;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
