/* SPDX-License-Identifier: Apache-2.0 */
/* Buffers with notification: size, descriptors, programming, errors, release. */
#include "driver.h"

#include <string.h>

struct descriptor {
  uint64_t address;
  uint32_t length, ioc;
};

static size_t read_list(unsigned stream, struct descriptor *list) {
  uint32_t at = sd_offset(stream);
  uint64_t base =
      fake_peek(driver.sim, at + 0x18, 4) | (uint64_t)fake_peek(driver.sim, at + 0x1C, 4) << 32;
  size_t count = fake_peek(driver.sim, at + 0x0C, 2) + 1u;
  const void *memory = hda_sim_mem(driver.sim, base, count * sizeof *list);
  assert_non_null(memory);
  assert_int_equal(base % 128, 0);
  memcpy(list, memory, count * sizeof *list);
  return count;
}

/* Format, request and result are the worked table of the sizing rule. */
static void sizes_are_the_nearest_legal_ones(void **state) {
  (void)state;
  static const struct {
    HDAUDIO_STREAM_FORMAT format;
    ULONG count;
    SIZE_T request, allocated;
  } table[] = {
      {{48000, 16, 16, 2}, 2, 3840, 3840},
      {{44100, 16, 16, 2}, 2, 3528, 3584},
      {{48000, 16, 16, 2}, 2, 1152, 1280},
      {{48000, 16, 16, 6}, 2, 11520, 11520},
      {{48000, 24, 32, 6}, 2, 23040, 23040},
      {{48000, 16, 16, 3}, 2, 1000, 768},
      {{48000, 16, 16, 3}, 2, 1152, 1536},
      {{48000, 32, 32, 5}, 2, 20000, 20480},
      {{48000, 16, 16, 7}, 1, 1, 896},
      {{48000, 16, 16, 2}, 1, 65536, 65536},
      {{48000, 16, 16, 2}, 2, 1, 256},
      {{48000, 16, 16, 2}, 1, 1, 256},
      {{48000, 16, 16, 2}, 1, SIZE_MAX, 1 << 20},
      {{48000, 16, 16, 2}, 2, SIZE_MAX, 1 << 20},
      /* 255 pages and a midpoint inside a page: 816 granules of 1280 bytes */
      {{48000, 32, 32, 5}, 2, 1 << 30, 1044480},
      {{48000, 16, 16, 2}, 2, 127, 256},
  };
  for (size_t i = 0; i < ARRAYSIZE(table); i++) {
    const HDAUDIO_STREAM_FORMAT *f = &table[i].format;
    struct buffer buffer;
    HANDLE engine =
        render(f->SampleRate, f->ValidBitsPerSample, f->ContainerSize, f->NumberOfChannels);
    assert_int_equal(allocate(engine, table[i].count, table[i].request, &buffer), STATUS_SUCCESS);
    assert_int_equal(buffer.bytes, table[i].allocated);
    assert_int_equal(buffer.offset, 0);
    assert_int_equal(release(engine, &buffer), STATUS_SUCCESS);
    assert_int_equal(driver.bus.FreeDmaEngine(driver.bus.Context, engine), STATUS_SUCCESS);
  }
}

/* Every list: within a page, in MDL order, summing to CBL, IOC only where it belongs. */
static void check_list(const struct buffer *buffer, ULONG count) {
  struct descriptor list[256];
  size_t entries = read_list(4, list);
  uint64_t at = 0;
  assert_in_range(entries, 2, 256);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 8, 4), buffer->bytes);
  for (size_t i = 0; i < entries; i++) {
    uint64_t page = (uint64_t)MmGetMdlPfnArray(buffer->mdl)[at / PAGE_SIZE] << PAGE_SHIFT;
    assert_true(list[i].address == page + at % PAGE_SIZE);
    assert_int_equal(list[i].address % 128, 0);
    assert_true(list[i].length > 0 && at % PAGE_SIZE + list[i].length <= PAGE_SIZE);
    at += list[i].length;
    assert_int_equal(list[i].ioc, (count >= 1 && at == buffer->bytes) ||
                                      (count == 2 && at == buffer->bytes / 2));
  }
  assert_int_equal(at, buffer->bytes);
}

