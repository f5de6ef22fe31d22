/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all dispatcher objects have in common, and waiting for them.
 *
 * A wait is satisfied in the moment its object is signalled, not when the thread runs again: an
 * event that is set and cleared at once still ends the waits for it, and the first who waited gets
 * it.
 */
#include "nt_internal.h"

/* Nothing but interrupts and timers can end a wait of the host; one that lasts this long is lost
 * (2 s). System threads may wait for ever. */
#define FOREVER_100NS 20000000

struct wait {
  LIST_ENTRY link; /* in `waits`, the oldest first */
  PVOID *objects;
  ULONG count;
  bool all, satisfied;
  ULONG index; /* of the object that satisfied it */
  PKTHREAD thread;
};
static LIST_ENTRY waits = {&waits, &waits};

void nt_waits_start(void) { InitializeListHead(&waits); }

static size_t bytes_of(enum nt_object_type type) {
  switch (type) {
  case NT_EVENT:
  case NT_EVENT_AUTO:
    return sizeof(KEVENT);
  case NT_MUTANT:
    return sizeof(KMUTEX);
  case NT_SEMAPHORE:
    return sizeof(KSEMAPHORE);
  case NT_THREAD:
    return sizeof(DISPATCHER_HEADER);
  case NT_TIMER:
  case NT_TIMER_AUTO:
    return sizeof(KTIMER);
  }
  return 0;
}

void nt_object_initialise(DISPATCHER_HEADER *header, enum nt_object_type type, LONG signal_state) {
  RtlZeroMemory((void *)header, bytes_of(type));
  header->Type = (UCHAR)type;
  header->Size = (UCHAR)(bytes_of(type) / sizeof(LONG));
  header->SignalState = signal_state;
  InitializeListHead(&header->WaitListHead);
}

bool nt_object_is_sound(const DISPATCHER_HEADER *header) {
  size_t bytes = bytes_of((enum nt_object_type)header->Type);
  return bytes != 0 && header->Size == bytes / sizeof(LONG) &&
         header->WaitListHead.Flink == &header->WaitListHead;
}

static bool is_signalled(const DISPATCHER_HEADER *header, PKTHREAD thread) {
  if (header->SignalState > 0)
    return true;
  return header->Type == NT_MUTANT && ((const KMUTEX *)(const void *)header)->OwnerThread == thread;
}

static void acquire(DISPATCHER_HEADER *header, PKTHREAD thread) {
  switch ((enum nt_object_type)header->Type) {
  case NT_EVENT_AUTO:
  case NT_TIMER_AUTO:
    header->SignalState = 0;
    break;
  case NT_MUTANT:
    ((KMUTEX *)(void *)header)->OwnerThread = thread;
    header->SignalState--;
    break;
  case NT_SEMAPHORE:
    header->SignalState--;
    break;
  case NT_EVENT:
  case NT_THREAD:
  case NT_TIMER:
    break;
  }
}

static void try_all(struct wait *wait) {
  for (ULONG i = 0; i < wait->count; i++)
    if (!is_signalled((DISPATCHER_HEADER *)wait->objects[i], wait->thread))
      return;
  for (ULONG i = 0; i < wait->count; i++)
    acquire((DISPATCHER_HEADER *)wait->objects[i], wait->thread);
  wait->satisfied = true;
}

static void try_any(struct wait *wait) {
  for (ULONG i = 0; i < wait->count && !wait->satisfied; i++) {
    DISPATCHER_HEADER *header = (DISPATCHER_HEADER *)wait->objects[i];
    if (!is_signalled(header, wait->thread))
      continue;
    acquire(header, wait->thread);
    wait->index = i;
    wait->satisfied = true;
  }
}

static bool is_satisfied(void *arg) { return ((const struct wait *)arg)->satisfied; }

static void try_to_satisfy(struct wait *wait) {
  if (wait->all)
    try_all(wait);
  else
    try_any(wait);
}

