/* SPDX-License-Identifier: Apache-2.0 */
/* An event is taken before there is a buffer. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  return Status == STATUS_INVALID_DEVICE_REQUEST && PropertyLength >= sizeof *Request &&
                 Request->Id == KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT
             ? STATUS_SUCCESS
             : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
