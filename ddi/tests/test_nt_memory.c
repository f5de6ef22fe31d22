/* SPDX-License-Identifier: Apache-2.0 */
/* Pool, pages, MDLs and contiguous memory of the kernel. */
#include "fake_hda_sim.h"
#include "findings.h"

#define TAG 0x74736554u
#define FOUR_GIB (1ull << 32)

static struct hda_sim *sim;
static const PHYSICAL_ADDRESS zero = {.QuadPart = 0};
static const PHYSICAL_ADDRESS anywhere = {.QuadPart = INT64_MAX};
static const PHYSICAL_ADDRESS below_4gib = {.QuadPart = UINT32_MAX};

static int start(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  sim = fake_create(&config);
  nt_start(sim);
  watch_records();
  return 0;
}

static int stop(void **state) {
  (void)state;
  nt_stop();
  fake_destroy(sim);
  return 0;
}

static uint64_t page_address(const MDL *mdl, size_t i) {
  return (uint64_t)MmGetMdlPfnArray(mdl)[i] << PAGE_SHIFT;
}

static void pool_is_counted_and_zeroed_when_asked(void **state) {
  (void)state;
  uint8_t *zeroed = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, TAG);
  uint8_t *raw = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);
  assert_int_equal(zeroed[63], 0);
  assert_int_not_equal(raw[63], 0);
  assert_int_equal(nt_pool_blocks_in_use(), 2);
  ExFreePoolWithTag(zeroed, TAG);
  ExFreePool(raw);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
}

static void wrong_pool_frees_are_found(void **state) {
  (void)state;
  int local;
  void *block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
  ExFreePoolWithTag(block, TAG + 1);
  assert_finding("POOL-TAG");
  ExFreePoolWithTag(block, TAG);
  assert_finding("POOL-BAD-FREE");
  ExFreePool(&local);
  assert_finding("POOL-BAD-FREE");
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_null(ExAllocatePool2(POOL_FLAG_PAGED, 8, TAG));
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
}

static void the_nth_pool_allocation_fails_once(void **state) {
  (void)state;
  nt_fail_pool_allocation(2);
  void *first = ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
  assert_non_null(first);
  assert_null(ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG));
  void *third = ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
  assert_non_null(third);
  ExFreePool(first);
  ExFreePool(third);
}

static void pages_are_high_scattered_and_repeatable(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 8 * PAGE_SIZE - 1, MmCached, 0);
  assert_int_equal(MmGetMdlByteCount(mdl), 8 * PAGE_SIZE);
  assert_int_equal(MmGetMdlByteOffset(mdl), 0);
  assert_int_equal(mdl->Size, sizeof(MDL) + 8 * sizeof(PFN_NUMBER));
  for (size_t i = 0; i < 8; i++) {
    assert_true(page_address(mdl, i) >= FOUR_GIB);
    assert_true(nt_page_is_allocated(page_address(mdl, i)));
    if (i > 0)
      assert_true(page_address(mdl, i) != page_address(mdl, i - 1) + PAGE_SIZE);
    for (size_t k = 0; k < i; k++)
      assert_true(page_address(mdl, i) != page_address(mdl, k));
  }
  uint64_t first = page_address(mdl, 0);
  assert_int_equal(nt_pages_in_use(), 8);
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
  assert_int_equal(nt_pages_in_use(), 0);
  assert_false(nt_page_is_allocated(first));
  mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 1, MmCached, 0);
  assert_true(page_address(mdl, 0) == first);
  MmFreePagesFromMdl(mdl);
  ExFreePool(mdl);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
}

static void pages_respect_the_highest_address_and_are_zero(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, below_4gib, zero, PAGE_SIZE, MmCached, 0);
  uint64_t address = page_address(mdl, 0);
  assert_true(address < FOUR_GIB);
  uint8_t *memory = hda_sim_mem(sim, address, PAGE_SIZE);
  memory[77] = 1;
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
  mdl = MmAllocatePagesForMdlEx(zero, below_4gib, zero, PAGE_SIZE, MmCached, 0);
  assert_true(page_address(mdl, 0) == address);
  assert_int_equal(memory[77], 0);
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
}

