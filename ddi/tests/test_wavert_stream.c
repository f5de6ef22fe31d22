/* SPDX-License-Identifier: Apache-2.0 */
/* Streams of the miniport: states, buffers, events, formats, removal. */
#include "wavert_rig.h"

typedef PMINIPORTWAVERTSTREAMNOTIFICATION stream_ptr;

#define CALL(stream, method, ...) ((stream)->lpVtbl->method((stream), __VA_ARGS__))
#define RELEASE(stream) assert_int_equal((stream)->lpVtbl->Release(stream), 0)

static struct rig_buffer buffer;
static KEVENT events[2];

static int start(void **state) {
  (void)rig_start(state);
  rig_create();
  for (unsigned i = 0; i < 2; i++)
    KeInitializeEvent(&events[i], NotificationEvent, FALSE);
  return 0;
}

static stream_ptr open_with_buffer(ULONG pin) {
  stream_ptr stream = rig_open(pin);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  return stream;
}

/* ---- interfaces ------------------------------------------------------------------------------ */

static PVOID interface_of(stream_ptr stream, const GUID *id) {
  PVOID other = &rig;
  NTSTATUS status = CALL(stream, QueryInterface, id, &other);
  if (!NT_SUCCESS(status)) {
    assert_int_equal(status, STATUS_INVALID_PARAMETER);
    assert_null(other);
    return NULL;
  }
  PUNKNOWN unknown = (PUNKNOWN)other;
  assert_int_equal(unknown->lpVtbl->AddRef(unknown), 3);
  assert_int_equal(unknown->lpVtbl->Release(unknown), 2);
  PVOID again;
  assert_int_equal(unknown->lpVtbl->QueryInterface(unknown, &IID_IUnknown, &again), STATUS_SUCCESS);
  assert_ptr_equal(again, stream);
  assert_int_equal(unknown->lpVtbl->Release(unknown), 2);
  assert_int_equal(unknown->lpVtbl->Release(unknown), 1);
  return other;
}

static void a_stream_has_the_interfaces_of_its_direction(void **state) {
  (void)state;
  stream_ptr render = rig_open(0), capture = rig_open(4);
  assert_ptr_equal(interface_of(render, &IID_IUnknown), render);
  assert_ptr_equal(interface_of(render, &IID_IMiniportWaveRTStream), render);
  assert_ptr_equal(interface_of(render, &IID_IMiniportWaveRTStreamNotification), render);
  assert_non_null(interface_of(render, &IID_IMiniportWaveRTOutputStream));
  assert_null(interface_of(render, &IID_IMiniportWaveRTInputStream));
  assert_null(interface_of(render, &IID_IPortWaveRT));
  assert_non_null(interface_of(capture, &IID_IMiniportWaveRTInputStream));
  assert_null(interface_of(capture, &IID_IMiniportWaveRTOutputStream));
  assert_int_equal(CALL(render, QueryInterface, &IID_IUnknown, NULL), STATUS_INVALID_PARAMETER);
  RELEASE(render);
  RELEASE(capture);
}

static void packets_need_the_newer_bus_interface(void **state) {
  (void)state;
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 0);
  rig.no_v3 = true;
  rig_create();
  stream_ptr render = rig_open(0), capture = rig_open(4);
  assert_null(interface_of(render, &IID_IMiniportWaveRTOutputStream));
  assert_null(interface_of(capture, &IID_IMiniportWaveRTInputStream));
  assert_int_equal(rig_allocate(render, 2, 3840, &buffer), STATUS_SUCCESS);
  assert_trace("AllocateDmaBufferWithNotification ");
  CALL(render, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("FreeDmaBufferWithNotification ");
  RELEASE(render);
  RELEASE(capture);
}

/* ---- states ---------------------------------------------------------------------------------- */

static void states_map_to_those_of_the_engine(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_trace("Stop ");
  assert_int_equal(rig.verb_count, 0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_trace("Run ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("Stop ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_trace("");
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs ");
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("TransferCodecVerbs Reset ");
  RELEASE(stream);
}

static void jumps_up_are_refused_and_jumps_down_pass_every_state(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, (KSSTATE)4), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, SetState, (KSSTATE)-1), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_trace("Stop ");
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Reset ");
  RELEASE(stream);
}

