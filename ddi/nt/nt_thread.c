/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Threads: the host's, in which the driver is called, and system threads.
 *
 * A thread runs until it waits. Then the one that has waited longest of those that may go on does;
 * if there is none, time moves to where something happens.
 */
#include "nt_fiber.h"
#include "nt_internal.h"

struct _KTHREAD {
  DISPATCHER_HEADER header; /* signalled when the thread has ended */
  LIST_ENTRY link;
  struct nt_fiber fiber;
  PKSTART_ROUTINE routine;
  PVOID context;
  KPRIORITY priority;
  bool ended, is_worker;
  KIRQL irql; /* while it waits */
  uint64_t deadline, waits_since;
  bool (*done)(void *arg);
  void *arg;
};

#define NORMAL_PRIORITY 8

static struct _KTHREAD host;
static LIST_ENTRY threads = {&threads, &threads};
static PKTHREAD current = &host;
static PKTHREAD just_ended;
static uint64_t wait_count;

void nt_thread_start(void) {
  host = (struct _KTHREAD){.priority = NORMAL_PRIORITY};
  nt_object_initialise(&host.header, NT_THREAD, 0);
  InitializeListHead(&threads);
  InsertTailList(&threads, &host.link);
  current = &host;
  just_ended = NULL;
  wait_count = 0;
}

static void destroy(void *body) { nt_fiber_destroy(&((PKTHREAD)body)->fiber); }

bool nt_thread_is_host(void) { return current == &host; }

PKTHREAD KeGetCurrentThread(VOID) { return current; }

void nt_threads_check_leaks(void) {
  size_t count = 0;
  for (PLIST_ENTRY entry = threads.Flink; entry != &threads; entry = entry->Flink)
    count += !CONTAINING_RECORD(entry, struct _KTHREAD, link)->is_worker;
  if (count > 1)
    nt_finding("THREAD-LEAK", "%zu system threads have not ended", count - 1);
}

static bool may_go_on(const struct _KTHREAD *thread) {
  return (thread->done != NULL && thread->done(thread->arg)) || nt_now() >= thread->deadline;
}

static PKTHREAD choose(void) {
  PKTHREAD chosen = NULL;
  for (PLIST_ENTRY entry = threads.Flink; entry != &threads; entry = entry->Flink) {
    PKTHREAD thread = CONTAINING_RECORD(entry, struct _KTHREAD, link);
    if ((chosen == NULL || thread->waits_since < chosen->waits_since) && may_go_on(thread))
      chosen = thread;
  }
  return chosen;
}

static uint64_t first_deadline(void) {
  uint64_t first = UINT64_MAX;
  for (PLIST_ENTRY entry = threads.Flink; entry != &threads; entry = entry->Flink) {
    const struct _KTHREAD *thread = CONTAINING_RECORD(entry, struct _KTHREAD, link);
    if (thread->deadline < first)
      first = thread->deadline;
  }
  return first;
}

static void bury_ended(void) {
  if (just_ended != NULL)
    nt_object_release(just_ended);
  just_ended = NULL;
}

static void switch_to(PKTHREAD next) {
  PKTHREAD self = current;
  if (next == self)
    return;
  self->irql = nt.irql;
  nt.irql = next->irql;
  current = next;
  nt_fiber_switch(&self->fiber, &next->fiber, self->ended);
  bury_ended();
}

/* Returns when the current thread may go on; never if it has ended. */
static void schedule(void) {
  for (;;) {
    nt_serve();
    PKTHREAD next = choose();
    if (next != NULL) {
      switch_to(next);
      return;
    }
    if (!nt_step(first_deadline())) {
      switch_to(&host); /* which can give up */
      return;
    }
  }
}

void nt_block(uint64_t deadline, bool (*done)(void *arg), void *arg, bool first) {
  if (nt.irql >= DISPATCH_LEVEL) {
    nt_advance(deadline, done, arg);
    return;
  }
  if (nt.locks_held != 0)
    nt_finding("WAIT-WITH-LOCK", "a wait while %u spin locks are held", nt.locks_held);
  current->deadline = deadline;
  current->done = done;
  current->arg = arg;
  current->waits_since = first ? 0 : ++wait_count;
  nt_sync_mappings();
  schedule();
}

static _Noreturn void end(void) {
  if (nt.irql != PASSIVE_LEVEL || nt.locks_held != 0)
    nt_finding("THREAD-IRQL-LEAK", "a system thread ended at IRQL %u with %u spin locks held",
               nt.irql, nt.locks_held);
  nt.irql = PASSIVE_LEVEL;
  (void)RemoveEntryList(&current->link);
  current->ended = true;
  current->header.SignalState = 1;
  nt_signal();
  just_ended = current;
  for (;;)
    schedule();
}

static void run(void) {
  nt_fiber_begin();
  bury_ended();
  current->routine(current->context);
  end();
}

PKTHREAD nt_thread_create(PKSTART_ROUTINE routine, PVOID context, bool is_worker) {
  PKTHREAD thread = (PKTHREAD)nt_object_create(NT_OBJECT_THREAD, sizeof *thread);
  if (thread == NULL)
    return NULL;
  if (!nt_fiber_create(&thread->fiber, run)) {
    nt_object_disown(thread);
    return NULL;
  }
  nt_object_on_end(thread, destroy);
  nt_object_hold(thread); /* while it runs */
  nt_object_initialise(&thread->header, NT_THREAD, 0);
  thread->routine = routine;
  thread->context = context;
  thread->priority = NORMAL_PRIORITY;
  thread->is_worker = is_worker;
  thread->waits_since = ++wait_count;
  InsertTailList(&threads, &thread->link);
  return thread;
}

NTSTATUS PsCreateSystemThread(PHANDLE ThreadHandle, ULONG DesiredAccess,
                              POBJECT_ATTRIBUTES ObjectAttributes, HANDLE ProcessHandle,
                              PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine,
                              PVOID StartContext) {
  UNREFERENCED_PARAMETER(DesiredAccess);
  UNREFERENCED_PARAMETER(ObjectAttributes);
  UNREFERENCED_PARAMETER(ProcessHandle);
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "PsCreateSystemThread");
  PKTHREAD thread = nt_thread_create(StartRoutine, StartContext, false);
  if (thread == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  *ThreadHandle = nt_object_open(thread);
  if (*ThreadHandle == NULL) { /* it has not run yet, and never will */
    (void)RemoveEntryList(&thread->link);
    nt_object_release(thread);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  if (ClientId != NULL)
    *ClientId = (CLIENT_ID){.UniqueThread = *ThreadHandle};
  return STATUS_SUCCESS;
}

NTSTATUS PsTerminateSystemThread(NTSTATUS ExitStatus) {
  UNREFERENCED_PARAMETER(ExitStatus);
  if (!nt_thread_is_host())
    end();
  nt_finding("THREAD-FOREIGN", "PsTerminateSystemThread outside a system thread");
  return STATUS_INVALID_PARAMETER;
}

KPRIORITY KeSetPriorityThread(PKTHREAD Thread, KPRIORITY Priority) {
  KPRIORITY old = Thread->priority;
  Thread->priority = Priority;
  return old;
}

KPRIORITY KeQueryPriorityThread(PKTHREAD Thread) { return Thread->priority; }
