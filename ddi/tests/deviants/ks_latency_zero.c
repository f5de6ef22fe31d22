/* SPDX-License-Identifier: Apache-2.0 */
/* The latency is reported as zero. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  if (NT_SUCCESS(Status) && ValueLength != 0 && PropertyLength >= sizeof *Request &&
      Request->Id == KSPROPERTY_RTAUDIO_HWLATENCY)
    RtlZeroMemory(Value, sizeof(KSRTAUDIO_HWLATENCY));
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
