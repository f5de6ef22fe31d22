/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_all.h"

#include "hda_oracle.h"

static struct hda_oracle_stream stream(uint16_t code, bool capture, uint64_t size, unsigned count,
                                       uint32_t fifo) {
  struct hda_oracle_stream s = {.capture = capture, .size = size, .count = count, .fifo = fifo};
  assert_true(hda_oracle_format_decode(code, &s.format));
  return s;
}

static void assert_window(const struct hda_oracle_stream *s, uint64_t k, uint64_t earliest,
                          uint64_t exact, uint64_t latest) {
  struct hda_oracle_window window;
  assert_true(hda_oracle_ioc_window(s, k, &window));
  assert_int_equal(window.earliest, earliest);
  assert_int_equal(window.exact, exact);
  assert_int_equal(window.latest, latest);
}

/* 48 kHz 16 bit stereo: 4 bytes a frame. Segments of 1920 bytes, FIFO of 512. Byte 1919 is sent
 * in frame 479; its burst fits the FIFO once 1408 bytes = 352 frames are gone. */
static void render_48000(void **state) {
  (void)state;
  const struct hda_oracle_stream s = stream(0x0011, false, 3840, 2, 512);
  assert_int_equal(hda_oracle_ioc_byte(&s, 0), 1920);
  assert_int_equal(hda_oracle_ioc_byte(&s, 3), 7680);
  assert_int_equal(hda_oracle_first_ioc(&s), 0);
  assert_window(&s, 0, 352, 352, 479);
  assert_window(&s, 1, 832, 832, 959);
  assert_window(&s, 39, 352 + 39 * 480, 352 + 39 * 480, 479 + 39 * 480);
}

/* The same with one notification a pass: only the ends of passes. */
static void render_one_per_pass(void **state) {
  (void)state;
  const struct hda_oracle_stream s = stream(0x0011, false, 3840, 1, 512);
  assert_window(&s, 0, 832, 832, 959);
  assert_window(&s, 1, 1792, 1792, 1919);
}

/* 44.1 kHz 16 bit stereo, segments of 512 bytes = 128 blocks, FIFO of 192. 320 bytes = 80 blocks
 * are gone after frames 0 .. 85, six of which are empty (12, 24, 36, 49, 61, 73). Frames 0 .. 138,
 * eleven of them empty, carry 128 blocks. */
static void render_44100(void **state) {
  (void)state;
  const struct hda_oracle_stream s = stream(0x4011, false, 1024, 2, 192);
  assert_window(&s, 0, 86, 86, 138);
}

/* 8 kHz: one frame in six carries a block. 128 bytes are 32 blocks; the last goes in frame 186. */
static void render_8000(void **state) {
  (void)state;
  const struct hda_oracle_stream s = stream(0x0511, false, 256, 2, 64);
  /* 64 bytes gone = 16 blocks: after frame 90. */
  assert_window(&s, 0, 91, 91, 186);
}

static void render_prefill(void **state) {
  (void)state;
  const struct hda_oracle_stream s = stream(0x0011, false, 512, 2, 512);
  struct hda_oracle_window window;
  assert_true(hda_oracle_ioc_window(&s, 1, &window));
  assert_true(window.prefill);
  assert_int_equal(window.exact, 0);
  assert_int_equal(hda_oracle_first_ioc(&s), 2);
  assert_true(hda_oracle_ioc_window(&s, 2, &window));
  assert_false(window.prefill);
  assert_int_equal(window.exact, 64);
}

/* Byte 1919 of a capture stream arrives in frame 479 and is written in frame 480. With a FIFO of
 * 256 bytes it must be gone before 256 newer bytes are there: frame 543. */
static void capture_48000(void **state) {
  (void)state;
  const struct hda_oracle_stream s = stream(0x0011, true, 3840, 2, 256);
  assert_int_equal(hda_oracle_first_ioc(&s), 0);
  assert_window(&s, 0, 479, 480, 543);
  assert_window(&s, 1, 959, 960, 1023);
}

/* Stopped after 1000 bytes and run again: 408 bytes more make room for the burst that ends at
 * 1920. The cadence begins anew. */
static void resumed(void **state) {
  (void)state;
  struct hda_oracle_stream s = stream(0x0011, false, 3840, 2, 512);
  s.start = 1000;
  assert_int_equal(hda_oracle_first_ioc(&s), 0);
  assert_window(&s, 0, 102, 102, 229);
  assert_int_equal(hda_oracle_lpib(&s, 0), 1000);
  assert_int_equal(hda_oracle_lpib(&s, 709), 3836);
  assert_int_equal(hda_oracle_lpib(&s, 710), 0);
  /* Stopped after 1408 bytes the first completion had been reported before. */
  s.start = 1408;
  assert_int_equal(hda_oracle_first_ioc(&s), 1);
  /* What a capture FIFO holds has not been reported. */
  s.capture = true;
  s.start = 1500;
  assert_int_equal(hda_oracle_first_ioc(&s), 0);
  s.start = 1920;
  assert_int_equal(hda_oracle_first_ioc(&s), 1);
}

static void invalid_streams(void **state) {
  (void)state;
  struct hda_oracle_window window;
  struct hda_oracle_stream s = stream(0x0011, false, 3840, 3, 512);
  assert_false(hda_oracle_ioc_window(&s, 0, &window));
  s.count = 2;
  s.size = 0;
  assert_false(hda_oracle_ioc_window(&s, 0, &window));
  assert_int_equal(hda_oracle_first_ioc(&s), 0);
  assert_int_equal(hda_oracle_lpib(&s, 5), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(render_48000),   cmocka_unit_test(render_one_per_pass),
      cmocka_unit_test(render_44100),   cmocka_unit_test(render_8000),
      cmocka_unit_test(render_prefill), cmocka_unit_test(capture_48000),
      cmocka_unit_test(resumed),        cmocka_unit_test(invalid_streams),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