static void the_converters_learn_format_and_number(void **state) {
  (void)state;
  struct wave format = rig_wave(96000, 24, 32, 5);
  stream_ptr stream;
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_SUCCESS);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_go(stream, KSSTATE_PAUSE);
  assert_int_equal(rig.verb_count, 9);
  for (uint32_t i = 0; i < 3; i++) {
    uint32_t node = 0x20000000u | (RIG_DAC + i) << 20;
    assert_int_equal(rig.verbs[3 * i], node | 0x70500);
    assert_int_equal(rig.verbs[3 * i + 1], node | 0x20834); /* 96 kHz, 24 bits, 5 channels */
    assert_int_equal(rig.verbs[3 * i + 2], node | 0x70610 | 2 * i);
  }
  rig.verb_count = 0;
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_int_equal(rig.verb_count, 3);
  for (uint32_t i = 0; i < 3; i++)
    assert_int_equal(rig.verbs[i], 0x20070600u | (RIG_DAC + i) << 20);
  RELEASE(stream);
  assert_int_equal(rig.verb_count, 3);
}

static void running_needs_a_buffer(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  assert_trace("");
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Run ");
  RELEASE(stream);
}

static void a_step_up_that_fails_leaves_the_stream_where_it_was(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_fail("Stop", STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  rig_fail("TransferCodecVerbs", STATUS_NO_MEMORY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_NO_MEMORY);
  rig.codec_is_mute = true;
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_DEVICE_NOT_READY);
  rig.codec_is_mute = false;
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  rig_fail("Run", STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_DEVICE_NOT_READY);
  rig_forget_trace();
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_trace("");
  assert_int_equal(CALL(stream, SetState, KSSTATE_RUN), STATUS_SUCCESS);
  RELEASE(stream);
}

static void a_step_down_always_succeeds(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  rig_fail("Stop", STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, SetState, KSSTATE_PAUSE), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_SUCCESS);
  rig.codec_is_mute = true;
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("Stop TransferCodecVerbs Stop Reset "); /* the stop that failed is made up for */
  RELEASE(stream);
}

/* ---- buffers --------------------------------------------------------------------------------- */

static void sizes_are_rounded_up_to_whole_segments(void **state) {
  (void)state;
  static const struct {
    WORD channels, bits;
    ULONG count, requested, actual;
  } cases[] = {
      {2, 16, 2, 3840, 3840},   {2, 16, 2, 3528, 3584},   {2, 16, 2, 1152, 1280},
      {2, 16, 2, 1025, 1280},   {2, 16, 1, 1, 256},       {2, 16, 1, 4097, 4224},
      {2, 16, 1, 65536, 65536}, {6, 16, 2, 11520, 11520}, {3, 16, 2, 1000, 1536},
      {5, 24, 2, 20000, 20480},
  };
  for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct wave format =
        rig_wave(48000, cases[i].bits, cases[i].bits == 16 ? 16 : 32, cases[i].channels);
    stream_ptr stream;
    assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_SUCCESS);
    assert_int_equal(rig_allocate(stream, cases[i].count, cases[i].requested, &buffer),
                     STATUS_SUCCESS);
    assert_int_equal(buffer.bytes, cases[i].actual);
    assert_int_equal(buffer.offset, 0);
    assert_int_equal(buffer.cache, MmWriteCombined);
    assert_true(nt_mdl_is_live(buffer.mdl));
    RELEASE(stream);
  }
}

static void a_plain_buffer_has_no_callback(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 0, 1000, &buffer), STATUS_SUCCESS);
  assert_trace("AllocateDmaBuffer ");
  assert_int_equal(buffer.bytes, 1024);
  assert_int_equal(buffer.cache, MmWriteCombined);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  CALL(stream, FreeAudioBuffer, (PMDL)(void *)&rig, buffer.bytes);
  assert_trace("");
  CALL(stream, FreeAudioBuffer, NULL, buffer.bytes);
  assert_trace("FreeDmaBuffer ");
  assert_int_equal(rig_allocate(stream, 0, 1000, &buffer), STATUS_SUCCESS);
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  assert_trace("AllocateDmaBuffer FreeDmaBuffer ");
  RELEASE(stream);
}

