/* SPDX-License-Identifier: Apache-2.0 */
#include "wavert_playing.h"

struct rig_buffer buffer;
stream_ptr stream;
PMINIPORTWAVERTOUTPUTSTREAM output;
PMINIPORTWAVERTINPUTSTREAM input;

void open_stream(ULONG pin, ULONG count) {
  PVOID other;
  stream = rig_open(pin);
  assert_int_equal(rig_allocate(stream, count, BYTES, &buffer), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, QueryInterface,
                        pin < RIG_PIN_CAPTURE ? &IID_IMiniportWaveRTOutputStream
                                              : &IID_IMiniportWaveRTInputStream,
                        &other),
                   STATUS_SUCCESS);
  stream->lpVtbl->Release(stream);
  output = (PMINIPORTWAVERTOUTPUTSTREAM)other;
  input = (PMINIPORTWAVERTINPUTSTREAM)other;
}

int start(void **state) {
  (void)rig_start(state);
  rig_create();
  open_stream(0, 2);
  return 0;
}

int start_capture(void **state) {
  (void)rig_start(state);
  rig_create();
  open_stream(RIG_PIN_CAPTURE, 2);
  return 0;
}

int stop(void **state) {
  RELEASE(stream);
  return rig_stop(state);
}

void at(unsigned descriptor, uint32_t offset) { fake_set_lpib(driver.sim, descriptor, offset); }

uint64_t blocks(void) {
  KSAUDIO_PRESENTATION_POSITION position = {0};
  assert_int_equal(CALL(output, GetOutputStreamPresentationPosition, &position), STATUS_SUCCESS);
  uint64_t now = (uint64_t)KeQueryPerformanceCounter(NULL).QuadPart;
  assert_true(position.u64QPCPosition <= now && position.u64QPCPosition + 100000 > now);
  return position.u64PositionInBlocks;
}
