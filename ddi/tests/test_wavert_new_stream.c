/* SPDX-License-Identifier: Apache-2.0 */
/* New streams of the miniport: formats, converters, engines. */
#include "wavert_rig.h"

static NTSTATUS try_format(ULONG pin, struct wave format) {
  stream_ptr stream = NULL;
  NTSTATUS status = rig_new_stream(pin, pin >= RIG_PIN_CAPTURE, &format, &stream);
  if (NT_SUCCESS(status))
    assert_int_equal(stream->lpVtbl->Release(stream), 0);
  else
    assert_null(stream);
  return status;
}

static void formats_are_those_of_pin_and_bus(void **state) {
  (void)state;
  rig_create();
  assert_int_equal(try_format(0, rig_wave(48000, 16, 16, 2)), STATUS_SUCCESS);
  assert_int_equal(try_format(0, rig_wave(44100, 24, 32, 1)), STATUS_SUCCESS);
  assert_int_equal(try_format(0, rig_wave(48000, 0, 16, 2)), STATUS_SUCCESS);
  assert_int_equal(try_format(0, rig_wave(192000, 20, 32, 6)), STATUS_SUCCESS);
  assert_int_equal(try_format(0, rig_wave(48000, 16, 16, 7)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(3, rig_wave(48000, 16, 16, 3)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(5, rig_wave(8000, 8, 8, 4)), STATUS_SUCCESS);
  assert_int_equal(try_format(5, rig_wave(8000, 8, 8, 5)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(5, rig_wave(48000, 16, 16, 2)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(4, rig_wave(48000, 16, 16, 3)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(0, rig_wave(8000, 16, 16, 2)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(0, rig_wave(48000, 32, 32, 2)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(0, rig_wave(48000, 16, 32, 2)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(0, rig_wave(48000, 24, 16, 2)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(0, rig_wave(0, 16, 16, 2)), STATUS_INVALID_PARAMETER);
  assert_int_equal(try_format(0, rig_wave(48000, 16, 16, 0)), STATUS_INVALID_PARAMETER);
}

static void a_format_must_be_whole(void **state) {
  (void)state;
  rig_create();
  struct wave good = rig_wave(48000, 16, 16, 2), bad;
  WAVEFORMATEX *wave = &bad.data.WaveFormatExt.Format;
#define REFUSE(change)                                                                             \
  bad = good;                                                                                      \
  change;                                                                                          \
  assert_int_equal(try_format(0, bad), STATUS_INVALID_PARAMETER)
  REFUSE(bad.data.DataFormat.FormatSize = sizeof(KSDATAFORMAT) - 1);
  REFUSE(bad.data.DataFormat.FormatSize = sizeof(KSDATAFORMAT) + sizeof(WAVEFORMATEX) - 1);
  REFUSE(bad.data.DataFormat.FormatSize--); /* shorter than cbSize says */
  REFUSE(bad.data.DataFormat.MajorFormat = IID_IUnknown);
  REFUSE(bad.data.DataFormat.Specifier = IID_IUnknown);
  REFUSE(wave->nBlockAlign = 8);
  REFUSE(wave->wFormatTag = WAVE_FORMAT_IEEE_FLOAT);
  REFUSE(wave->cbSize = 21);
  REFUSE(bad.data.WaveFormatExt.SubFormat = KSDATAFORMAT_SUBTYPE_IEEE_FLOAT);
  bad = good;
  wave->wFormatTag = WAVE_FORMAT_PCM;
  wave->cbSize = 0;
  bad.data.DataFormat.FormatSize = sizeof(KSDATAFORMAT) + sizeof(WAVEFORMATEX);
  assert_int_equal(try_format(0, bad), STATUS_SUCCESS);
  KSDATAFORMAT_DSOUND sound = {.DataFormat = good.data.DataFormat};
  sound.DataFormat.FormatSize = sizeof sound;
  sound.DataFormat.Specifier = KSDATAFORMAT_SPECIFIER_DSOUND;
  sound.BufferDesc.WaveFormatEx = *wave;
  memcpy(&bad, &sound, sizeof sound);
  assert_int_equal(try_format(0, bad), STATUS_SUCCESS);
}

static void a_stream_takes_an_engine_of_its_direction(void **state) {
  (void)state;
  stream_ptr stream = NULL;
  struct wave format = rig_wave(48000, 16, 16, 2);
  rig_create();
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_SUCCESS);
  assert_trace("AllocateRenderDmaEngine GetLinkPositionRegister ");
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
  assert_trace("FreeDmaEngine ");
  assert_int_equal(rig_new_stream(4, TRUE, &format, &stream), STATUS_SUCCESS);
  assert_trace("AllocateCaptureDmaEngine GetLinkPositionRegister ");
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
  assert_int_equal(rig_new_stream(4, FALSE, &format, &stream), STATUS_INVALID_PARAMETER);
  assert_int_equal(rig_new_stream(0, TRUE, &format, &stream), STATUS_INVALID_PARAMETER);
  assert_int_equal(rig_new_stream(RIG_PINS, FALSE, &format, &stream), STATUS_INVALID_PARAMETER);
  IMiniportWaveRT *miniport = rig.miniport;
  PMINIPORTWAVERTSTREAM base;
  PKSDATAFORMAT data = &format.data.DataFormat;
  assert_int_equal(miniport->lpVtbl->NewStream(miniport, NULL, rig.port_stream, 0, FALSE, data),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(miniport->lpVtbl->NewStream(miniport, &base, NULL, 0, FALSE, data),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(miniport->lpVtbl->NewStream(miniport, &base, rig.port_stream, 0, FALSE, NULL),
                   STATUS_INVALID_PARAMETER);
}

static void a_converter_serves_one_stream(void **state) {
  (void)state;
  struct wave six = rig_wave(48000, 16, 16, 6), two = rig_wave(48000, 16, 16, 2);
  stream_ptr stream = NULL, other = NULL;
  rig_create();
  assert_int_equal(rig_new_stream(0, FALSE, &six, &stream), STATUS_SUCCESS);
  for (ULONG pin = 0; pin < 3; pin++)
    assert_int_equal(rig_new_stream(pin, FALSE, &two, &other), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(rig_new_stream(3, FALSE, &two, &other), STATUS_SUCCESS);
  assert_int_equal(other->lpVtbl->Release(other), 0);
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
  assert_int_equal(rig_new_stream(2, FALSE, &two, &stream), STATUS_SUCCESS);
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
}

static void a_stream_that_cannot_be_leaves_nothing(void **state) {
  (void)state;
  stream_ptr stream = NULL;
  struct wave format = rig_wave(48000, 16, 16, 2);
  rig_create();
  size_t blocks = nt_pool_blocks_in_use();
  nt_fail_pool_allocation(1);
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_INSUFFICIENT_RESOURCES);
  rig_fail("AllocateRenderDmaEngine", STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_BUFFER_TOO_SMALL);
  assert_null(stream);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_SUCCESS);
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 1); /* the stream holds it */
  rig_forget_trace();
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
  assert_trace("FreeDmaEngine InterfaceDereference ");
  rig.miniport = NULL;
}

static void at_most_8_converters_share_a_stream(void **state) {
  (void)state;
  stream_ptr stream = NULL;
  struct wave eight = rig_wave(48000, 16, 16, 8), nine = rig_wave(48000, 16, 16, 9);
  rig.first_node = RIG_MONO;
  rig.node_count = 20;
  rig_create();
  assert_int_equal(rig_new_stream(0, FALSE, &nine, &stream), STATUS_INVALID_PARAMETER);
  assert_int_equal(rig_new_stream(0, FALSE, &eight, &stream), STATUS_SUCCESS);
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(formats_are_those_of_pin_and_bus),          TEST(a_format_must_be_whole),
      TEST(a_stream_takes_an_engine_of_its_direction), TEST(a_converter_serves_one_stream),
      TEST(a_stream_that_cannot_be_leaves_nothing),    TEST(at_most_8_converters_share_a_stream),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
