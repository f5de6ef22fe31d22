/* SPDX-License-Identifier: Apache-2.0 */
/* Contiguous buffers: memory, set-up with the client's own list, its interrupt routine, release. */
#include "driver.h"

#define BCIS 0x04u
#define FIFOE 0x08u
#define DESE 0x10u
#define BLOCK 10000u /* bytes asked for; three pages */

static HDAUDIO_BUS_INTERFACE_BDL bus;
static HANDLE engine; /* render, stream 4 */
static uint8_t *data;
static PHDAUDIO_BUFFER_DESCRIPTOR bdl;
static UCHAR stream_id;
static ULONG fifo;
static size_t pages_before; /* with the engine, without a buffer */
static struct {
  unsigned calls;
  PVOID context;
  ULONG bits;
  KIRQL irql;
} heard;

static VOID hear(VOID *context, ULONG bits) {
  heard.calls++;
  heard.context = context;
  heard.bits = bits;
  heard.irql = KeGetCurrentIrql();
}

static HANDLE new_engine(void) {
  HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE handle = NULL;
  assert_int_equal(bus.AllocateRenderDmaEngine(bus.Context, &format, FALSE, &handle, &converter),
                   STATUS_SUCCESS);
  return handle;
}

static NTSTATUS get(ULONG bytes) {
  return bus.AllocateContiguousDmaBuffer(bus.Context, engine, bytes, (PVOID *)&data, &bdl);
}

static NTSTATUS set_up(ULONG length, ULONG lvi) {
  return bus.SetupDmaEngineWithBdl(bus.Context, engine, length, lvi, hear, &heard, &stream_id,
                                   &fifo);
}

static NTSTATUS change(HDAUDIO_STREAM_STATE state) {
  return bus.SetDmaEngineState(bus.Context, state, 1, &engine);
}

static void put(unsigned index, ULONG offset, ULONG length, ULONG interrupt) {
  bdl[index].Address.QuadPart = MmGetPhysicalAddress(data).QuadPart + offset;
  bdl[index].Length = length;
  bdl[index].InterruptOnCompletion = interrupt;
}

static void two_fragments(void) {
  put(0, 0, 4096, 1);
  put(1, 4096, 4096, 1);
}

static void start_engine(void) {
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  two_fragments();
  assert_int_equal(set_up(8192, 1), STATUS_SUCCESS);
  assert_int_equal(change(StopState), STATUS_SUCCESS);
  assert_int_equal(change(RunState), STATUS_SUCCESS);
}

static int start(void **state) {
  (void)driver_start(state);
  assert_int_equal(driver_query(&GUID_HDAUDIO_BUS_INTERFACE_BDL, sizeof bus, 0x0100, &bus),
                   STATUS_SUCCESS);
  engine = new_engine();
  pages_before = nt_pages_in_use();
  data = NULL;
  bdl = NULL;
  memset(&heard, 0, sizeof heard);
  return 0;
}

static void raise_bits(uint8_t bits) {
  fake_schedule(driver.sim, driver_now() + 1200, 4, bits);
  KeStallExecutionProcessor(1000);
}

static void the_block_is_one_run_and_the_list_one_page(void **state) {
  (void)state;
  uint64_t first = 0, at = 0;
  MEMORY_CACHING_TYPE cache = MmNotMapped;
  fake_forget_writes(driver.sim);
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  const struct fake_write *writes;
  assert_int_equal(fake_writes(driver.sim, &writes), 0);
  assert_int_equal(nt_pages_in_use(), pages_before + 3 + 1);
  assert_true(nt_system_address(data, &first, &cache));
  assert_int_equal(cache, MmWriteCombined); /* DDI-ACB-006 */
  assert_int_equal(first % 128, 0);
  for (ULONG i = 0; i < BLOCK; i += 16) {
    assert_true(nt_system_address(data + i, &at, &cache));
    assert_true(at == first + i);
  }
  assert_int_equal((uintptr_t)bdl % PAGE_SIZE, (uintptr_t)0);
  assert_true(nt_system_address(bdl, &at, &cache));
  assert_int_equal(at % PAGE_SIZE, 0);
  assert_int_not_equal(data[0] | data[BLOCK - 1], 0); /* DDI-ACB-005 */
  assert_int_not_equal(bdl[255].Length, 0);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_SUCCESS);
  assert_int_equal(nt_pages_in_use(), pages_before);
}

