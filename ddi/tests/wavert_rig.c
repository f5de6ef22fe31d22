/* SPDX-License-Identifier: Apache-2.0 */
#include "wavert_rig.h"

#include <stdio.h>
#include <string.h>

struct rig rig;

static HDAUDIO_BUS_INTERFACE_V3 real; /* below the tap */

/* ---- the tap --------------------------------------------------------------------------------- */

static bool note(const char *routine, NTSTATUS *status) {
  size_t used = strlen(rig.trace);
  (void)snprintf(rig.trace + used, sizeof rig.trace - used, "%s ", routine);
  if (rig.fail == NULL || strcmp(rig.fail, routine) != 0)
    return false;
  rig.fail = NULL;
  *status = rig.fail_status;
  return true;
}

#define TAP(name, parameters, arguments)                                                           \
  static NTSTATUS tap_##name parameters {                                                          \
    NTSTATUS status;                                                                               \
    return note(#name, &status) ? status : real.name arguments;                                    \
  }

TAP(AllocateCaptureDmaEngine,
    (PVOID context, UCHAR codec, PHDAUDIO_STREAM_FORMAT format, PHANDLE handle,
     PHDAUDIO_CONVERTER_FORMAT converter),
    (context, codec, format, handle, converter))
TAP(AllocateRenderDmaEngine,
    (PVOID context, PHDAUDIO_STREAM_FORMAT format, BOOLEAN stripe, PHANDLE handle,
     PHDAUDIO_CONVERTER_FORMAT converter),
    (context, format, stripe, handle, converter))
TAP(ChangeBandwidthAllocation,
    (PVOID context, HANDLE handle, PHDAUDIO_STREAM_FORMAT format,
     PHDAUDIO_CONVERTER_FORMAT converter),
    (context, handle, format, converter))
TAP(FreeDmaBuffer, (PVOID context, HANDLE handle), (context, handle))
TAP(FreeDmaEngine, (PVOID context, HANDLE handle), (context, handle))
TAP(GetLinkPositionRegister, (PVOID context, HANDLE handle, PULONG *position),
    (context, handle, position))
TAP(FreeDmaBufferWithNotification, (PVOID context, HANDLE handle, PMDL mdl, SIZE_T bytes),
    (context, handle, mdl, rig.tell_bytes == 0 ? bytes : 512))
TAP(RegisterNotificationEvent, (PVOID context, HANDLE handle, PKEVENT event),
    (context, handle, event))
TAP(UnregisterNotificationEvent, (PVOID context, HANDLE handle, PKEVENT event),
    (context, handle, event))
TAP(RegisterNotificationCallback,
    (PVOID context, HANDLE handle, PDEVICE_OBJECT fdo, PHDAUDIO_DMA_NOTIFICATION_CALLBACK callback,
     PVOID callback_context),
    (context, handle, fdo, callback, callback_context))
TAP(UnregisterNotificationCallback,
    (PVOID context, HANDLE handle, PHDAUDIO_DMA_NOTIFICATION_CALLBACK callback,
     PVOID callback_context),
    (context, handle, callback, callback_context))

static NTSTATUS tap_SetDmaEngineState(PVOID context, HDAUDIO_STREAM_STATE state, ULONG count,
                                      PHANDLE handles) {
  static const char *const names[] = {"Reset", "Stop", "Run"};
  NTSTATUS status;
  return note(names[state], &status) ? status
                                     : real.SetDmaEngineState(context, state, count, handles);
}

static NTSTATUS tap_AllocateDmaBuffer(PVOID context, HANDLE handle, SIZE_T requested, PMDL *mdl,
                                      PSIZE_T bytes, PUCHAR stream_id, PULONG fifo) {
  NTSTATUS status;
  if (note("AllocateDmaBuffer", &status))
    return status;
  return real.AllocateDmaBuffer(context, handle, requested, mdl, bytes, stream_id, fifo);
}

static NTSTATUS tap_AllocateDmaBufferWithNotification(PVOID context, HANDLE handle, ULONG count,
                                                      SIZE_T requested, PMDL *mdl, PSIZE_T bytes,
                                                      PSIZE_T offset, PUCHAR stream_id,
                                                      PULONG fifo) {
  NTSTATUS status;
  if (note("AllocateDmaBufferWithNotification", &status))
    return status;
  status = real.AllocateDmaBufferWithNotification(context, handle, count, requested, mdl, bytes,
                                                  offset, stream_id, fifo);
  if (rig.tell_bytes != 0)
    *bytes = rig.tell_bytes;
  if (rig.tell_offset != 0)
    *offset = rig.tell_offset;
  return status;
}

static VOID tap_GetWallClockRegister(PVOID context, PULONG *wall_clock) {
  NTSTATUS status;
  if (!note("GetWallClockRegister", &status))
    real.GetWallClockRegister(context, wall_clock);
}

static VOID tap_GetResourceInformation(PVOID context, PUCHAR codec, PUCHAR node) {
  (void)context;
  *codec = 2;
  *node = 1;
}