void nt_signal(void) {
  for (PLIST_ENTRY entry = waits.Flink; entry != &waits; entry = entry->Flink) {
    struct wait *wait = CONTAINING_RECORD(entry, struct wait, link);
    if (!wait->satisfied)
      try_to_satisfy(wait);
  }
}

void nt_waits_memory_goes(const void *memory, size_t bytes) {
  for (PLIST_ENTRY entry = waits.Flink; entry != &waits; entry = entry->Flink) {
    struct wait *wait = CONTAINING_RECORD(entry, struct wait, link);
    for (ULONG i = 0; i < wait->count; i++) {
      if (!nt_lies_in(wait->objects[i], memory, bytes))
        continue;
      nt_finding("WAIT-FREED", "memory is freed with an object in it that a thread waits for");
      wait->count = 0; /* it can only time out */
      wait->all = false;
    }
  }
}

static bool may_block(bool poll, const char *service) {
  if (nt.irql < DISPATCH_LEVEL)
    return !poll;
  if (nt.irql > DISPATCH_LEVEL || !poll)
    nt_finding("WAIT-AT-DISPATCH", "%s would block at IRQL %u", service, nt.irql);
  return false;
}

static NTSTATUS wait_for(struct wait *wait, const LARGE_INTEGER *timeout, const char *service) {
  bool block = may_block(timeout != NULL && timeout->QuadPart == 0, service);
  for (ULONG i = 0; i < wait->count; i++)
    if (!nt_memory_is_good(wait->objects[i], "WAIT", service)) {
      return STATUS_INVALID_PARAMETER;
    } else if (!nt_object_is_sound((const DISPATCHER_HEADER *)wait->objects[i])) {
      nt_finding("WAIT-OBJECT", "%s on what is no initialised object", service);
      return STATUS_INVALID_PARAMETER;
    }
  bool for_ever = timeout == NULL && !nt_thread_is_host();
  wait->thread = KeGetCurrentThread();
  try_to_satisfy(wait);
  if (!wait->satisfied && block) {
    InsertTailList(&waits, &wait->link);
    nt_block(for_ever ? UINT64_MAX
                      : nt_tick_of_due_time(timeout != NULL ? timeout->QuadPart : -FOREVER_100NS),
             is_satisfied, wait, false);
    (void)RemoveEntryList(&wait->link);
  }
  if (wait->satisfied)
    return STATUS_WAIT_0 + (NTSTATUS)wait->index;
  if (timeout == NULL && block)
    nt_finding("WAIT-FOREVER", "%s without timeout did not end in 2 s", service);
  return STATUS_TIMEOUT;
}

NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                               BOOLEAN Alertable, PLARGE_INTEGER Timeout) {
  UNREFERENCED_PARAMETER(WaitReason);
  UNREFERENCED_PARAMETER(WaitMode);
  UNREFERENCED_PARAMETER(Alertable);
  struct wait wait = {.objects = &Object, .count = 1};
  return wait_for(&wait, Timeout, "KeWaitForSingleObject");
}

NTSTATUS KeWaitForMultipleObjects(ULONG Count, PVOID Object[], WAIT_TYPE WaitType,
                                  KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                                  BOOLEAN Alertable, PLARGE_INTEGER Timeout,
                                  PKWAIT_BLOCK WaitBlockArray) {
  UNREFERENCED_PARAMETER(WaitReason);
  UNREFERENCED_PARAMETER(WaitMode);
  UNREFERENCED_PARAMETER(Alertable);
  if (Count > MAXIMUM_WAIT_OBJECTS || (WaitBlockArray == NULL && Count > THREAD_WAIT_OBJECTS)) {
    nt_finding("WAIT-COUNT", "KeWaitForMultipleObjects on %u objects%s", Count,
               WaitBlockArray == NULL ? " without wait blocks" : "");
    return STATUS_INVALID_PARAMETER;
  }
  struct wait wait = {.objects = Object, .count = Count, .all = WaitType == WaitAll};
  return wait_for(&wait, Timeout, "KeWaitForMultipleObjects");
}