static void the_engine_takes_the_list_as_it_is(void **state) {
  (void)state;
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  put(0, 0, 100, 0);
  put(1, 9984, 16, 1);
  put(2, 128, 3000, 0);
  HDAUDIO_BUFFER_DESCRIPTOR before[3];
  memcpy(before, bdl, sizeof before);
  assert_int_equal(set_up(3116, 2), STATUS_SUCCESS);
  assert_memory_equal(before, bdl, sizeof before);
  uint32_t at = sd_offset(4);
  assert_int_equal(fake_peek(driver.sim, at + 8, 4), 3116);
  assert_int_equal(fake_peek(driver.sim, at + 0x0C, 2), 2);
  assert_int_equal(fake_peek(driver.sim, at + 0x12, 2), 0x0011);
  assert_true(
      (fake_peek(driver.sim, at + 0x18, 4) | (uint64_t)fake_peek(driver.sim, at + 0x1C, 4) << 32) ==
      (uint64_t)MmGetPhysicalAddress(bdl).QuadPart);
  assert_int_equal(fake_peek(driver.sim, at + 2, 1) >> 4, stream_id);
  assert_int_equal(fake_peek(driver.sim, at, 1), 0); /* DDI-SBDL-005 */
  assert_int_equal(stream_id, 1);
  assert_int_equal(fifo, 512);
  two_fragments(); /* DDI-SBDL-006 */
  assert_int_equal(set_up(8192, 1), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, at + 8, 4), 8192);
  assert_int_equal(stream_id, 1);
}

static void lists_that_hardware_cannot_take_are_refused(void **state) {
  (void)state;
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  assert_int_equal(set_up(BLOCK, 1), STATUS_INVALID_PARAMETER); /* nothing written yet */
  two_fragments();
  assert_int_equal(set_up(4096, 0), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_up(8192, 256), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_up(8192, 0xFFFFFFFF), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_up(8191, 1), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_up(8193, 1), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_up(0, 1), STATUS_INVALID_PARAMETER);
  static const struct {
    ULONG offset, length;
  } wrong[] = {{64, 4096},   {4096, 0},    {0u - 128u, 4096}, {9984, 17},
               {10112, 128}, {1 << 20, 8}, {4096, 0xFFFFFF80}};
  for (size_t i = 0; i < ARRAYSIZE(wrong); i++) {
    put(1, wrong[i].offset, wrong[i].length, 0);
    assert_int_equal(set_up(4096 + wrong[i].length, 1), STATUS_INVALID_PARAMETER);
  }
  /* Fragments may repeat, but the buffer is not longer than the block. */
  for (unsigned i = 0; i < 3; i++)
    put(i, 0, 4096, 0);
  assert_int_equal(set_up(12288, 2), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_up(8192, 1), STATUS_SUCCESS);
  for (unsigned i = 0; i < 256; i++)
    put(i, 0, 32, 0);
  assert_int_equal(set_up(256 * 32, 255), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 0x0C, 2), 255);
}

