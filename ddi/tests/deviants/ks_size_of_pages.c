/* SPDX-License-Identifier: Apache-2.0 */
/* The port reports the size of the pages. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  if (NT_SUCCESS(Status) && ValueLength != 0 && PropertyLength >= sizeof *Request &&
      Request->Id == KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION)
    ((PKSRTAUDIO_BUFFER)Value)->ActualBufferSize =
        (ULONG)ROUND_TO_PAGES(((PKSRTAUDIO_BUFFER)Value)->ActualBufferSize);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
