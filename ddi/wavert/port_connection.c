/* SPDX-License-Identifier: Apache-2.0 */
/* The property sets that every streaming pin has: connection, and audio position. */
#include "port.h"

static NTSTATUS State(PORT_REQUEST *Request) {
  KSSTATE *Value = (KSSTATE *)Request->Value;
  if (!Request->Set) {
    *Value = Request->Pin->State;
    return STATUS_SUCCESS;
  }
  ULONG Wanted = *(const ULONG *)Request->Value;
  return Wanted <= KSSTATE_RUN ? PortSetState(Request->Pin, (KSSTATE)Wanted)
                               : STATUS_INVALID_PARAMETER;
}

static NTSTATUS GetFormat(PORT_REQUEST *Request) {
  const KSDATAFORMAT *Format = Request->Pin->Format;
  *Request->BytesReturned = Format->FormatSize;
  if (Request->ValueLength == 0)
    return STATUS_BUFFER_OVERFLOW;
  if (Request->ValueLength < Format->FormatSize) {
    *Request->BytesReturned = 0;
    return STATUS_BUFFER_TOO_SMALL;
  }
  if (Request->Value == NULL) {
    *Request->BytesReturned = 0;
    return STATUS_INVALID_PARAMETER;
  }
  RtlCopyMemory(Request->Value, Format, Format->FormatSize);
  return STATUS_SUCCESS;
}

static NTSTATUS SetFormat(PORT_REQUEST *Request) {
  PORT_PIN *Pin = Request->Pin;
  PKSDATAFORMAT Format = (PKSDATAFORMAT)Request->Value, Copy;
  if (Request->ValueLength < sizeof *Format)
    return STATUS_BUFFER_TOO_SMALL;
  if (Format == NULL || Format->FormatSize > Request->ValueLength)
    return STATUS_INVALID_PARAMETER;
  NTSTATUS Status = PortCopyFormat(Format, &Copy);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Pin->Stream->lpVtbl->SetFormat(Pin->Stream, Copy);
  if (NT_SUCCESS(Status)) {
    ExFreePoolWithTag(Pin->Format, PORT_TAG);
    Pin->Format = Copy;
  } else {
    ExFreePoolWithTag(Copy, PORT_TAG);
  }
  return Status;
}

static NTSTATUS DataFormat(PORT_REQUEST *Request) {
  return Request->Set ? SetFormat(Request) : GetFormat(Request);
}

static NTSTATUS Position(PORT_REQUEST *Request) {
  PMINIPORTWAVERTSTREAM Stream = Request->Pin->Stream;
  return Stream->lpVtbl->GetPosition(Stream, (PKSAUDIO_POSITION)Request->Value);
}

#define GET KSPROPERTY_TYPE_GET
#define SET KSPROPERTY_TYPE_SET

/* The length of a format is its handler's to check. */
static const PORT_PROPERTY ConnectionProperties[] = {
    {KSPROPERTY_CONNECTION_STATE, GET | SET, sizeof(KSPROPERTY), sizeof(KSSTATE), State},
    {KSPROPERTY_CONNECTION_DATAFORMAT, GET | SET, sizeof(KSPROPERTY), 0, DataFormat},
};
const PORT_PROPERTY_SET PortConnectionProperties = {
    &KSPROPSETID_Connection, ARRAYSIZE(ConnectionProperties), ConnectionProperties};

static const PORT_PROPERTY AudioProperties[] = {
    {KSPROPERTY_AUDIO_POSITION, GET, sizeof(KSPROPERTY), sizeof(KSAUDIO_POSITION), Position},
};
const PORT_PROPERTY_SET PortAudioProperties = {&KSPROPSETID_Audio, ARRAYSIZE(AudioProperties),
                                               AudioProperties};
