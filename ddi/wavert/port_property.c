/* SPDX-License-Identifier: Apache-2.0 */
/* Property requests: which property, are the lengths right, who answers. */
#include "port.h"

static const PORT_PROPERTY_SET *const Sets[] = {&PortConnectionProperties, &PortAudioProperties,
                                                &PortRtAudioProperties};

static const PORT_PROPERTY_SET *FindSet(const GUID *Set) {
  for (ULONG i = 0; i < ARRAYSIZE(Sets); i++)
    if (IsEqualGUID(Sets[i]->Set, Set))
      return Sets[i];
  return NULL;
}

static const PORT_PROPERTY *FindProperty(const PORT_PROPERTY_SET *Set, ULONG Id) {
  for (ULONG i = 0; i < Set->Count; i++)
    if (Set->Properties[i].Id == Id)
      return &Set->Properties[i];
  return NULL;
}

/* A length of 0 asks how much it takes. */
static NTSTATUS CheckLength(ULONG Wanted, ULONG Given, BOOLEAN Asks, PULONG BytesReturned) {
  if (Given >= Wanted)
    return STATUS_SUCCESS;
  if (Given != 0 || !Asks)
    return STATUS_BUFFER_TOO_SMALL;
  *BytesReturned = Wanted;
  return STATUS_BUFFER_OVERFLOW;
}

/* As much of the description as there is room for: all, or the access flags. */
static NTSTATUS BasicSupport(const PORT_PROPERTY *Property, PVOID Value, ULONG ValueLength,
                             PULONG BytesReturned) {
  if (ValueLength >= sizeof(KSPROPERTY_DESCRIPTION)) {
    KSPROPERTY_DESCRIPTION *Description = (KSPROPERTY_DESCRIPTION *)Value;
    RtlZeroMemory(Description, sizeof *Description);
    Description->AccessFlags = Property->Access | KSPROPERTY_TYPE_BASICSUPPORT;
    Description->DescriptionSize = sizeof *Description;
    *BytesReturned = sizeof *Description;
    return STATUS_SUCCESS;
  }
  if (ValueLength >= sizeof(ULONG)) {
    *(ULONG *)Value = Property->Access | KSPROPERTY_TYPE_BASICSUPPORT;
    *BytesReturned = sizeof(ULONG);
    return STATUS_SUCCESS;
  }
  return CheckLength(sizeof(KSPROPERTY_DESCRIPTION), ValueLength, TRUE, BytesReturned);
}

static NTSTATUS Handle(const PORT_PROPERTY *Property, ULONG PropertyLength, PORT_REQUEST *Request) {
  if (!(Property->Access & (Request->Set ? KSPROPERTY_TYPE_SET : KSPROPERTY_TYPE_GET)))
    return STATUS_NOT_FOUND;
  if (PropertyLength < Property->InstanceBytes)
    return STATUS_BUFFER_TOO_SMALL;
  NTSTATUS Status = CheckLength(Property->ValueBytes, Request->ValueLength, !Request->Set,
                                Request->BytesReturned);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Property->ValueBytes != 0 && Request->Value == NULL)
    return STATUS_INVALID_PARAMETER;
  Status = Property->Handler(Request);
  if (NT_SUCCESS(Status) && !Request->Set && *Request->BytesReturned == 0)
    *Request->BytesReturned = Property->ValueBytes;
  return Status;
}

NTSTATUS PortPinProperty(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                         ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Asked = (const KSPROPERTY *)Property;
  if (Pin == NULL || Property == NULL || BytesReturned == NULL)
    return STATUS_INVALID_PARAMETER;
  *BytesReturned = 0;
  if (PropertyLength < sizeof *Asked)
    return STATUS_INVALID_BUFFER_SIZE;
  const PORT_PROPERTY_SET *Set = FindSet(&Asked->Set);
  if (Set == NULL)
    return STATUS_PROPSET_NOT_FOUND;
  PORT_REQUEST Request = {.Pin = (PORT_PIN *)Pin,
                          .Instance = Property,
                          .Value = Value,
                          .ValueLength = ValueLength,
                          .BytesReturned = BytesReturned};
  const PORT_PROPERTY *Found = FindProperty(Set, Asked->Id);
  switch (Asked->Flags) {
  case KSPROPERTY_TYPE_SETSUPPORT:
    return STATUS_SUCCESS;
  case KSPROPERTY_TYPE_BASICSUPPORT:
    if (ValueLength != 0 && Value == NULL)
      return STATUS_INVALID_PARAMETER;
    return Found != NULL ? BasicSupport(Found, Value, ValueLength, BytesReturned)
                         : STATUS_NOT_FOUND;
  case KSPROPERTY_TYPE_SET:
    Request.Set = TRUE;
    __attribute__((fallthrough));
  case KSPROPERTY_TYPE_GET:
    return Found != NULL ? Handle(Found, PropertyLength, &Request) : STATUS_NOT_FOUND;
  default:
    return STATUS_INVALID_PARAMETER;
  }
}