static void the_budget_gives_fewer_pages_or_none(void **state) {
  (void)state;
  nt_set_page_budget(3);
  assert_null(MmAllocatePagesForMdlEx(zero, anywhere, zero, 4 * PAGE_SIZE, MmCached,
                                      MM_ALLOCATE_FULLY_REQUIRED));
  assert_int_equal(nt_pages_in_use(), 0);
  nt_set_page_budget(3);
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 4 * PAGE_SIZE, MmCached, 0);
  assert_int_equal(MmGetMdlByteCount(mdl), 3 * PAGE_SIZE);
  assert_null(MmAllocatePagesForMdlEx(zero, anywhere, zero, PAGE_SIZE, MmCached, 0));
  assert_null(MmAllocateContiguousMemory(PAGE_SIZE, anywhere));
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  nt_set_page_budget(NT_UNLIMITED);
  assert_null(MmAllocatePagesForMdlEx(zero, anywhere, zero, 3000ull * PAGE_SIZE, MmCached,
                                      MM_ALLOCATE_FULLY_REQUIRED));
  assert_int_equal(nt_pages_in_use(), 0);
}

static void wrong_mdl_frees_are_found(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, PAGE_SIZE, MmCached, 0);
  assert_true(nt_mdl_is_live(mdl));
  MmFreePagesFromMdl(mdl);
  assert_false(nt_mdl_is_live(mdl));
  MmFreePagesFromMdl(mdl);
  assert_finding("MDL-BAD-FREE");
  IoFreeMdl(mdl);
  mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, PAGE_SIZE, MmCached, 0);
  IoFreeMdl(mdl);
  assert_finding("MDL-PAGES-LEAK");
  assert_int_equal(nt_pages_in_use(), 1);
}

static void a_mapping_shows_the_pages_in_order(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 2 * PAGE_SIZE, MmCached, 0);
  uint8_t *va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
  uint8_t *second = hda_sim_mem(sim, page_address(mdl, 1), PAGE_SIZE);
  va[PAGE_SIZE + 5] = 42; /* from the driver's side */
  KeStallExecutionProcessor(1);
  assert_int_equal(second[5], 42);
  second[6] = 43; /* from the hardware's side */
  KeStallExecutionProcessor(1);
  assert_int_equal(va[PAGE_SIZE + 6], 43);
  assert_ptr_equal(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), va);
  va[PAGE_SIZE + 7] = 44;
  MmUnmapLockedPages(va, mdl);
  assert_int_equal(second[7], 44);
  MmUnmapLockedPages(va, mdl);
  assert_finding("MDL-NOT-MAPPED");
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
}

static void contiguous_memory_is_one_run(void **state) {
  (void)state;
  uint8_t *va = MmAllocateContiguousMemory(3 * PAGE_SIZE, below_4gib);
  PHYSICAL_ADDRESS first = MmGetPhysicalAddress(va);
  assert_true(first.QuadPart < (LONGLONG)FOUR_GIB);
  assert_int_equal(MmGetPhysicalAddress(va + 2 * PAGE_SIZE + 9).QuadPart - first.QuadPart,
                   2 * PAGE_SIZE + 9);
  assert_ptr_equal(va, hda_sim_mem(sim, (uint64_t)first.QuadPart, 3 * PAGE_SIZE));
  assert_int_equal(nt_pages_in_use(), 3);
  MmFreeContiguousMemory(va);
  assert_int_equal(nt_pages_in_use(), 0);
  MmFreeContiguousMemory(va);
  assert_finding("CONTIGUOUS-BAD-FREE");
  (void)MmGetPhysicalAddress(&va);
  assert_finding("PHYSICAL-UNKNOWN");
}

static void a_host_learns_what_lies_behind_a_system_address(void **state) {
  (void)state;
  uint64_t physical = 0;
  MEMORY_CACHING_TYPE cache = MmNotMapped;
  uint8_t *block =
      MmAllocateContiguousMemorySpecifyCache(100, zero, anywhere, zero, MmWriteCombined);
  assert_true(nt_system_address(block + 33, &physical, &cache));
  assert_true(physical == (uint64_t)MmGetPhysicalAddress(block).QuadPart + 33);
  assert_int_equal(cache, MmWriteCombined);
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 2 * PAGE_SIZE, MmCached, 0);
  uint8_t *va = MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmNonCached, NULL, FALSE, 0);
  assert_true(nt_system_address(va + PAGE_SIZE + 7, &physical, &cache));
  assert_true(physical == page_address(mdl, 1) + 7);
  assert_int_equal(cache, MmNonCached);
  MmFreeContiguousMemory(block);
  MmUnmapLockedPages(va, mdl);
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
  assert_false(nt_system_address(block, &physical, &cache));
  assert_false(nt_system_address(va, &physical, &cache));
  assert_no_finding();
}

