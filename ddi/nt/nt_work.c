/* SPDX-License-Identifier: Apache-2.0 */
/* Work items. There are always enough worker threads for what is queued: none waits for another. */
#include "nt_internal.h"

#define WORK_TAG 0x6B726F57u /* "Work" */

struct _IO_WORKITEM {
  WORK_QUEUE_ITEM item;
  PDEVICE_OBJECT device;
  PIO_WORKITEM_ROUTINE routine;
  PVOID context;
};

static struct {
  LIST_ENTRY queue;
  KSEMAPHORE queued; /* counts the queue */
  size_t length, idle_workers;
} work;

void nt_work_start(void) {
  InitializeListHead(&work.queue);
  KeInitializeSemaphore(&work.queued, 0, INT32_MAX);
  work.length = work.idle_workers = 0;
}

static void run_one(PWORK_QUEUE_ITEM item) {
  item->List.Flink = NULL; /* it may be queued again, or be freed, in the routine */
  item->WorkerRoutine(item->Parameter);
  if (nt.irql != PASSIVE_LEVEL)
    nt_finding("WORKITEM-IRQL-LEAK", "a work item ended at IRQL %u", nt.irql);
  nt.irql = PASSIVE_LEVEL;
}

static VOID serve_queue(PVOID context) {
  UNREFERENCED_PARAMETER(context);
  for (;;) {
    (void)KeWaitForSingleObject(&work.queued, Executive, KernelMode, FALSE, NULL);
    work.idle_workers--;
    work.length--;
    run_one(CONTAINING_RECORD(RemoveHeadList(&work.queue), WORK_QUEUE_ITEM, List));
    work.idle_workers++;
  }
}

void nt_work_memory_goes(const void *memory, size_t bytes) {
  for (PLIST_ENTRY entry = work.queue.Flink; entry != &work.queue; entry = entry->Flink) {
    PWORK_QUEUE_ITEM item = CONTAINING_RECORD(entry, WORK_QUEUE_ITEM, List);
    if (!nt_lies_in(item, memory, bytes))
      continue;
    nt_finding("WORKITEM-FREED", "memory is freed with a queued work item in it");
    (void)RemoveEntryList(entry);
    work.length--;
    work.queued.Header.SignalState--;
    return;
  }
}

void nt_work_check_leaks(void) {
  if (work.length != 0)
    nt_finding("WORKITEM-LEAK", "%zu work items are queued", work.length);
}

static void queue(PWORK_QUEUE_ITEM item, const char *service) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, service);
  if (item->List.Flink != NULL) {
    nt_finding("WORKITEM-QUEUED", "%s of a work item that is queued already", service);
    return;
  }
  if (work.length >= work.idle_workers && nt_thread_create(serve_queue, NULL, true) != NULL)
    work.idle_workers++;
  InsertTailList(&work.queue, &item->List);
  work.length++;
  (void)KeReleaseSemaphore(&work.queued, IO_NO_INCREMENT, 1, FALSE);
}

static bool is_queued(const WORK_QUEUE_ITEM *item) {
  PLIST_ENTRY entry = work.queue.Flink;
  while (entry != &work.queue && entry != &item->List)
    entry = entry->Flink;
  return entry != &work.queue;
}

VOID ExInitializeWorkItem(PWORK_QUEUE_ITEM Item, PWORKER_THREAD_ROUTINE Routine, PVOID Context) {
  if (is_queued(Item)) {
    nt_finding("WORKITEM-QUEUED", "ExInitializeWorkItem of a work item that is queued");
    return;
  }
  *Item = (WORK_QUEUE_ITEM){.WorkerRoutine = Routine, .Parameter = Context};
}

VOID ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType) {
  UNREFERENCED_PARAMETER(QueueType);
  queue(WorkItem, "ExQueueWorkItem");
}

PIO_WORKITEM IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoAllocateWorkItem");
  PIO_WORKITEM item = (PIO_WORKITEM)nt_pool_allocate(sizeof *item, WORK_TAG, true);
  if (item != NULL)
    item->device = DeviceObject;
  return item;
}

static bool is_live(PIO_WORKITEM item, const char *service) {
  if (nt_pool_is_live(item))
    return true;
  nt_finding("WORKITEM-UNKNOWN", "%s of %p, which is no work item (any more)", service,
             (void *)item);
  return false;
}

VOID IoFreeWorkItem(PIO_WORKITEM IoWorkItem) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoFreeWorkItem");
  if (!is_live(IoWorkItem, "IoFreeWorkItem"))
    return;
  if (IoWorkItem->item.List.Flink != NULL)
    nt_finding("WORKITEM-QUEUED", "IoFreeWorkItem of a work item that is queued");
  else
    ExFreePoolWithTag(IoWorkItem, WORK_TAG);
}

/* The device stays while its work item is queued or runs. */
static VOID run_for_device(PVOID parameter) {
  PIO_WORKITEM item = (PIO_WORKITEM)parameter;
  PDEVICE_OBJECT device = item->device;
  item->routine(device, item->context);
  (void)ObDereferenceObject(device);
}

VOID IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
                     WORK_QUEUE_TYPE QueueType, PVOID Context) {
  UNREFERENCED_PARAMETER(QueueType);
  if (!is_live(IoWorkItem, "IoQueueWorkItem"))
    return;
  if (IoWorkItem->item.List.Flink == NULL) {
    (void)ObReferenceObject(IoWorkItem->device);
    IoWorkItem->routine = WorkerRoutine;
    IoWorkItem->context = Context;
    ExInitializeWorkItem(&IoWorkItem->item, run_for_device, IoWorkItem);
  }
  queue(&IoWorkItem->item, "IoQueueWorkItem");
}