static void a_buffer_with_notification_counts_packets(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  assert_trace("AllocateDmaBufferWithNotification RegisterNotificationCallback ");
  struct rig_buffer other;
  assert_int_equal(rig_allocate(stream, 1, 256, &other), STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 0, 256, &other), STATUS_INVALID_DEVICE_REQUEST);
  assert_null(other.mdl);
  rig_forget_trace();
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  CALL(stream, FreeBufferWithNotification, NULL, buffer.bytes);
  assert_trace("");
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("UnregisterNotificationCallback FreeDmaBufferWithNotification ");
  assert_int_equal(nt_object_references(rig.pdo), 0);
  RELEASE(stream);
}

static void a_buffer_is_freed_in_any_state(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("TransferCodecVerbs Stop Reset UnregisterNotificationCallback "
               "FreeDmaBufferWithNotification ");
  KSAUDIO_POSITION position;
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(position.PlayOffset + position.WriteOffset, 0);
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  assert_trace("");
  RELEASE(stream);
}

static void an_engine_that_does_not_stop_keeps_its_buffer(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_fail("Stop", STATUS_DEVICE_NOT_READY);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_true(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(CALL(stream, SetState, KSSTATE_STOP), STATUS_SUCCESS);
  RELEASE(stream);
  assert_int_equal(nt_pages_in_use() > 0, 1); /* the bus driver's own */
}

static void attributes_are_judged(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 3, 3840, &buffer), STATUS_UNSUCCESSFUL);
  assert_int_equal(CALL(stream, AllocateBufferWithNotification, 0, 3840, &buffer.mdl, &buffer.bytes,
                        &buffer.offset, &buffer.cache),
                   STATUS_UNSUCCESSFUL);
  assert_int_equal(rig_allocate(stream, 2, 0, &buffer), STATUS_UNSUCCESSFUL);
  assert_int_equal(rig_allocate(stream, 0, 0, &buffer), STATUS_UNSUCCESSFUL);
  for (unsigned missing = 0; missing < 4; missing++)
    assert_int_equal(CALL(stream, AllocateBufferWithNotification, 2, 3840,
                          missing == 0 ? NULL : &buffer.mdl, missing == 1 ? NULL : &buffer.bytes,
                          missing == 2 ? NULL : &buffer.offset,
                          missing == 3 ? NULL : &buffer.cache),
                     STATUS_INVALID_PARAMETER);
  assert_trace("");
  rig_fail("AllocateDmaBufferWithNotification", STATUS_DEVICE_NOT_READY);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_DEVICE_NOT_READY);
  nt_set_page_budget(0);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  nt_set_page_budget(NT_UNLIMITED);
  KIRQL old;
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_null(buffer.mdl);
  RELEASE(stream);
}