static void user_views_are_counted(void **state) {
  (void)state;
  PMDL mdl = MmAllocatePagesForMdlEx(zero, anywhere, zero, 2 * PAGE_SIZE, MmCached, 0);
  uint8_t *user = MmMapLockedPagesSpecifyCache(mdl, UserMode, MmCached, NULL, FALSE, 0);
  assert_non_null(user);
  assert_false(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
  assert_ptr_equal(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), user);
  assert_true(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
  assert_true(nt_is_mapped(user + PAGE_SIZE));
  assert_false(nt_is_mapped(user + 2 * PAGE_SIZE));
  MmUnmapLockedPages(user, mdl);
  assert_ptr_equal(MmMapLockedPagesSpecifyCache(mdl, UserMode, MmCached, NULL, FALSE, 0), user);
  assert_ptr_equal(MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE, 0), user);
  assert_finding("MDL-MAPPED-TWICE");
  MmUnmapLockedPages(user, mdl);
  MmUnmapLockedPages(user, mdl);
  assert_false(nt_is_mapped(user));
  nt_fail_mapping(1);
  assert_null(MmMapLockedPagesSpecifyCache(mdl, UserMode, MmCached, NULL, FALSE, 0));
  user = MmMapLockedPagesSpecifyCache(mdl, UserMode, MmCached, NULL, FALSE, 0);
  assert_no_finding();
  KIRQL old = KeRaiseIrqlToDpcLevel();
  MmUnmapLockedPages(user, mdl);
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
  (void)MmMapLockedPagesSpecifyCache(mdl, UserMode, MmCached, NULL, FALSE, 0);
  MmFreePagesFromMdl(mdl);
  assert_finding("MDL-STILL-MAPPED");
  IoFreeMdl(mdl);
  assert_no_finding();
}

static void an_mdl_describes_a_buffer(void **state) {
  (void)state;
  uint8_t *block = MmAllocateContiguousMemory(2 * PAGE_SIZE, anywhere);
  IRP irp = {.MdlAddress = NULL};
  PMDL mdl = IoAllocateMdl(block + 100, PAGE_SIZE, FALSE, FALSE, &irp);
  assert_ptr_equal(irp.MdlAddress, mdl);
  assert_ptr_equal(MmGetMdlVirtualAddress(mdl), block + 100);
  assert_null(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
  assert_finding("MDL-NOT-LOCKED");
  MmBuildMdlForNonPagedPool(mdl);
  assert_true(page_address(mdl, 0) == (uint64_t)MmGetPhysicalAddress(block).QuadPart);
  assert_true(page_address(mdl, 1) == page_address(mdl, 0) + PAGE_SIZE);
  assert_ptr_equal(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), block + 100);
  assert_ptr_equal(MmMapLockedPagesSpecifyCache(mdl, UserMode, MmCached, NULL, FALSE, 0),
                   block + 100);
  assert_false(nt_mdl_is_live(mdl)); /* it owns no pages */
  IoFreeMdl(mdl);
  assert_finding("MDL-STILL-MAPPED");
  MmFreeContiguousMemory(block);
}

static void registers_can_be_mapped_by_an_mdl(void **state) {
  (void)state;
  uint8_t *bar = MmMapIoSpace(nt_device()->BarPhysicalAddress, nt_device()->BarLength, MmNonCached);
  assert_true(MmGetPhysicalAddress(bar + 5).QuadPart ==
              nt_device()->BarPhysicalAddress.QuadPart + 5);
  PMDL mdl = IoAllocateMdl(bar + 0x2084, 4, FALSE, FALSE, NULL);
  MmBuildMdlForNonPagedPool(mdl);
  uint8_t *user = MmMapLockedPagesSpecifyCache(mdl, UserMode, MmNonCached, NULL, FALSE, 0);
  uint32_t offset = 0;
  assert_true(nt_bar_offset(user, &offset));
  assert_int_equal(offset, 0x2084);
  assert_true(nt_watch_register(user));
  MmUnmapLockedPages(user, mdl);
  IoFreeMdl(mdl);
  assert_true(nt_is_mapped(bar));
  nt_fail_mapping(1);
  assert_null(MmMapIoSpace(nt_device()->BarPhysicalAddress, 4, MmNonCached));
  assert_no_finding();
}

