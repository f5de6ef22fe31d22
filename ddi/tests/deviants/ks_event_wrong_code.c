/* SPDX-License-Identifier: Apache-2.0 */
/* An event is refused with STATUS_UNSUCCESSFUL where there are no notifications. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  return Status == STATUS_NOT_SUPPORTED && PropertyLength >= sizeof *Request &&
                 Request->Id == KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT
             ? STATUS_UNSUCCESSFUL
             : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