static VOID tap_InterfaceDereference(PVOID context) {
  NTSTATUS status;
  (void)note("InterfaceDereference", &status);
  real.InterfaceDereference(context);
}

/* ---- the codec ------------------------------------------------------------------------------- */

#define PCM_16_20_24_AT_44_48_96_192 0x000E0560u
#define PCM_8_16_AT_8 0x00030001u

static uint32_t widget(unsigned node) {
  switch (node) {
  case RIG_DIGITAL:
    return 0x00000211; /* format override, stereo */
  case RIG_ADC:
    return 0x00100001;
  case RIG_ADC + 1:
    return 0x00102011; /* format override, 4 channels */
  case RIG_MIXER:
    return 0x00200001;
  case RIG_AC3:
  case RIG_NO_FORMAT:
    return 0x00000211;
  default:
    return node < RIG_MONO ? 0x00000001 : 0x00000000;
  }
}

static uint32_t parameter(unsigned node, unsigned id) {
  switch (id) {
  case 0x04:
    return (uint32_t)rig.first_node << 16 | rig.node_count;
  case 0x08:
    return 0x00000D0A; /* input 13 frames, output 10 */
  case 0x09:
    return widget(node);
  case 0x0A:
    return node == RIG_ADC + 1     ? PCM_8_16_AT_8
           : node == RIG_NO_FORMAT ? 0
                                   : PCM_16_20_24_AT_44_48_96_192;
  default:
    return node == RIG_AC3 ? 4 : 1;
  }
}

static NTSTATUS tap_TransferCodecVerbs(PVOID context, ULONG count, PHDAUDIO_CODEC_TRANSFER transfer,
                                       PHDAUDIO_TRANSFER_COMPLETE_CALLBACK callback, PVOID user) {
  NTSTATUS status;
  (void)context;
  (void)user;
  assert_null(callback);
  if (note("TransferCodecVerbs", &status))
    return status;
  for (ULONG i = 0; i < count; i++) {
    HDAUDIO_CODEC_COMMAND command = transfer[i].Output;
    assert_int_equal(command.Verb8.CodecAddress, 2);
    bool read = command.Verb8.VerbId == 0xF00;
    if (!read)
      rig.verbs[rig.verb_count++ % 64] = command.Command;
    transfer[i].Input.CompleteResponse = 0;
    transfer[i].Input.Response = read ? parameter(command.Verb8.Node, command.Verb8.Data) : 0;
    transfer[i].Input.IsValid = !rig.codec_is_mute;
    if (rig.silence_after != 0 && --rig.silence_after == 0)
      rig.codec_is_mute = true;
  }
  return STATUS_SUCCESS;
}

/* ---- the device below the function driver ---------------------------------------------------- */

static void query(void *user, const GUID *type, USHORT size, USHORT version, PINTERFACE interface,
                  PVOID specific, NTSTATUS *status, ULONG_PTR *information) {
  (void)user;
  bool v3 = IsEqualGUID(type, &GUID_HDAUDIO_BUS_INTERFACE_V3);
  if (rig.no_interface || (v3 && rig.no_v3))
    return;
  driver.plugin->Bus->QueryInterface(driver.fdo, 0, type, size, version, interface, specific,
                                     status, information);
  memcpy(&real, interface, size);
  HDAUDIO_BUS_INTERFACE_V3 tap = real;
  tap.InterfaceDereference = tap_InterfaceDereference;
  tap.TransferCodecVerbs = tap_TransferCodecVerbs;
  tap.AllocateCaptureDmaEngine = tap_AllocateCaptureDmaEngine;
  tap.AllocateRenderDmaEngine = tap_AllocateRenderDmaEngine;
  tap.ChangeBandwidthAllocation = tap_ChangeBandwidthAllocation;
  tap.AllocateDmaBuffer = tap_AllocateDmaBuffer;
  tap.FreeDmaBuffer = tap_FreeDmaBuffer;
  tap.FreeDmaEngine = tap_FreeDmaEngine;
  tap.SetDmaEngineState = tap_SetDmaEngineState;
  tap.GetWallClockRegister = tap_GetWallClockRegister;
  tap.GetLinkPositionRegister = tap_GetLinkPositionRegister;
  tap.GetResourceInformation = tap_GetResourceInformation;
  tap.AllocateDmaBufferWithNotification = tap_AllocateDmaBufferWithNotification;
  tap.FreeDmaBufferWithNotification = tap_FreeDmaBufferWithNotification;
  tap.RegisterNotificationEvent = tap_RegisterNotificationEvent;
  tap.UnregisterNotificationEvent = tap_UnregisterNotificationEvent;
  tap.RegisterNotificationCallback = tap_RegisterNotificationCallback;
  tap.UnregisterNotificationCallback = tap_UnregisterNotificationCallback;
  memcpy(interface, &tap, size);
}

/* ---- the port object ------------------------------------------------------------------------- */

static const IPortWaveRTVtbl port_table; /* Init takes the pointer and calls nothing */