static void descriptors_follow_the_pages(void **state) {
  (void)state;
  static const SIZE_T sizes[] = {1,    256,  3840,  4096,  8192,   11520,
                                 4352, 5632, 65536, 12544, 100000, 1 << 20};
  HANDLE engine = render(48000, 16, 16, 2);
  for (ULONG count = 1; count <= 2; count++)
    for (size_t i = 0; i < ARRAYSIZE(sizes); i++) {
      struct buffer buffer;
      assert_int_equal(allocate(engine, count, sizes[i], &buffer), STATUS_SUCCESS);
      check_list(&buffer, count);
      assert_true(buffer.offset + buffer.bytes <= MmGetMdlByteCount(buffer.mdl));
      assert_int_equal(release(engine, &buffer), STATUS_SUCCESS);
    }
}

static void a_plain_buffer_never_interrupts(void **state) {
  (void)state;
  struct buffer buffer = {0};
  HANDLE engine = render(48000, 16, 16, 2);
  void *context = driver.bus.Context;
  assert_int_equal(driver.bus.AllocateDmaBuffer(context, engine, 8192, &buffer.mdl, &buffer.bytes,
                                                &buffer.stream_id, &buffer.fifo),
                   STATUS_SUCCESS);
  check_list(&buffer, 0);
  assert_int_equal(release(engine, &buffer), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(driver.bus.FreeDmaBuffer(context, engine), STATUS_SUCCESS);
  assert_int_equal(driver.bus.FreeDmaBuffer(context, engine), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_SUCCESS);
  assert_int_equal(driver.bus.FreeDmaBuffer(context, engine), STATUS_INVALID_DEVICE_REQUEST);
}

static void the_descriptor_is_programmed(void **state) {
  (void)state;
  struct buffer a, b, c;
  HANDLE first = render(44100, 16, 16, 2), second = render(48000, 16, 16, 2);
  HANDLE in = capture(0, 48000, 16, 16, 2);
  assert_int_equal(allocate(first, 2, 4096, &a), STATUS_SUCCESS);
  assert_int_equal(allocate(second, 2, 4096, &b), STATUS_SUCCESS);
  assert_int_equal(allocate(in, 1, 4096, &c), STATUS_SUCCESS);
  uint32_t at = sd_offset(4);
  assert_int_equal(fake_peek(driver.sim, at + 0x12, 2), 0x4011);
  assert_int_equal(fake_peek(driver.sim, at + 2, 1) >> 4, a.stream_id);
  assert_int_equal(fake_peek(driver.sim, at, 1), 0); /* neither running nor in reset */
  assert_int_equal(a.fifo, 512);
  assert_int_equal(c.fifo, 256);
  assert_int_equal(a.stream_id, 1);
  assert_int_equal(b.stream_id, 2);
  assert_int_equal(c.stream_id, 1);
  assert_int_equal(release(first, &a), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, at + 0x18, 4) | fake_peek(driver.sim, at + 0x1C, 4), 0);
  assert_int_equal(fake_peek(driver.sim, at + 2, 1) >> 4, 0);
  assert_int_equal(allocate(first, 2, 4096, &a), STATUS_SUCCESS);
  assert_int_equal(a.stream_id, 1);
}

static const struct buffer untouched = {(PMDL)0x11, 0x22, 0x33, 0x44, 0x55};

static void check_refused(HANDLE engine, ULONG count, SIZE_T bytes, NTSTATUS expected) {
  struct buffer buffer = untouched;
  size_t pages = nt_pages_in_use(), blocks = nt_pool_blocks_in_use();
  assert_int_equal(allocate(engine, count, bytes, &buffer), expected);
  assert_ptr_equal(buffer.mdl, untouched.mdl);
  assert_int_equal(buffer.bytes, untouched.bytes);
  assert_int_equal(buffer.offset, untouched.offset);
  assert_int_equal(buffer.stream_id, untouched.stream_id);
  assert_int_equal(buffer.fifo, untouched.fifo);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
}

