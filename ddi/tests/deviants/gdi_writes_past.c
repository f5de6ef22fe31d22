/* SPDX-License-Identifier: Apache-2.0 */
/* The whole second structure is written into the first. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_GetDeviceInformation) {
  USHORT Size = DeviceInformation != NULL ? DeviceInformation->Size : 0;
  if (DeviceInformation != NULL && Size >= sizeof(HDAUDIO_DEVICE_INFORMATION))
    DeviceInformation->Size = sizeof(HDAUDIO_DEVICE_INFORMATION_V2);
  NTSTATUS Status = Reference.GetDeviceInformation(ARGUMENTS_GetDeviceInformation);
  if (NT_SUCCESS(Status) && DeviceInformation != NULL &&
      Size < sizeof(HDAUDIO_DEVICE_INFORMATION_V2))
    DeviceInformation->Size = sizeof(HDAUDIO_DEVICE_INFORMATION);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetDeviceInformation = Answer}};