/* ---- for tests ------------------------------------------------------------------------------- */

int rig_start(void **state) {
  (void)driver_start(state);
  rig = (struct rig){.first_node = RIG_DAC, .node_count = RIG_END - RIG_DAC};
  rig.port.lpVtbl = &port_table;
  rig.pdo = nt_create_pdo(query, NULL);
  assert_int_equal(driver.plugin->Port->CreatePortStream(&rig.port_stream), STATUS_SUCCESS);
  return 0;
}

int rig_stop(void **state) {
  if (rig.miniport != NULL)
    assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 0);
  assert_int_equal(rig.port_stream->lpVtbl->Release(rig.port_stream), 0);
  assert_int_equal(nt_object_references(rig.pdo), 0);
  nt_delete_device(rig.pdo);
  return driver_stop(state);
}

NTSTATUS rig_make(void) { return driver.plugin->Miniport->Create(rig.pdo, &rig.miniport); }

NTSTATUS rig_init(void) { return rig.miniport->lpVtbl->Init(rig.miniport, NULL, NULL, &rig.port); }

void rig_create(void) {
  assert_int_equal(rig_make(), STATUS_SUCCESS);
  assert_int_equal(rig_init(), STATUS_SUCCESS);
  rig_forget_trace();
}

void rig_forget_trace(void) { rig.trace[0] = 0; }

void rig_check_trace(const char *expected, const char *file, int line) {
  _assert_string_equal(rig.trace, expected, file, line);
  rig_forget_trace();
}

void rig_fail(const char *routine, NTSTATUS status) {
  rig.fail = routine;
  rig.fail_status = status;
}

struct wave rig_wave(ULONG rate, WORD bits, WORD container, WORD channels) {
  struct wave wave = {.data = {.DataFormat = {{.FormatSize = sizeof wave.data,
                                               .MajorFormat = KSDATAFORMAT_TYPE_AUDIO,
                                               .SubFormat = KSDATAFORMAT_SUBTYPE_PCM,
                                               .Specifier = KSDATAFORMAT_SPECIFIER_WAVEFORMATEX}}}};
  WORD frame = (WORD)(channels * (container / 8));
  wave.data.WaveFormatExt.Format = (WAVEFORMATEX){.wFormatTag = WAVE_FORMAT_EXTENSIBLE,
                                                  .nChannels = channels,
                                                  .nSamplesPerSec = rate,
                                                  .nAvgBytesPerSec = rate * frame,
                                                  .nBlockAlign = frame,
                                                  .wBitsPerSample = container,
                                                  .cbSize = 22};
  wave.data.WaveFormatExt.Samples.wValidBitsPerSample = bits;
  wave.data.WaveFormatExt.SubFormat = KSDATAFORMAT_SUBTYPE_PCM;
  return wave;
}

NTSTATUS rig_new_stream(ULONG pin, BOOLEAN capture, struct wave *format,
                        PMINIPORTWAVERTSTREAMNOTIFICATION *stream) {
  return rig.miniport->lpVtbl->NewStream(rig.miniport, (PMINIPORTWAVERTSTREAM *)(void *)stream,
                                         rig.port_stream, pin, capture, &format->data.DataFormat);
}

PMINIPORTWAVERTSTREAMNOTIFICATION rig_open(ULONG pin) {
  struct wave format = rig_wave(48000, 16, 16, 2);
  PMINIPORTWAVERTSTREAMNOTIFICATION stream = NULL;
  assert_int_equal(rig_new_stream(pin, pin >= RIG_PIN_CAPTURE, &format, &stream), STATUS_SUCCESS);
  rig_forget_trace();
  return stream;
}

NTSTATUS rig_allocate(PMINIPORTWAVERTSTREAMNOTIFICATION stream, ULONG count, ULONG bytes,
                      struct rig_buffer *buffer) {
  *buffer = (struct rig_buffer){.cache = MmNotMapped};
  return count == 0
             ? stream->lpVtbl->AllocateAudioBuffer(stream, bytes, &buffer->mdl, &buffer->bytes,
                                                   &buffer->offset, &buffer->cache)
             : stream->lpVtbl->AllocateBufferWithNotification(stream, count, bytes, &buffer->mdl,
                                                              &buffer->bytes, &buffer->offset,
                                                              &buffer->cache);
}

void rig_go(PMINIPORTWAVERTSTREAMNOTIFICATION stream, KSSTATE state) {
  for (KSSTATE step = KSSTATE_ACQUIRE; step <= state; step++)
    if (stream->lpVtbl->SetState(stream, step) == STATUS_INVALID_DEVICE_REQUEST)
      fail_msg("state %d refused", (int)step);
  assert_int_equal(stream->lpVtbl->SetState(stream, state), STATUS_SUCCESS);
}

void rig_complete(unsigned n, uint32_t position) {
  fake_set_lpib(driver.sim, n, position);
  fake_schedule(driver.sim, driver_now() + 1200, n, 0x04);
  KeStallExecutionProcessor(100);
}
