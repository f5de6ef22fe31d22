/* SPDX-License-Identifier: Apache-2.0 */
/* Notification events of clients: a handle becomes an event that stays until it is unregistered. */
#include "port.h"

static NTSTATUS EventOf(HANDLE UserEvent, PKEVENT *Event) {
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(UserEvent, EVENT_MODIFY_STATE, *ExEventObjectType,
                                              UserMode, &Object, NULL);
  if (NT_SUCCESS(Status))
    *Event = (PKEVENT)Object;
  return Status;
}

static PORT_EVENT *Find(PORT_PIN *Pin, const KEVENT *Event) {
  for (PLIST_ENTRY Link = Pin->Events.Flink; Link != &Pin->Events; Link = Link->Flink) {
    PORT_EVENT *Entry = CONTAINING_RECORD(Link, PORT_EVENT, Link);
    if (Entry->Event == Event)
      return Entry;
  }
  return NULL;
}

/* The entry takes over the caller's reference, if it comes to be. */
static NTSTATUS Add(PORT_PIN *Pin, PKEVENT Event) {
  PORT_EVENT *Entry = (PORT_EVENT *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Entry, PORT_TAG);
  if (Entry == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  NTSTATUS Status = Pin->Notification->lpVtbl->RegisterNotificationEvent(Pin->Notification, Event);
  if (!NT_SUCCESS(Status)) {
    ExFreePoolWithTag(Entry, PORT_TAG);
    return Status;
  }
  Entry->Event = Event;
  InsertTailList(&Pin->Events, &Entry->Link);
  return STATUS_SUCCESS;
}

static VOID Drop(PORT_EVENT *Entry) {
  (void)RemoveEntryList(&Entry->Link);
  (void)ObDereferenceObject(Entry->Event);
  ExFreePoolWithTag(Entry, PORT_TAG);
}

NTSTATUS PortRegisterEvent(PORT_PIN *Pin, HANDLE UserEvent) {
  PKEVENT Event;
  if (Pin->Notification == NULL)
    return STATUS_NOT_SUPPORTED;
  if (Pin->Buffer.Mdl == NULL || !Pin->Buffer.WithNotification)
    return STATUS_INVALID_DEVICE_REQUEST;
  NTSTATUS Status = EventOf(UserEvent, &Event);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Add(Pin, Event);
  if (!NT_SUCCESS(Status))
    (void)ObDereferenceObject(Event);
  return Status;
}

static NTSTATUS Remove(PORT_PIN *Pin, PKEVENT Event) {
  PORT_EVENT *Entry = Find(Pin, Event);
  if (Entry == NULL)
    return STATUS_INVALID_PARAMETER;
  NTSTATUS Status =
      Pin->Notification->lpVtbl->UnregisterNotificationEvent(Pin->Notification, Event);
  /* An event that may still be signalled keeps its reference until the pin closes. */
  if (NT_SUCCESS(Status))
    Drop(Entry);
  return Status;
}

NTSTATUS PortUnregisterEvent(PORT_PIN *Pin, HANDLE UserEvent) {
  PKEVENT Event;
  if (Pin->Notification == NULL)
    return STATUS_NOT_SUPPORTED;
  NTSTATUS Status = EventOf(UserEvent, &Event);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Remove(Pin, Event);
  (void)ObDereferenceObject(Event);
  return Status;
}

VOID PortForgetEvents(PORT_PIN *Pin) {
  while (!IsListEmpty(&Pin->Events)) {
    PORT_EVENT *Entry = CONTAINING_RECORD(Pin->Events.Flink, PORT_EVENT, Link);
    (void)Pin->Notification->lpVtbl->UnregisterNotificationEvent(Pin->Notification, Entry->Event);
    Drop(Entry);
  }
}