static void what_the_bus_delivers_is_judged(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  size_t pages = nt_pages_in_use(), blocks = nt_pool_blocks_in_use();
  rig.tell_bytes = 0x100000200u; /* would be 512 in the port's width */
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_UNSUCCESSFUL);
  assert_null(buffer.mdl);
  rig.tell_bytes = 0;
  rig.tell_offset = 0x100000000u;
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_UNSUCCESSFUL);
  rig.tell_offset = 64;
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_SUCCESS);
  assert_int_equal(buffer.offset, 64);
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  rig.tell_offset = 0;
  rig_fail("RegisterNotificationCallback", STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(rig_allocate(stream, 2, 512, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  /* More than the hardware reaches: less is of no use without notifications, and is taken with. */
  assert_int_equal(rig_allocate(stream, 0, 0xFFFFFFFF, &buffer), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pages_in_use(), pages);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(rig_allocate(stream, 2, 0xFFFFFFFF, &buffer), STATUS_SUCCESS);
  assert_int_equal(buffer.bytes, 1 << 20);
  RELEASE(stream);
}

/* ---- events ---------------------------------------------------------------------------------- */

static void events_are_signalled_until_unregistered(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[1]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_UNSUCCESSFUL);
  assert_trace("RegisterNotificationEvent RegisterNotificationEvent ");
  rig_go(stream, KSSTATE_RUN);
  watch_records();
  rig_complete(4, 1920);
  assert_int_equal(seen.signals, 2);
  assert_int_equal(CALL(stream, UnregisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, UnregisterNotificationEvent, &events[0]), STATUS_INVALID_PARAMETER);
  rig_complete(4, 0);
  assert_int_equal(seen.signals, 3);
  size_t blocks = nt_pool_blocks_in_use();
  RELEASE(stream); /* takes the other one away */
  assert_true(nt_pool_blocks_in_use() < blocks);
}

static void events_need_a_buffer_with_notification(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(rig_allocate(stream, 0, 4096, &buffer), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INVALID_DEVICE_REQUEST);
  CALL(stream, FreeAudioBuffer, buffer.mdl, buffer.bytes);
  assert_int_equal(rig_allocate(stream, 1, 4096, &buffer), STATUS_SUCCESS);
  size_t blocks = nt_pool_blocks_in_use();
  nt_fail_pool_allocation(1);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INSUFFICIENT_RESOURCES);
  nt_fail_pool_allocation(2); /* the bus driver's */
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]),
                   STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  RELEASE(stream);
}

/* ---- format ---------------------------------------------------------------------------------- */

static NTSTATUS set_format(stream_ptr stream, struct wave format) {
  return CALL(stream, SetFormat, &format.data.DataFormat);
}

