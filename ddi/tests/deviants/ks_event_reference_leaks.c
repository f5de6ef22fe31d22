/* SPDX-License-Identifier: Apache-2.0 */
/* The reference on a registered event is never dropped. */
#include "deviant.h"

static NTSTATUS Answer(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                       ULONG ValueLength, PULONG BytesReturned) {
  const KSPROPERTY *Request = (const KSPROPERTY *)Property;
  NTSTATUS Status =
      ReferencePort->PinProperty(Pin, Property, PropertyLength, Value, ValueLength, BytesReturned);
  if (NT_SUCCESS(Status) && PropertyLength >= sizeof *Request &&
      Request->Id == KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT) {
    PVOID Event;
    HANDLE Handle = ((const KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY *)Property)->NotificationEvent;
    (void)ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, *ExEventObjectType, UserMode,
                                    &Event, NULL);
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.PinProperty = Answer}};
