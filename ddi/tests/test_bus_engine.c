/* SPDX-License-Identifier: Apache-2.0 */
/* Engine allocation: formats, choice of engine, bandwidth, FIFO, handles. */
#include "driver.h"

static NTSTATUS try_render(const HDAUDIO_STREAM_FORMAT *format, BOOLEAN stripe, HANDLE *engine,
                           USHORT *converter) {
  HDAUDIO_STREAM_FORMAT copy = *format;
  HDAUDIO_CONVERTER_FORMAT out = {.ConverterFormat = 0xDEAD};
  NTSTATUS status =
      driver.bus.AllocateRenderDmaEngine(driver.bus.Context, &copy, stripe, engine, &out);
  if (converter != NULL)
    *converter = out.ConverterFormat;
  return status;
}

static NTSTATUS try_capture(UCHAR codec, const HDAUDIO_STREAM_FORMAT *format, HANDLE *engine) {
  HDAUDIO_STREAM_FORMAT copy = *format;
  HDAUDIO_CONVERTER_FORMAT out;
  return driver.bus.AllocateCaptureDmaEngine(driver.bus.Context, codec, &copy, engine, &out);
}

static NTSTATUS drop(HANDLE engine) { return driver.bus.FreeDmaEngine(driver.bus.Context, engine); }

static unsigned stream_of(HANDLE engine) {
  PULONG position = NULL;
  uint32_t offset = 0;
  assert_int_equal(driver.bus.GetLinkPositionRegister(driver.bus.Context, engine, &position),
                   STATUS_SUCCESS);
  assert_true(nt_bar_offset(position, &offset));
  return (offset - 0x2084) / 0x20;
}

static const HDAUDIO_STREAM_FORMAT cd = {44100, 16, 16, 2};

static void formats_are_encoded(void **state) {
  (void)state;
  static const struct {
    HDAUDIO_STREAM_FORMAT format;
    USHORT code;
  } table[] = {
      {{48000, 16, 16, 2}, 0x0011},  {{44100, 16, 16, 2}, 0x4011},  {{192000, 24, 32, 2}, 0x1831},
      {{96000, 32, 32, 8}, 0x0847},  {{8000, 16, 16, 1}, 0x0510},   {{9600, 8, 8, 1}, 0x0400},
      {{11025, 8, 8, 1}, 0x4300},    {{16000, 16, 16, 1}, 0x0210},  {{22050, 16, 16, 2}, 0x4111},
      {{32000, 20, 32, 2}, 0x0A21},  {{88200, 24, 32, 2}, 0x4831},  {{144000, 16, 16, 2}, 0x1011},
      {{176400, 16, 16, 2}, 0x5811}, {{48000, 16, 16, 16}, 0x001F},
  };
  for (size_t i = 0; i < ARRAYSIZE(table); i++) {
    HANDLE engine = NULL;
    USHORT code = 0;
    assert_int_equal(try_render(&table[i].format, FALSE, &engine, &code), STATUS_SUCCESS);
    assert_int_equal(code, table[i].code);
    assert_int_equal(drop(engine), STATUS_SUCCESS);
  }
}

static void invalid_formats_are_refused(void **state) {
  (void)state;
  static const HDAUDIO_STREAM_FORMAT table[] = {
      {0, 16, 16, 2},      {48001, 16, 16, 2}, {384000, 16, 16, 2}, {48000, 16, 16, 0},
      {48000, 16, 16, 17}, {48000, 16, 32, 2}, {48000, 24, 24, 2},  {48000, 20, 24, 2},
      {48000, 12, 16, 2},  {48000, 32, 16, 2}, {48000, 8, 16, 2},   {48000, 0, 0, 2},
  };
  for (size_t i = 0; i < ARRAYSIZE(table); i++) {
    HANDLE engine = (HANDLE)0x55;
    USHORT code = 0;
    assert_int_equal(try_render(&table[i], FALSE, &engine, &code), STATUS_INVALID_PARAMETER);
    assert_ptr_equal(engine, (HANDLE)0x55);
    assert_int_equal(code, 0xDEAD);
  }
}

