/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notification events and callbacks of an engine. The list belongs to the engine: it outlives
 * buffers and states and ends with the engine. The adapter lock guards it; what is removed
 * under the delivery lock too is not in the middle of a call. A hash over all engines keeps long
 * lists quick to search.
 */
#include "bus.h"

static ULONG BucketOf(const BUS_ENGINE *Engine, const BUS_NOTIFICATION *Key) {
  ULONG_PTR Mix = (ULONG_PTR)Key->Event ^ (ULONG_PTR)Key->Callback ^
                  ((ULONG_PTR)Key->Context << 1) ^ Engine->Index;
  Mix *= (ULONG_PTR)0x9E3779B97F4A7C15u; /* spreads neighbouring addresses */
  return (ULONG)(Mix >> (sizeof Mix * 8 - BUS_BUCKET_BITS));
}

static BOOLEAN IsSame(const BUS_REGISTRATION *Registration, const BUS_ENGINE *Engine,
                      const BUS_NOTIFICATION *Key) {
  const BUS_NOTIFICATION *Have = &Registration->Notification;
  return Registration->Engine == Engine && Have->Event == Key->Event &&
         Have->Callback == Key->Callback && Have->Context == Key->Context;
}

/* Where the pointer to it is; the pointer is NULL if it is not there. `Fdo` NULL: any. */
static BUS_REGISTRATION **FindRegistration(BUS_ENGINE *Engine, const BUS_NOTIFICATION *Key,
                                           PDEVICE_OBJECT Fdo) {
  BUS_REGISTRATION **Place = &Engine->Adapter->Registrations[BucketOf(Engine, Key)];
  while (*Place != NULL &&
         !(IsSame(*Place, Engine, Key) && (Fdo == NULL || (*Place)->Notification.Fdo == Fdo)))
    Place = &(*Place)->NextInBucket;
  return Place;
}

