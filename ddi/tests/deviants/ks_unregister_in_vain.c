/* SPDX-License-Identifier: Apache-2.0 */
/* An event is not unregistered when the client asks for it. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  if (PropertyLength >= sizeof *Request &&
      Request->Id == KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT)
    return STATUS_SUCCESS;
  return ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength,
                                    BytesReturned);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
