/* SPDX-License-Identifier: Apache-2.0 */
/* What all dispatcher objects have in common, and waiting for them. A wait moves simulated time. */
#include "nt_internal.h"

/* Nothing but interrupts and timers can end a wait; one that lasts this long is lost (2 s). */
#define FOREVER_100NS 20000000

static size_t bytes_of(enum nt_object_type type) {
  switch (type) {
  case NT_EVENT:
  case NT_EVENT_AUTO:
    return sizeof(KEVENT);
  case NT_TIMER:
  case NT_TIMER_AUTO:
    return sizeof(KTIMER);
  }
  return 0;
}

void nt_object_initialise(DISPATCHER_HEADER *header, enum nt_object_type type, LONG signal_state) {
  RtlZeroMemory(header, bytes_of(type));
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

static bool is_signalled(void *arg) {
  const DISPATCHER_HEADER *header = (const DISPATCHER_HEADER *)arg;
  return header->SignalState > 0;
}

static void end_wait(DISPATCHER_HEADER *header) {
  if (header->Type == NT_EVENT_AUTO || header->Type == NT_TIMER_AUTO)
    header->SignalState = 0;
}

NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                               BOOLEAN Alertable, PLARGE_INTEGER Timeout) {
  UNREFERENCED_PARAMETER(WaitReason);
  UNREFERENCED_PARAMETER(WaitMode);
  UNREFERENCED_PARAMETER(Alertable);
  DISPATCHER_HEADER *header = (DISPATCHER_HEADER *)Object;
  bool poll = Timeout != NULL && Timeout->QuadPart == 0;
  if (nt.irql > DISPATCH_LEVEL || (nt.irql == DISPATCH_LEVEL && !poll)) {
    nt_finding("WAIT-AT-DISPATCH", "KeWaitForSingleObject would block at IRQL %u", nt.irql);
    poll = true;
  }
  if (!nt_object_is_sound(header)) {
    nt_finding("WAIT-OBJECT", "KeWaitForSingleObject on what is no initialised object");
    return STATUS_INVALID_PARAMETER;
  }
  if (!is_signalled(header) && !poll)
    nt_advance(nt_tick_of_due_time(Timeout != NULL ? Timeout->QuadPart : -FOREVER_100NS),
               is_signalled, header);
  if (!is_signalled(header)) {
    if (Timeout == NULL && !poll)
      nt_finding("WAIT-FOREVER", "an object waited for without timeout was not set in 2 s");
    return STATUS_TIMEOUT;
  }
  end_wait(header);
  return STATUS_SUCCESS;
}