static void wrong_arguments_are_refused(void **state) {
  (void)state;
  PVOID other = &other;
  PHDAUDIO_BUFFER_DESCRIPTOR list = (PHDAUDIO_BUFFER_DESCRIPTOR)&other;
  const PHDAUDIO_BUFFER_DESCRIPTOR untouched = list;
  size_t blocks = nt_pool_blocks_in_use();
  void *context = bus.Context;
  assert_int_equal(bus.AllocateContiguousDmaBuffer(context, NULL, BLOCK, &other, &list),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(bus.AllocateContiguousDmaBuffer(NULL, engine, BLOCK, &other, &list),
                   STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus.AllocateContiguousDmaBuffer(context, engine, 0, &other, &list),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.AllocateContiguousDmaBuffer(context, engine, BLOCK, NULL, &list),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.AllocateContiguousDmaBuffer(context, engine, BLOCK, &other, NULL),
                   STATUS_INVALID_PARAMETER);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(bus.AllocateContiguousDmaBuffer(context, engine, BLOCK, &other, &list),
                   STATUS_UNSUCCESSFUL);
  assert_int_equal(set_up(8192, 1), STATUS_UNSUCCESSFUL);
  assert_int_equal(bus.FreeContiguousDmaBuffer(context, engine), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_ptr_equal(other, &other);
  assert_ptr_equal(list, untouched);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  two_fragments();
  assert_int_equal(bus.SetupDmaEngineWithBdl(context, NULL, 8192, 1, hear, NULL, &stream_id, &fifo),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(bus.SetupDmaEngineWithBdl(context, engine, 8192, 1, hear, NULL, NULL, &fifo),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(
      bus.SetupDmaEngineWithBdl(context, engine, 8192, 1, hear, NULL, &stream_id, NULL),
      STATUS_INVALID_PARAMETER);
  assert_int_equal(bus.FreeContiguousDmaBuffer(context, NULL), STATUS_INVALID_HANDLE);
}

static void missing_memory_is_insufficient_resources(void **state) {
  (void)state;
  size_t blocks = nt_pool_blocks_in_use();
  nt_fail_pool_allocation(1);
  assert_int_equal(get(BLOCK), STATUS_INSUFFICIENT_RESOURCES);
  for (size_t budget = 0; budget <= 3; budget++) {
    nt_set_page_budget(budget);
    assert_int_equal(get(BLOCK), STATUS_INSUFFICIENT_RESOURCES);
    assert_null(data);
    assert_null(bdl);
    assert_int_equal(nt_pages_in_use(), pages_before);
    assert_int_equal(nt_pool_blocks_in_use(), blocks);
  }
  nt_set_page_budget(4);
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  nt_set_page_budget(NT_UNLIMITED);
}

static void state_and_buffer_rules(void **state) {
  (void)state;
  assert_int_equal(set_up(8192, 1), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  assert_int_equal(get(BLOCK), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(bus.FreeDmaEngine(bus.Context, engine), STATUS_INVALID_DEVICE_REQUEST);
  /* DDI-SBDL-010 */
  assert_int_equal(change(StopState), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(change(RunState), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(change(ResetState), STATUS_SUCCESS);
  two_fragments();
  assert_int_equal(set_up(8192, 1), STATUS_SUCCESS);
  for (int target = StopState; target <= RunState; target++) {
    assert_int_equal(change((HDAUDIO_STREAM_STATE)target), STATUS_SUCCESS);
    assert_int_equal(set_up(8192, 1), STATUS_INVALID_DEVICE_REQUEST);
    assert_int_equal(get(BLOCK), STATUS_INVALID_DEVICE_REQUEST);
    assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine),
                     STATUS_INVALID_DEVICE_REQUEST);
  }
  assert_int_equal(change(StopState), STATUS_SUCCESS);
  assert_int_equal(change(ResetState), STATUS_SUCCESS);
  /* Reset clears the descriptor; it is programmed again with the client's list. */
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 8, 4), 8192);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 0x18, 4), 0);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(change(StopState), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(bus.FreeDmaEngine(bus.Context, engine), STATUS_SUCCESS);
}

/* */
static void kinds_of_buffers_do_not_mix(void **state) {
  (void)state;
  struct buffer buffer;
  HANDLE own = engine;
  engine = render(48000, 16, 16, 2);
  bus.Context = driver.bus.Context;
  assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_SUCCESS);
  assert_int_equal(get(BLOCK), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(set_up(8192, 1), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(release(engine, &buffer), STATUS_SUCCESS);
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(release(engine, &buffer), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(driver.bus.FreeDmaBuffer(bus.Context, engine), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_SUCCESS);
  engine = own;
}

static void the_routine_hears_completions_and_errors(void **state) {
  (void)state;
  static const uint8_t bits[] = {BCIS, FIFOE, DESE, BCIS | FIFOE, BCIS | FIFOE | DESE};
  start_engine();
  for (unsigned i = 0; i < ARRAYSIZE(bits); i++) {
    raise_bits(bits[i]);
    assert_int_equal(heard.calls, i + 1);
    assert_int_equal(heard.bits, bits[i]); /* FIFORDY is set, and not told */
    assert_ptr_equal(heard.context, &heard);
    assert_int_equal(heard.irql, nt_device()->InterruptIrql);
  }
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 3, 1) & 0x3C, 0x20);
}

/* DDI-FCB-002 */
static void the_routine_is_not_called_after_the_buffer_is_freed(void **state) {
  (void)state;
  start_engine();
  raise_bits(BCIS);
  assert_int_equal(heard.calls, 1);
  assert_int_equal(change(StopState), STATUS_SUCCESS);
  raise_bits(BCIS);
  assert_int_equal(heard.calls, 1);
  assert_int_equal(change(ResetState), STATUS_SUCCESS);
  assert_int_equal(bus.FreeContiguousDmaBuffer(bus.Context, engine), STATUS_SUCCESS);
  struct buffer buffer;
  driver.bus.Context = bus.Context;
  assert_int_equal(allocate(engine, 1, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(change(StopState), STATUS_SUCCESS);
  assert_int_equal(change(RunState), STATUS_SUCCESS);
  raise_bits(BCIS);
  assert_int_equal(heard.calls, 1);
}

static void a_later_set_up_replaces_the_routine(void **state) {
  (void)state;
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  two_fragments();
  assert_int_equal(set_up(8192, 1), STATUS_SUCCESS);
  assert_int_equal(
      bus.SetupDmaEngineWithBdl(bus.Context, engine, 8192, 1, NULL, NULL, &stream_id, &fifo),
      STATUS_SUCCESS);
  assert_int_equal(change(StopState), STATUS_SUCCESS);
  assert_int_equal(change(RunState), STATUS_SUCCESS);
  raise_bits(BCIS);
  assert_int_equal(heard.calls, 0);
}

static void an_unacknowledged_reset_is_not_ready(void **state) {
  (void)state;
  const struct fake_faults fault = {.srst_never_sets = 1u << 4}, none = {0};
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  two_fragments();
  fake_set_faults(driver.sim, &fault);
  assert_int_equal(set_up(8192, 1), STATUS_DEVICE_NOT_READY);
  fake_set_faults(driver.sim, &none);
  assert_int_equal(change(StopState), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(set_up(8192, 1), STATUS_SUCCESS);
  assert_int_equal(stream_id, 1);
}

static void a_dead_client_leaves_no_contiguous_page(void **state) {
  (void)state;
  size_t pages = nt_pages_in_use();
  start_engine();
  engine = new_engine();
  assert_int_equal(get(BLOCK), STATUS_SUCCESS);
  bus.InterfaceDereference(bus.Context);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4), 1) & 2, 0);
  raise_bits(BCIS);
  assert_int_equal(heard.calls, 0);
}

/* Hardware that does not even stop does not keep its client alive. */
static void a_dead_client_does_not_wait_for_hardware(void **state) {
  (void)state;
  const struct fake_faults fault = {.run_never_clears = 1u << 4}, none = {0};
  size_t pages = nt_pages_in_use();
  start_engine();
  fake_set_faults(driver.sim, &fault);
  uint64_t before = driver_now();
  bus.InterfaceDereference(bus.Context);
  assert_true(driver_now() - before < 10 * 1200000); /* under 10 ms */
  assert_int_equal(nt_pages_in_use(), pages);
  fake_set_faults(driver.sim, &none);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(the_block_is_one_run_and_the_list_one_page),
      TEST(the_engine_takes_the_list_as_it_is),
      TEST(lists_that_hardware_cannot_take_are_refused),
      TEST(wrong_arguments_are_refused),
      TEST(missing_memory_is_insufficient_resources),
      TEST(state_and_buffer_rules),
      TEST(kinds_of_buffers_do_not_mix),
      TEST(the_routine_hears_completions_and_errors),
      TEST(the_routine_is_not_called_after_the_buffer_is_freed),
      TEST(a_later_set_up_replaces_the_routine),
      TEST(an_unacknowledged_reset_is_not_ready),
      TEST(a_dead_client_leaves_no_contiguous_page),
      TEST(a_dead_client_does_not_wait_for_hardware),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