static void pages_of_a_buffer_are_locked_and_unlocked(void **state) {
  (void)state;
  uint8_t *block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 100, TAG);
  PMDL mdl = IoAllocateMdl(block, 100, TRUE, FALSE, NULL);
  MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
  assert_true(mdl->MdlFlags & MDL_WRITE_OPERATION);
  assert_ptr_equal(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), block);
  MmUnlockPages(mdl);
  assert_false(mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA));
  assert_no_finding();
  MmUnlockPages(mdl);
  assert_finding("MDL-NOT-LOCKED");
  MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
  MmFreePagesFromMdl(mdl);
  assert_finding("MDL-BAD-FREE");
  IoFreeMdl(mdl);
  assert_finding("MDL-STILL-LOCKED");
  MmUnlockPages(mdl);
  assert_finding("MDL-FREED");
  MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
  assert_finding("MDL-FREED");
  MmBuildMdlForNonPagedPool(mdl);
  assert_finding("MDL-FREED");
  assert_null(MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE, 0));
  assert_finding("MDL-FREED");
  nt_fail_pool_allocation(1);
  assert_null(IoAllocateMdl(block, 100, FALSE, FALSE, NULL));
  ExFreePool(block);
}

static void contiguous_memory_keeps_its_bounds(void **state) {
  (void)state;
  PHYSICAL_ADDRESS boundary = {.QuadPart = 4 * PAGE_SIZE};
  for (int i = 0; i < 3; i++) {
    uint8_t *va =
        MmAllocateContiguousMemorySpecifyCache(3 * PAGE_SIZE, zero, anywhere, boundary, MmCached);
    uint64_t first = (uint64_t)MmGetPhysicalAddress(va).QuadPart;
    assert_true(first / (4 * PAGE_SIZE) == (first + 3 * PAGE_SIZE - 1) / (4 * PAGE_SIZE));
  }
  PHYSICAL_ADDRESS low = {.QuadPart = 4ll << 30};
  assert_null(MmAllocateContiguousMemorySpecifyCache(PAGE_SIZE, low, below_4gib, zero, MmCached));
  assert_null(MmAllocateContiguousMemory(0, anywhere));
  nt_set_page_budget(1);
  assert_null(MmAllocateContiguousMemory(2 * PAGE_SIZE, anywhere));
  nt_set_page_budget(NT_UNLIMITED);
  uint8_t *va = MmAllocateContiguousMemory(PAGE_SIZE, below_4gib);
  MmFreeContiguousMemory(va + 8);
  assert_finding("CONTIGUOUS-BAD-FREE");
  MmFreeContiguousMemorySpecifyCache(va, 2 * PAGE_SIZE, MmCached);
  assert_finding("CONTIGUOUS-BAD-FREE");
  MmFreeContiguousMemorySpecifyCache(va, PAGE_SIZE, MmCached);
  assert_finding("CONTIGUOUS-BAD-FREE");
  va = MmAllocateContiguousMemory(PAGE_SIZE, anywhere);
  MmFreeContiguousMemorySpecifyCache(va, PAGE_SIZE, MmCached);
  assert_no_finding();
  KIRQL old = KfRaiseIrql(8);
  assert_null(MmAllocateContiguousMemory(PAGE_SIZE, anywhere));
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
}

