/* SPDX-License-Identifier: Apache-2.0 */
/* A register that the hardware does not have is mapped at NULL. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  if (NT_SUCCESS(Status) || PropertyLength < sizeof *Request ||
      (Request->Id != KSPROPERTY_RTAUDIO_POSITIONREGISTER &&
       Request->Id != KSPROPERTY_RTAUDIO_CLOCKREGISTER) ||
      ValueLength < sizeof(KSRTAUDIO_HWREGISTER))
    return Status;
  RtlZeroMemory(Value, sizeof(KSRTAUDIO_HWREGISTER));
  *BytesReturned = sizeof(KSRTAUDIO_HWREGISTER);
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