static void the_format_changes_while_there_is_no_buffer(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0), other;
  struct wave two = rig_wave(48000, 16, 16, 2);
  assert_int_equal(set_format(stream, rig_wave(96000, 24, 32, 4)), STATUS_SUCCESS);
  assert_trace("ChangeBandwidthAllocation ");
  assert_int_equal(rig_new_stream(1, FALSE, &two, &other), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(set_format(stream, two), STATUS_SUCCESS);
  assert_int_equal(rig_new_stream(1, FALSE, &two, &other), STATUS_SUCCESS);
  assert_int_equal(set_format(stream, rig_wave(96000, 24, 32, 4)), STATUS_INSUFFICIENT_RESOURCES);
  RELEASE(other);
  assert_int_equal(CALL(stream, SetFormat, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_format(stream, rig_wave(48000, 16, 16, 0)), STATUS_INVALID_PARAMETER);
  assert_int_equal(set_format(stream, rig_wave(8000, 16, 16, 2)), STATUS_INVALID_PARAMETER);
  rig_fail("ChangeBandwidthAllocation", STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(set_format(stream, two), STATUS_INVALID_PARAMETER);
  rig_fail("ChangeBandwidthAllocation", STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(set_format(stream, two), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_SUCCESS);
  assert_int_equal(set_format(stream, two), STATUS_INVALID_DEVICE_REQUEST);
  rig_go(stream, KSSTATE_RUN);
  assert_int_equal(set_format(stream, two), STATUS_INVALID_PARAMETER);
  RELEASE(stream);
}

/* ---- removal --------------------------------------------------------------------------------- */

static void remove_surprisingly(void) {
  struct fake_faults gone = {.gone = true};
  fake_set_faults(driver.sim, &gone);
  driver.plugin->Bus->SurpriseRemoval(driver.fdo);
  rig_forget_trace();
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
}

static void removal_takes_the_engine_and_leaves_the_buffer(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  struct wave two = rig_wave(48000, 16, 16, 2);
  stream_ptr other;
  KSAUDIO_POSITION position;
  KSRTAUDIO_HWREGISTER hw;
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  rig_go(stream, KSSTATE_RUN);
  remove_surprisingly();
  assert_trace("Stop Reset FreeDmaEngine ");
  assert_int_equal(nt_object_references(rig.pdo), 0);
  assert_true(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(CALL(stream, GetPosition, &position), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, GetPositionRegister, &hw), STATUS_NOT_SUPPORTED);
  assert_int_equal(CALL(stream, GetClockRegister, &hw), STATUS_NOT_SUPPORTED);
  for (KSSTATE down = KSSTATE_PAUSE;; down--) {
    assert_int_equal(CALL(stream, SetState, down), STATUS_SUCCESS);
    if (down == KSSTATE_STOP)
      break;
  }
  assert_int_equal(CALL(stream, UnregisterNotificationEvent, &events[0]), STATUS_SUCCESS);
  assert_int_equal(CALL(stream, SetState, KSSTATE_ACQUIRE), STATUS_DEVICE_NOT_READY);
  assert_int_equal(CALL(stream, RegisterNotificationEvent, &events[0]), STATUS_DEVICE_NOT_READY);
  assert_int_equal(set_format(stream, two), STATUS_DEVICE_NOT_READY);
  assert_int_equal(rig_new_stream(1, FALSE, &two, &other), STATUS_DEVICE_NOT_READY);
  assert_trace("");
  CALL(stream, FreeBufferWithNotification, buffer.mdl, buffer.bytes);
  assert_trace("FreeDmaBufferWithNotification ");
  assert_false(nt_mdl_is_live(buffer.mdl));
  assert_int_equal(rig_allocate(stream, 2, 3840, &buffer), STATUS_DEVICE_NOT_READY);
  RELEASE(stream);
  assert_trace("");
}

static void removal_of_a_plain_stream(void **state) {
  (void)state;
  stream_ptr stream = rig_open(0);
  assert_int_equal(rig_allocate(stream, 0, 3840, &buffer), STATUS_SUCCESS);
  remove_surprisingly();
  assert_trace("FreeDmaEngine ");
  RELEASE(stream);
  assert_trace("FreeDmaBuffer ");
  assert_false(nt_mdl_is_live(buffer.mdl));
}

/* A bus driver that was not told keeps an engine with a buffer. */
static void an_engine_that_is_not_taken_goes_with_its_stream(void **state) {
  (void)state;
  stream_ptr stream = open_with_buffer(0);
  rig_go(stream, KSSTATE_RUN);
  rig_forget_trace();
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
  assert_trace("Stop Reset FreeDmaEngine ");
  RELEASE(stream);
  assert_trace("UnregisterNotificationCallback FreeDmaBufferWithNotification FreeDmaEngine ");
}

static void a_removed_miniport_is_not_initialised(void **state) {
  (void)state;
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 0);
  assert_int_equal(rig_make(), STATUS_SUCCESS);
  driver.plugin->Miniport->SurpriseRemoval(rig.miniport);
  assert_int_equal(rig_init(), STATUS_DEVICE_NOT_READY);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_stream_has_the_interfaces_of_its_direction),
      TEST(packets_need_the_newer_bus_interface),
      TEST(states_map_to_those_of_the_engine),
      TEST(jumps_up_are_refused_and_jumps_down_pass_every_state),
      TEST(the_converters_learn_format_and_number),
      TEST(running_needs_a_buffer),
      TEST(a_step_up_that_fails_leaves_the_stream_where_it_was),
      TEST(a_step_down_always_succeeds),
      TEST(sizes_are_rounded_up_to_whole_segments),
      TEST(a_plain_buffer_has_no_callback),
      TEST(a_buffer_with_notification_counts_packets),
      TEST(a_buffer_is_freed_in_any_state),
      TEST(an_engine_that_does_not_stop_keeps_its_buffer),
      TEST(attributes_are_judged),
      TEST(what_the_bus_delivers_is_judged),
      TEST(events_are_signalled_until_unregistered),
      TEST(events_need_a_buffer_with_notification),
      TEST(the_format_changes_while_there_is_no_buffer),
      TEST(removal_takes_the_engine_and_leaves_the_buffer),
      TEST(removal_of_a_plain_stream),
      TEST(an_engine_that_is_not_taken_goes_with_its_stream),
      TEST(a_removed_miniport_is_not_initialised),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
