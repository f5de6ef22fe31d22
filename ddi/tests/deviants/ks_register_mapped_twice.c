/* SPDX-License-Identifier: Apache-2.0 */
/* A register is mapped as often as the client asks. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  static KSRTAUDIO_HWREGISTER First;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  if (!(PropertyLength >= sizeof *Request && Request->Id == KSPROPERTY_RTAUDIO_POSITIONREGISTER) ||
      ValueLength < sizeof First)
    return Status;
  if (NT_SUCCESS(Status))
    First = *(PKSRTAUDIO_HWREGISTER)Value;
  else if (First.Register != NULL)
    *(PKSRTAUDIO_HWREGISTER)Value = First;
  return First.Register != NULL ? STATUS_SUCCESS : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