/* Adapter lock held. */
static NTSTATUS AddRegistration(BUS_ENGINE *Engine, const BUS_NOTIFICATION *New) {
  BUS_REGISTRATION **Place = FindRegistration(Engine, New, New->Fdo);
  if (*Place == NULL) {
    BUS_REGISTRATION *Registration =
        (BUS_REGISTRATION *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Registration, BUS_TAG);
    if (Registration == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    Registration->Engine = Engine;
    Registration->Notification = *New;
    *Place = Registration;
    InsertTailList(&Engine->Registrations, &Registration->Link);
  }
  (*Place)->Count++;
  if (New->Fdo != NULL)
    (void)ObReferenceObject(New->Fdo);
  return STATUS_SUCCESS;
}

/* Adapter lock held. *Fdo is the reference that is left to drop, NULL for none. */
static NTSTATUS RemoveRegistration(BUS_ENGINE *Engine, const BUS_NOTIFICATION *Key,
                                   PDEVICE_OBJECT *Fdo) {
  BUS_REGISTRATION **Place = FindRegistration(Engine, Key, NULL);
  BUS_REGISTRATION *Registration = *Place;
  if (Registration == NULL)
    return STATUS_INVALID_PARAMETER;
  *Fdo = Registration->Notification.Fdo;
  if (--Registration->Count == 0) {
    *Place = Registration->NextInBucket;
    (void)RemoveEntryList(&Registration->Link);
    ExFreePoolWithTag(Registration, BUS_TAG);
  }
  return STATUS_SUCCESS;
}

static NTSTATUS Register(PVOID Context, HANDLE Handle, const BUS_NOTIFICATION *New,
                         BOOLEAN IsComplete) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnterPresent(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  if (Engine == NULL)
    Status = STATUS_INVALID_HANDLE;
  else if (!IsComplete)
    Status = STATUS_INVALID_PARAMETER;
  else
    Status = AddRegistration(Engine, New);
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}

static NTSTATUS Unregister(PVOID Context, HANDLE Handle, const BUS_NOTIFICATION *Key) {
  BUS_CLIENT *Client;
  PDEVICE_OBJECT Fdo = NULL;
  NTSTATUS Status = BusEnter(Context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  KIRQL Irql = BusHoldDeliveries(Client->Adapter);
  KeAcquireSpinLockAtDpcLevel(&Client->Adapter->Lock);
  BUS_ENGINE *Engine = BusFindEngine(Client, Handle);
  Status = Engine != NULL ? RemoveRegistration(Engine, Key, &Fdo) : (NTSTATUS)STATUS_INVALID_HANDLE;
  KeReleaseSpinLockFromDpcLevel(&Client->Adapter->Lock);
  BusResumeDeliveries(Client->Adapter, Irql);
  if (Fdo != NULL)
    (void)ObDereferenceObject(Fdo);
  return Status;
}

NTSTATUS BusRegisterNotificationEvent(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent) {
  BUS_NOTIFICATION New = {.Event = NotificationEvent};
  return Register(_context, Handle, &New, NotificationEvent != NULL);
}

NTSTATUS BusUnregisterNotificationEvent(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent) {
  BUS_NOTIFICATION Key = {.Event = NotificationEvent};
  return Unregister(_context, Handle, &Key);
}

NTSTATUS BusRegisterNotificationCallback(PVOID _context, HANDLE Handle, PDEVICE_OBJECT Fdo,
                                         PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback,
                                         PVOID CallbackContext) {
  BUS_NOTIFICATION New = {.Callback = NotificationCallback, .Context = CallbackContext, .Fdo = Fdo};
  return Register(_context, Handle, &New, NotificationCallback != NULL && Fdo != NULL);
}

NTSTATUS BusUnregisterNotificationCallback(PVOID _context, HANDLE Handle,
                                           PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback,
                                           PVOID CallbackContext) {
  BUS_NOTIFICATION Key = {.Callback = NotificationCallback, .Context = CallbackContext};
  return Unregister(_context, Handle, &Key);
}

/* Once per completion, without the adapter lock. FALSE if the engine was freed meanwhile, which
 * only the callback itself can do. */
static BOOLEAN Call(BUS_ENGINE *Engine, const BUS_REGISTRATION *Registration,
                    const LARGE_INTEGER *Times, ULONG Count) {
  BUS_NOTIFICATION Notification = Registration->Notification;
  ULONG Generation = Engine->Generation;
  for (ULONG i = 0; i < Count && Engine->Generation == Generation; i++) {
    KeReleaseSpinLockFromDpcLevel(&Engine->Adapter->Lock);
    Notification.Callback(Notification.Context, Times[i]);
    KeAcquireSpinLockAtDpcLevel(&Engine->Adapter->Lock);
  }
  return Engine->Generation == Generation;
}

VOID BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink) {
    BUS_REGISTRATION *Registration = CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link);
    if (Registration->Notification.Callback != NULL && !Call(Engine, Registration, Times, Count))
      return;
  }
  for (PLIST_ENTRY Entry = Engine->Registrations.Flink; Entry != &Engine->Registrations;
       Entry = Entry->Flink) {
    PKEVENT Event = CONTAINING_RECORD(Entry, BUS_REGISTRATION, Link)->Notification.Event;
    if (Event != NULL)
      (void)KeSetEvent(Event, EVENT_INCREMENT, FALSE);
  }
}

VOID BusTakeRegistrations(BUS_ENGINE *Engine, PLIST_ENTRY Taken) {
  while (!IsListEmpty(&Engine->Registrations)) {
    BUS_REGISTRATION *Registration =
        CONTAINING_RECORD(RemoveHeadList(&Engine->Registrations), BUS_REGISTRATION, Link);
    const BUS_NOTIFICATION *Key = &Registration->Notification;
    *FindRegistration(Engine, Key, Key->Fdo) = Registration->NextInBucket;
    InsertTailList(Taken, &Registration->Link);
  }
}

VOID BusFreeRegistrations(PLIST_ENTRY Taken) {
  while (!IsListEmpty(Taken)) {
    BUS_REGISTRATION *Registration =
        CONTAINING_RECORD(RemoveHeadList(Taken), BUS_REGISTRATION, Link);
    PDEVICE_OBJECT Fdo = Registration->Notification.Fdo;
    for (ULONG i = 0; Fdo != NULL && i < Registration->Count; i++)
      (void)ObDereferenceObject(Fdo);
    ExFreePoolWithTag(Registration, BUS_TAG);
  }
}
