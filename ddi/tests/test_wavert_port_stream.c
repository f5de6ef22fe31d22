/* SPDX-License-Identifier: Apache-2.0 */
/* The object that the port gives a stream: memory. */
#include "wavert_rig.h"

#define PORT(method, ...) CALL(rig.port_stream, method, __VA_ARGS__)
static const PHYSICAL_ADDRESS Zero, Highest = {.QuadPart = INT64_MAX};

static void a_port_stream_is_counted(void **state) {
  (void)state;
  PVOID other = &rig;
  assert_int_equal(PORT(QueryInterface, &IID_IUnknown, &other), STATUS_SUCCESS);
  assert_ptr_equal(other, rig.port_stream);
  assert_int_equal(PORT(QueryInterface, &IID_IPortWaveRTStream, &other), STATUS_SUCCESS);
  assert_int_equal(rig.port_stream->lpVtbl->AddRef(rig.port_stream), 4);
  for (ULONG left = 4; left-- > 1;)
    assert_int_equal(rig.port_stream->lpVtbl->Release(rig.port_stream), left);
  assert_int_equal(PORT(QueryInterface, &IID_IPort, &other), STATUS_INVALID_PARAMETER);
  assert_null(other);
  assert_int_equal(PORT(QueryInterface, &IID_IUnknown, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.plugin->Port->CreatePortStream(NULL), STATUS_INVALID_PARAMETER);
}

static void a_port_stream_has_pages(void **state) {
  (void)state;
  PHYSICAL_ADDRESS low = {.QuadPart = 0xFFFFFFFF};
  PMDL mdl = PORT(AllocatePagesForMdl, low, 3 * PAGE_SIZE - 1);
  assert_non_null(mdl);
  assert_int_equal(PORT(GetPhysicalPagesCount, mdl), 3);
  for (ULONG i = 0; i < 3; i++) {
    PHYSICAL_ADDRESS page = PORT(GetPhysicalPageAddress, mdl, i);
    assert_true(page.QuadPart <= low.QuadPart && page.QuadPart % PAGE_SIZE == 0);
    assert_true(nt_page_is_allocated((uint64_t)page.QuadPart));
  }
  assert_int_equal(PORT(GetPhysicalPageAddress, mdl, 3).QuadPart, 0);
  assert_null(PORT(MapAllocatedPages, mdl, MmHardwareCoherentCached));
  static const MEMORY_CACHING_TYPE types[] = {MmNonCached, MmCached, MmWriteCombined};
  for (unsigned i = 0; i < 3; i++) {
    PVOID va = PORT(MapAllocatedPages, mdl, types[i]);
    assert_non_null(va);
    assert_true(nt_is_mapped(va));
    PORT(UnmapAllocatedPages, va, mdl);
    assert_false(nt_is_mapped(va));
  }
  PORT(FreePagesFromMdl, mdl);
  assert_false(nt_mdl_is_live(mdl));
  nt_set_page_budget(2);
  mdl = PORT(AllocatePagesForMdl, low, 3 * PAGE_SIZE); /* fewer; the caller looks */
  assert_int_equal(PORT(GetPhysicalPagesCount, mdl), 2);
  PORT(FreePagesFromMdl, mdl);
  nt_set_page_budget(0);
  assert_null(PORT(AllocatePagesForMdl, low, PAGE_SIZE));
}

static void contiguous_pages_come_whole(void **state) {
  (void)state;
  PMDL mdl = PORT(AllocateContiguousPagesForMdl, Zero, Highest, 4 * PAGE_SIZE);
  assert_int_equal(PORT(GetPhysicalPagesCount, mdl), 4);
  for (ULONG i = 0; i < 4; i++)
    assert_int_equal(PORT(GetPhysicalPageAddress, mdl, i).QuadPart,
                     PORT(GetPhysicalPageAddress, mdl, 0).QuadPart + i * PAGE_SIZE);
  PORT(FreePagesFromMdl, mdl);
  nt_set_page_budget(3);
  assert_null(PORT(AllocateContiguousPagesForMdl, Zero, Highest, 4 * PAGE_SIZE));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_port_stream_is_counted),
      TEST(a_port_stream_has_pages),
      TEST(contiguous_pages_come_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