static void null_pointers_are_refused(void **state) {
  (void)state;
  HDAUDIO_STREAM_FORMAT format = cd;
  HDAUDIO_CONVERTER_FORMAT converter;
  HANDLE engine;
  void *context = driver.bus.Context;
  assert_int_equal(driver.bus.AllocateRenderDmaEngine(context, NULL, FALSE, &engine, &converter),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.AllocateRenderDmaEngine(context, &format, FALSE, NULL, &converter),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.AllocateRenderDmaEngine(context, &format, FALSE, &engine, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.AllocateRenderDmaEngine(NULL, &format, FALSE, &engine, &converter),
                   STATUS_NO_SUCH_DEVICE);
  engine = render(48000, 16, 16, 2);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, NULL, &converter),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, &format, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.FreeDmaEngine(NULL, engine), STATUS_NO_SUCH_DEVICE);
}

static void passive_routines_refuse_a_higher_irql(void **state) {
  (void)state;
  KIRQL old;
  HANDLE engine = NULL;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(try_render(&cd, FALSE, &engine, NULL), STATUS_UNSUCCESSFUL);
  assert_int_equal(try_capture(0, &cd, &engine), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
}

static void register_getters_need_a_place_to_write(void **state) {
  (void)state;
  HANDLE engine = render(48000, 16, 16, 2);
  driver.bus.GetWallClockRegister(driver.bus.Context, NULL);
  assert_int_equal(driver.bus.GetLinkPositionRegister(driver.bus.Context, engine, NULL),
                   STATUS_INVALID_PARAMETER);
}

static void each_direction_has_its_engines(void **state) {
  (void)state;
  HANDLE engines[4], more = NULL;
  for (unsigned i = 0; i < 4; i++) {
    engines[i] = render(48000, 16, 16, 2);
    assert_in_range(stream_of(engines[i]), 4, 7);
    for (unsigned k = 0; k < i; k++)
      assert_ptr_not_equal(engines[i], engines[k]);
  }
  assert_int_equal(try_render(&cd, FALSE, &more, NULL), STATUS_INSUFFICIENT_RESOURCES);
  for (UCHAR i = 0; i < 4; i++)
    assert_in_range(stream_of(capture(i, 48000, 16, 16, 2)), 0, 3);
  assert_int_equal(try_capture(0, &cd, &more), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(drop(engines[2]), STATUS_SUCCESS);
  HANDLE again = render(48000, 16, 16, 2);
  assert_int_equal(stream_of(again), 6);
  assert_ptr_not_equal(again, engines[2]);
  assert_int_equal(drop(engines[2]), STATUS_INVALID_HANDLE);
}

static void allocation_does_not_touch_the_hardware(void **state) {
  (void)state;
  const struct fake_write *writes;
  fake_forget_writes(driver.sim);
  (void)render(48000, 16, 16, 2);
  assert_int_equal(fake_writes(driver.sim, &writes), 0);
}

static void garbage_handles_are_refused(void **state) {
  (void)state;
  HANDLE engine = render(48000, 16, 16, 2);
  const HANDLE garbage[] = {
      NULL, (HANDLE)0x60, (PUCHAR)engine - 2, (PUCHAR)engine + 1, (PUCHAR)engine + 0x100, &engine};
  for (size_t i = 0; i < ARRAYSIZE(garbage); i++)
    assert_int_equal(drop(garbage[i]), STATUS_INVALID_HANDLE);
  assert_int_equal(drop(engine), STATUS_SUCCESS);
  assert_int_equal(drop(engine), STATUS_INVALID_HANDLE);
}

/* 960 bits a frame: 192 kHz 24 bits 8 channels is 768, 48 kHz 24 bits 8 channels 192. */
static void output_bandwidth_is_one_pool(void **state) {
  (void)state;
  const HDAUDIO_STREAM_FORMAT small = {48000, 24, 32, 8}, tiny = {48000, 8, 8, 1};
  HANDLE big = render(192000, 24, 32, 8), fits = NULL, more = NULL;
  assert_int_equal(try_render(&small, FALSE, &fits, NULL), STATUS_SUCCESS);
  assert_int_equal(try_render(&tiny, FALSE, &more, NULL), STATUS_INSUFFICIENT_RESOURCES);
  (void)capture(0, 48000, 16, 16, 2);
  assert_int_equal(drop(big), STATUS_SUCCESS);
  assert_int_equal(try_render(&tiny, FALSE, &more, NULL), STATUS_SUCCESS);
}

/* 464 bits a frame and line, 10 of them a header: 14 channels of 32 bits are 448 + 10. */
static void input_bandwidth_is_per_line(void **state) {
  (void)state;
  const HDAUDIO_STREAM_FORMAT full = {48000, 32, 32, 14}, tiny = {48000, 8, 8, 1};
  const HDAUDIO_STREAM_FORMAT over = {48000, 32, 32, 15};
  HANDLE engine = NULL;
  assert_int_equal(try_capture(1, &over, &engine), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(try_capture(1, &full, &engine), STATUS_SUCCESS);
  assert_int_equal(try_capture(1, &tiny, &engine), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(try_capture(2, &full, &engine), STATUS_SUCCESS);
}

/* */
static void striping_means_nothing_on_one_line(void **state) {
  (void)state;
  HANDLE engine = NULL;
  struct buffer buffer;
  assert_int_equal(try_render(&cd, TRUE, &engine, NULL), STATUS_SUCCESS);
  assert_int_equal(allocate(engine, 1, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 2, 1) & 3, 0);
}

static void codec_address_is_bounded_by_the_lines(void **state) {
  (void)state;
  HANDLE engine = NULL;
  assert_int_equal(try_capture(3, &cd, &engine), STATUS_SUCCESS);
  assert_int_equal(try_capture(4, &cd, &engine), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_capture(255, &cd, &engine), STATUS_INVALID_PARAMETER);
}

static void a_format_change_keeps_the_old_one_on_failure(void **state) {
  (void)state;
  HDAUDIO_STREAM_FORMAT big = {192000, 24, 32, 8}, bad = {1, 1, 1, 1};
  HDAUDIO_CONVERTER_FORMAT converter = {.ConverterFormat = 0xDEAD};
  struct buffer buffer;
  HANDLE engine = render(48000, 16, 16, 2);
  HANDLE other = render(192000, 24, 32, 8);
  void *context = driver.bus.Context;
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, &big, &converter),
                   STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, &bad, &converter),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, NULL, &big, &converter),
                   STATUS_INVALID_HANDLE);
  assert_int_equal(converter.ConverterFormat, 0xDEAD);
  assert_int_equal(drop(other), STATUS_SUCCESS);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, &big, &converter),
                   STATUS_SUCCESS);
  assert_int_equal(converter.ConverterFormat, 0x1837);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, &big, &converter),
                   STATUS_SUCCESS);
  assert_int_equal(allocate(engine, 2, 8192, &buffer), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(4) + 0x12, 2), 0x1837);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(context, engine, &big, &converter),
                   STATUS_INVALID_DEVICE_REQUEST);
}

