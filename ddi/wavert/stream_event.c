/* SPDX-License-Identifier: Apache-2.0 */
/* Notification events: the bus driver signals them, this list knows which there are. */
#include "wavert.h"

static WRT_EVENT *Find(WRT_STREAM *Stream, const KEVENT *Event) {
  for (PLIST_ENTRY Link = Stream->Events.Flink; Link != &Stream->Events; Link = Link->Flink) {
    WRT_EVENT *Entry = CONTAINING_RECORD(Link, WRT_EVENT, Link);
    if (Entry->Event == Event)
      return Entry;
  }
  return NULL;
}

static VOID Remove(WRT_EVENT *Entry) {
  (void)RemoveEntryList(&Entry->Link);
  ExFreePoolWithTag(Entry, WRT_TAG);
}

NTSTATUS WrtRegisterEvent(WRT_STREAM *Stream, PKEVENT Event) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  if (Event == NULL)
    return STATUS_INVALID_PARAMETER;
  if (Stream->Miniport->Removed)
    return STATUS_DEVICE_NOT_READY;
  if (Stream->BufferKind != WrtNotificationBuffer)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (Find(Stream, Event) != NULL)
    return STATUS_UNSUCCESSFUL;
  WRT_EVENT *Entry = (WRT_EVENT *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Entry, WRT_TAG);
  if (Entry == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Entry->Event = Event;
  InsertTailList(&Stream->Events, &Entry->Link);
  NTSTATUS Status = Bus->RegisterNotificationEvent(Bus->Context, Stream->Engine, Event);
  if (!NT_SUCCESS(Status))
    Remove(Entry);
  return Status;
}

NTSTATUS WrtUnregisterEvent(WRT_STREAM *Stream, PKEVENT Event) {
  const HDAUDIO_BUS_INTERFACE_V3 *Bus = &Stream->Miniport->Bus;
  WRT_EVENT *Entry = Find(Stream, Event);
  if (Entry == NULL)
    return STATUS_INVALID_PARAMETER;
  Remove(Entry);
  /* The registrations of an engine end with it. */
  return Stream->EngineFreed
             ? STATUS_SUCCESS
             : Bus->UnregisterNotificationEvent(Bus->Context, Stream->Engine, Event);
}

VOID WrtForgetEvents(WRT_STREAM *Stream) {
  while (!IsListEmpty(&Stream->Events))
    (void)WrtUnregisterEvent(Stream,
                             CONTAINING_RECORD(Stream->Events.Flink, WRT_EVENT, Link)->Event);
}