static void wrong_arguments_are_refused(void **state) {
  (void)state;
  HANDLE engine = render(48000, 16, 16, 2);
  struct buffer b;
  void *context = driver.bus.Context;
  check_refused(engine, 0, 4096, STATUS_INVALID_PARAMETER);
  check_refused(engine, 3, 4096, STATUS_INVALID_PARAMETER);
  check_refused(engine, 0xFFFFFFFF, 4096, STATUS_INVALID_PARAMETER);
  check_refused(engine, 2, 0, STATUS_INVALID_PARAMETER);
  check_refused(NULL, 2, 4096, STATUS_INVALID_HANDLE);
  for (unsigned missing = 0; missing < 5; missing++)
    assert_int_equal(driver.bus.AllocateDmaBufferWithNotification(
                         context, engine, 2, 4096, missing == 0 ? NULL : &b.mdl,
                         missing == 1 ? NULL : &b.bytes, missing == 2 ? NULL : &b.offset,
                         missing == 3 ? NULL : &b.stream_id, missing == 4 ? NULL : &b.fifo),
                     STATUS_INVALID_PARAMETER);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  check_refused(engine, 2, 4096, STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_int_equal(allocate(engine, 2, 4096, &b), STATUS_SUCCESS);
}

static void missing_memory_is_insufficient_resources(void **state) {
  (void)state;
  HANDLE engine = render(48000, 16, 16, 2);
  struct buffer buffer;
  nt_set_page_budget(1);
  check_refused(engine, 2, 8192, STATUS_INSUFFICIENT_RESOURCES);
  nt_set_page_budget(NT_UNLIMITED);
  nt_fail_pool_allocation(1);
  check_refused(engine, 2, 8192, STATUS_INSUFFICIENT_RESOURCES);
  nt_set_page_budget(2);
  assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_SUCCESS);
  nt_set_page_budget(NT_UNLIMITED);
}

static void an_unacknowledged_reset_is_not_ready(void **state) {
  (void)state;
  static const struct fake_faults faults[] = {{.srst_never_sets = 1u << 4},
                                              {.srst_never_clears = 1u << 4}};
  const struct fake_faults none = {0};
  HANDLE engine = render(48000, 16, 16, 2);
  struct buffer buffer;
  for (size_t i = 0; i < ARRAYSIZE(faults); i++) {
    fake_set_faults(driver.sim, &faults[i]);
    uint64_t before = driver_now();
    check_refused(engine, 2, 8192, STATUS_DEVICE_NOT_READY);
    assert_true(driver_now() - before < 10 * 1200000); /* bounded: under 10 ms */
    fake_set_faults(driver.sim, &none);
    assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_SUCCESS);
    assert_int_equal(buffer.stream_id, 1);
    assert_int_equal(release(engine, &buffer), STATUS_SUCCESS);
  }
}

static void state_and_buffer_rules(void **state) {
  (void)state;
  HANDLE engine = render(48000, 16, 16, 2);
  struct buffer buffer;
  assert_int_equal(
      driver.bus.FreeDmaBufferWithNotification(driver.bus.Context, engine, untouched.mdl, 1),
      STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_SUCCESS);
  check_refused(engine, 2, 8192, STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(driver.bus.FreeDmaEngine(driver.bus.Context, engine),
                   STATUS_INVALID_DEVICE_REQUEST);
  for (int target = StopState; target <= RunState; target++) {
    assert_int_equal(set_state(engine, (HDAUDIO_STREAM_STATE)target), STATUS_SUCCESS);
    check_refused(engine, 2, 8192, STATUS_INVALID_DEVICE_REQUEST);
    assert_int_equal(release(engine, &buffer), STATUS_INVALID_DEVICE_REQUEST);
    assert_true(nt_mdl_is_live(buffer.mdl));
  }
  assert_int_equal(set_state(engine, StopState), STATUS_SUCCESS);
  assert_int_equal(set_state(engine, ResetState), STATUS_SUCCESS);
  assert_int_equal(release(NULL, &buffer), STATUS_INVALID_HANDLE);
  struct buffer wrong = buffer;
  wrong.bytes += 128;
  assert_int_equal(release(engine, &wrong), STATUS_INVALID_PARAMETER);
  wrong = buffer;
  wrong.mdl = NULL;
  assert_int_equal(release(engine, &wrong), STATUS_INVALID_PARAMETER);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(release(engine, &buffer), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_true(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(release(engine, &buffer), STATUS_SUCCESS);
  assert_int_equal(release(engine, &buffer), STATUS_INVALID_DEVICE_REQUEST);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(sizes_are_the_nearest_legal_ones),     TEST(descriptors_follow_the_pages),
      TEST(a_plain_buffer_never_interrupts),      TEST(the_descriptor_is_programmed),
      TEST(wrong_arguments_are_refused),          TEST(missing_memory_is_insufficient_resources),
      TEST(an_unacknowledged_reset_is_not_ready), TEST(state_and_buffer_rules),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
