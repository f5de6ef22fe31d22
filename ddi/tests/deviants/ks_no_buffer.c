/* SPDX-License-Identifier: Apache-2.0 */
/* KSPROPERTY_RTAUDIO_BUFFER is not there. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  if (PropertyLength >= sizeof *Request && Request->Id == KSPROPERTY_RTAUDIO_BUFFER)
    return STATUS_NOT_FOUND;
  return ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength,
                                    BytesReturned);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
