/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel when the host has no memory: every allocation of it fails once, the n-th for every n,
 * and nothing worse happens than that the service says so. The linker leads the allocating
 * functions here (--wrap).
 */
#include "kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static size_t fail_at; /* 1 = the next allocation fails, 0 = none */

static bool fails(void) { return fail_at != 0 && --fail_at == 0; }

#define WRAP(type, function, parameters, arguments)                                                \
  type __real_##function parameters;                                                               \
  type __wrap_##function parameters;                                                               \
  type __wrap_##function parameters { return fails() ? NULL : __real_##function arguments; }

WRAP(void *, malloc, (size_t bytes), (bytes))
WRAP(void *, calloc, (size_t count, size_t bytes), (count, bytes))
WRAP(void *, realloc, (void *memory, size_t bytes), (memory, bytes))
WRAP(void *, aligned_alloc, (size_t alignment, size_t bytes), (alignment, bytes))
WRAP(char *, strdup, (const char *text), (text))
WRAP(void *, tsearch, (const void *key, void **root, int (*compare)(const void *, const void *)),
     (key, root, compare))

void *__real_mmap(void *address, size_t bytes, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t bytes, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t bytes, int protection, int flags, int file, off_t offset) {
  return fails() ? MAP_FAILED : __real_mmap(address, bytes, protection, flags, file, offset);
}

static const PHYSICAL_ADDRESS zero = {.QuadPart = 0};
static const PHYSICAL_ADDRESS anywhere = {.QuadPart = INT64_MAX};

static BOOLEAN never(PKINTERRUPT interrupt, PVOID context) {
  (void)interrupt;
  (void)context;
  return FALSE;
}
static VOID nothing(PVOID context) { (void)context; }
static NTSTATUS entry(PDRIVER_OBJECT driver, PUNICODE_STRING path) {
  (void)driver;
  (void)path;
  return STATUS_SUCCESS;
}
static void answer(void *user, const GUID *type, USHORT size, USHORT version, PINTERFACE interface,
                   PVOID data, NTSTATUS *status, ULONG_PTR *information) {
  (void)user;
  (void)type;
  (void)size;
  (void)version;
  (void)interface;
  (void)data;
  (void)status;
  (void)information;
}

/* Each of these gives back what it got, if it got it. */
static bool use_pool(void) {
  void *block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, 1);
  if (block != NULL)
    ExFreePool(block);
  return block != NULL;
}

static bool use_mdl(void) {
  PMDL mdl = MmAllocatePagesForMdl(zero, anywhere, zero, 2 * PAGE_SIZE);
  if (mdl == NULL)
    return false;
  PVOID va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
  if (va != NULL)
    MmUnmapLockedPages(va, mdl);
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
  return va != NULL;
}

static bool use_contiguous(void) {
  PVOID va = MmAllocateContiguousMemory(PAGE_SIZE, anywhere);
  if (va != NULL)
    MmFreeContiguousMemory(va);
  return va != NULL;
}

static bool use_interrupt(void) {
  PKINTERRUPT interrupt = NULL;
  IO_CONNECT_INTERRUPT_PARAMETERS connect = {.Version = CONNECT_LINE_BASED};
  connect.LineBased.InterruptObject = &interrupt;
  connect.LineBased.ServiceRoutine = never;
  if (IoConnectInterruptEx(&connect) != STATUS_SUCCESS)
    return false;
  IoDisconnectInterrupt(interrupt);
  return true;
}

static bool use_thread(void) {
  HANDLE thread = NULL;
  if (PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, nothing, NULL) != STATUS_SUCCESS)
    return false;
  LARGE_INTEGER interval = {.QuadPart = -10};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  (void)ZwClose(thread);
  return true;
}

static bool use_work_item(void) {
  static WORK_QUEUE_ITEM item;
  ExInitializeWorkItem(&item, nothing, NULL);
  ExQueueWorkItem(&item, DelayedWorkQueue);
  LARGE_INTEGER interval = {.QuadPart = -10};
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  if (item.List.Flink == NULL)
    return true;
  static WORK_QUEUE_ITEM second; /* another queueing finds a thread for both */
  ExInitializeWorkItem(&second, nothing, NULL);
  ExQueueWorkItem(&second, DelayedWorkQueue);
  (void)KeDelayExecutionThread(KernelMode, FALSE, &interval);
  assert_null(item.List.Flink);
  return false;
}

static bool use_event(void) {
  HANDLE handle = nt_create_user_event(NotificationEvent, false);
  return handle != NULL && nt_close_handle(handle);
}

static bool use_driver(void) {
  PDRIVER_OBJECT driver = NULL;
  PDEVICE_OBJECT device = NULL, pdo = nt_create_pdo(answer, NULL);
  bool all = pdo != NULL;
  if (all)
    nt_delete_device(pdo);
  if (nt_load_driver(entry, &driver) != STATUS_SUCCESS)
    return false;
  if (IoCreateDevice(driver, 8, NULL, FILE_DEVICE_SOUND, 0, FALSE, &device) == STATUS_SUCCESS)
    IoDeleteDevice(device);
  nt_unload_driver(driver);
  return all && device != NULL;
}

static bool use_call(void) {
  static unsigned number;
  char name[32];
  (void)snprintf(name, sizeof name, "call %u", number++);
  struct nt_call call;
  nt_call_begin(&call, name);
  bool named = call.name != NULL;
  nt_call_end(&call);
  return named;
}

static bool use_handle(void) {
  PIRP irp = IoAllocateIrp(1, FALSE);
  PMDL mdl = IoAllocateMdl(&irp, 8, FALSE, FALSE, NULL);
  if (irp != NULL)
    IoFreeIrp(irp);
  if (mdl != NULL)
    IoFreeMdl(mdl);
  return irp != NULL && mdl != NULL;
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  bool (*const uses[])(void) = {use_pool,  use_mdl,    use_contiguous, use_interrupt,
                                use_event, use_thread, use_work_item,  use_driver,
                                use_call,  use_handle};
  for (size_t i = 0; i < ARRAYSIZE(uses); i++) {
    bool done = false;
    for (size_t n = 1; !done; n++) {
      assert_in_range(n, 1, 20);
      fail_at = n;
      done = uses[i]();
      if (done != (fail_at != 0))
        fail_msg("use %zu, allocation %zu: %s", i, n, done ? "failure not shown" : "failed");
      fail_at = 0;
      nt_check_leaks();
      assert_no_finding();
    }
  }
}

static void a_start_without_memory_has_no_pages(void **state) {
  (void)state;
  nt_stop();
  fail_at = 1;
  nt_start(kernel_sim);
  watch_records();
  fail_at = 0;
  assert_null(MmAllocateContiguousMemory(PAGE_SIZE, anywhere));
  assert_no_finding();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, kernel_start, kernel_stop)
  const struct CMUnitTest tests[] = {
      TEST(every_allocation_may_fail),
      TEST(a_start_without_memory_has_no_pages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