static void mdls_of_neighbouring_pages(void **state) {
  (void)state;
  PMDL mdl =
      MmAllocatePagesForMdlEx(zero, anywhere, zero, 3 * PAGE_SIZE, MmCached,
                              MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS | MM_DONT_ZERO_ALLOCATION);
  assert_true(page_address(mdl, 2) == page_address(mdl, 0) + 2 * PAGE_SIZE);
  uint8_t *va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
  assert_ptr_equal(va, hda_sim_mem(sim, page_address(mdl, 0), 3 * PAGE_SIZE)); /* no copy */
  MmUnmapLockedPages(va, mdl);
  MmUnmapLockedPages(NULL, mdl);
  assert_finding("MDL-NOT-MAPPED");
  MmGetMdlPfnArray(mdl)[1] = 1; /* the driver wrote where it must not */
  MmFreePagesFromMdl(mdl);
  assert_finding("PAGE-BAD-FREE");
  IoFreeMdl(mdl);
  assert_null(MmAllocatePagesForMdlEx(zero, anywhere, zero, 3000ull * PAGE_SIZE, MmCached,
                                      MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS));
  assert_null(MmAllocatePagesForMdl(zero, anywhere, zero, 0));
  assert_null(MmAllocatePagesForMdl(zero, anywhere, zero, 1ull << 32));
  assert_no_finding();
  KIRQL old = KeRaiseIrqlToDpcLevel();
  assert_null(MmAllocatePagesForMdl(zero, anywhere, zero, PAGE_SIZE));
  assert_finding("IRQL-TOO-HIGH");
  KeLowerIrql(old);
}

static void what_is_no_mdl_is_found(void **state) {
  (void)state;
  MDL no_mdl = {.ByteCount = 0};
  PMDL pages = MmAllocatePagesForMdl(zero, anywhere, zero, 2 * PAGE_SIZE);
  assert_null(MmMapLockedPagesSpecifyCache(&no_mdl, KernelMode, MmCached, NULL, FALSE, 0));
  assert_finding("MDL-UNKNOWN");
  assert_null(MmGetSystemAddressForMdlSafe(&no_mdl, NormalPagePriority));
  assert_finding("MDL-UNKNOWN");
  MmUnmapLockedPages(&no_mdl, &no_mdl);
  assert_finding("MDL-NOT-MAPPED");
  MmUnlockPages(pages);
  assert_finding("MDL-UNKNOWN");
  MmProbeAndLockPages(&no_mdl, KernelMode, IoReadAccess);
  assert_finding("MDL-UNKNOWN");
  MmBuildMdlForNonPagedPool(pages);
  assert_finding("MDL-UNKNOWN");
  (void)MmGetSystemAddressForMdlSafe(pages, NormalPagePriority); /* the end finds it mapped */
}

static void pool_has_tags_and_kinds(void **state) {
  (void)state;
  void *a = ExAllocatePoolZero(PagedPool, 16, TAG);
  void *b = ExAllocatePoolUninitialized(NonPagedPoolNx, 16, TAG);
  void *c = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, 0, TAG);
  assert_non_null(c);
  assert_no_finding();
  void *d = ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 0);
  assert_finding("POOL-TAG");
  ExFreePoolWithTag(a, TAG);
  ExFreePool2(b, TAG, NULL, 0);
  ExFreePool(c);
  ExFreePool(d);
  ExFreePool((uint8_t *)a + 4); /* inside a block */
  assert_finding("POOL-BAD-FREE");
  assert_int_equal(nt_pool_blocks_in_use(), 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      TEST(pool_is_counted_and_zeroed_when_asked),
      TEST(wrong_pool_frees_are_found),
      TEST(the_nth_pool_allocation_fails_once),
      TEST(pages_are_high_scattered_and_repeatable),
      TEST(pages_respect_the_highest_address_and_are_zero),
      TEST(the_budget_gives_fewer_pages_or_none),
      TEST(wrong_mdl_frees_are_found),
      TEST(a_mapping_shows_the_pages_in_order),
      TEST(contiguous_memory_keeps_its_bounds),
      TEST(mdls_of_neighbouring_pages),
      TEST(what_is_no_mdl_is_found),
      TEST(pool_has_tags_and_kinds),
      TEST(user_views_are_counted),
      TEST(an_mdl_describes_a_buffer),
      TEST(registers_can_be_mapped_by_an_mdl),
      TEST(pages_of_a_buffer_are_locked_and_unlocked),
      TEST(contiguous_memory_is_one_run),
      TEST(a_host_learns_what_lies_behind_a_system_address),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
