/* SPDX-License-Identifier: Apache-2.0 */
/* The port takes any notification count: what is not 2 means 1. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION Whole;
  if (PropertyLength >= sizeof *Request &&
      Request->Id == KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION &&
      PropertyLength >= sizeof Whole) {
    Whole = *(const KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION *)Property;
    if (Whole.NotificationCount != 2)
      Whole.NotificationCount = 1;
    Property = &Whole;
  }
  return ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength,
                                    BytesReturned);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