static int start_bidirectional(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  config.iss = config.oss = 1;
  config.bss = 2;
  config.nsdo_code = 1;
  config.no_64bit = true;
  config.in_fifo_bytes = 64;
  config.out_fifo_bytes = 128;
  driver_power_on(&config);
  driver_load(REFERENCE_DRIVER);
  return 0;
}

static void dedicated_engines_come_first(void **state) {
  (void)state;
  HANDLE in = capture(0, 48000, 16, 16, 2), in2 = capture(0, 48000, 16, 16, 2);
  HANDLE out = render(48000, 16, 16, 2), out2 = render(48000, 16, 16, 2), more = NULL;
  struct buffer buffer;
  assert_int_equal(stream_of(in), 0);
  assert_int_equal(stream_of(in2), 2);
  assert_int_equal(stream_of(out), 1);
  assert_int_equal(stream_of(out2), 3);
  assert_int_equal(try_render(&cd, FALSE, &more, NULL), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(allocate(out2, 1, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(3) + 2, 1) & 8, 8);
  assert_true((uint64_t)MmGetMdlPfnArray(buffer.mdl)[0] << PAGE_SHIFT < 1ull << 32);
  assert_int_equal(fake_peek(driver.sim, sd_offset(3) + 0x1C, 4), 0);
  assert_int_equal(release(out2, &buffer), STATUS_SUCCESS);
  assert_int_equal(drop(out2), STATUS_SUCCESS);
  HANDLE in3 = capture(0, 48000, 16, 16, 2);
  assert_int_equal(stream_of(in3), 3);
  assert_int_equal(allocate(in3, 1, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(3) + 2, 1) & 8, 0);
}

/* Of sixteen render engines only fifteen can have a stream number. */
static void stream_numbers_may_run_out(void **state) {
  (void)state;
  struct buffer buffer;
  HANDLE engines[16];
  for (unsigned i = 0; i < 16; i++)
    engines[i] = render(8000, 8, 8, 1);
  for (unsigned i = 0; i < 15; i++) {
    assert_int_equal(allocate(engines[i], 1, 256, &buffer), STATUS_SUCCESS);
    assert_int_equal(buffer.stream_id, i + 1);
  }
  size_t pages = nt_pages_in_use();
  assert_int_equal(allocate(engines[15], 1, 256, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(driver.bus.ChangeBandwidthAllocation(
                       driver.bus.Context, engines[15], &(HDAUDIO_STREAM_FORMAT){8000, 8, 8, 2},
                       &(HDAUDIO_CONVERTER_FORMAT){.ConverterFormat = 0}),
                   STATUS_SUCCESS);
}

static int start_with_many_outputs(void **state) {
  (void)state;
  struct fake_config config = fake_default_config();
  config.iss = 1;
  config.oss = 15;
  config.bss = 1;
  driver_power_on(&config);
  driver_load(REFERENCE_DRIVER);
  return 0;
}

/* Two link frames have to fit: 128 bytes hold 16 channels of 32 bits once, not twice. */
static void a_small_fifo_is_refused(void **state) {
  (void)state;
  const HDAUDIO_STREAM_FORMAT wide = {48000, 32, 32, 14}, fits = {48000, 32, 32, 16};
  HANDLE engine = NULL;
  assert_int_equal(try_capture(0, &wide, &engine), STATUS_SUCCESS); /* bidirectional: 128 bytes */
  assert_int_equal(stream_of(engine), 2);
  assert_int_equal(try_render(&fits, FALSE, &engine, NULL), STATUS_SUCCESS);
  const HDAUDIO_STREAM_FORMAT fast = {192000, 16, 16, 9};
  assert_int_equal(try_render(&fast, TRUE, &engine, NULL), STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(try_capture(1, &wide, &engine), STATUS_SUCCESS);
  assert_int_equal(drop(engine), STATUS_SUCCESS);
  const HDAUDIO_STREAM_FORMAT too_wide = {96000, 16, 16, 10};
  HANDLE narrow = capture(1, 48000, 16, 16, 2);
  assert_int_equal(stream_of(narrow), 0);
  HDAUDIO_STREAM_FORMAT copy = too_wide;
  HDAUDIO_CONVERTER_FORMAT converter;
  assert_int_equal(
      driver.bus.ChangeBandwidthAllocation(driver.bus.Context, narrow, &copy, &converter),
      STATUS_BUFFER_TOO_SMALL); /* DDI-CBA-006 */
}

static void two_engines_too_small_are_one_refusal(void **state) {
  (void)state;
  const HDAUDIO_STREAM_FORMAT fast = {192000, 16, 16, 9};
  HANDLE engine = NULL;
  assert_int_equal(try_render(&fast, TRUE, &engine, NULL), STATUS_BUFFER_TOO_SMALL);
  assert_null(engine);
}

/* Two lines: a striped stream of 512 bits takes 256 of the 960 bits of each. */
static void striping_halves_the_cost(void **state) {
  (void)state;
  const HDAUDIO_STREAM_FORMAT half = {96000, 32, 32, 8};
  HANDLE a = NULL, b = NULL, c = NULL;
  struct buffer buffer;
  assert_int_equal(try_render(&half, TRUE, &a, NULL), STATUS_SUCCESS);  /* 256 */
  assert_int_equal(try_render(&half, FALSE, &b, NULL), STATUS_SUCCESS); /* 512 */
  assert_int_equal(try_render(&half, FALSE, &c, NULL), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(allocate(a, 1, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(fake_peek(driver.sim, sd_offset(stream_of(a)) + 2, 1) & 3, 1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, driver_start, driver_stop)
#define TEST_BIDIRECTIONAL(name)                                                                   \
  cmocka_unit_test_setup_teardown(name, start_bidirectional, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(formats_are_encoded),
      TEST(invalid_formats_are_refused),
      TEST(null_pointers_are_refused),
      TEST(passive_routines_refuse_a_higher_irql),
      TEST(register_getters_need_a_place_to_write),
      TEST(each_direction_has_its_engines),
      TEST(allocation_does_not_touch_the_hardware),
      TEST(garbage_handles_are_refused),
      TEST(output_bandwidth_is_one_pool),
      TEST(input_bandwidth_is_per_line),
      TEST(striping_means_nothing_on_one_line),
      TEST(codec_address_is_bounded_by_the_lines),
      TEST(a_format_change_keeps_the_old_one_on_failure),
      TEST_BIDIRECTIONAL(dedicated_engines_come_first),
      TEST_BIDIRECTIONAL(a_small_fifo_is_refused),
      TEST_BIDIRECTIONAL(two_engines_too_small_are_one_refusal),
      TEST_BIDIRECTIONAL(striping_halves_the_cost),
      cmocka_unit_test_setup_teardown(stream_numbers_may_run_out, start_with_many_outputs,
                                      driver_stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
