/* SPDX-License-Identifier: Apache-2.0 */
#include "fake_miniport.h"

#include <stdio.h>
#include <string.h>

static struct fake_miniport script;
static IMiniportWaveRT miniport;
static IMiniportWaveRTStreamNotification stream;

static void note(const char *what) {
  size_t used = strlen(script.trace);
  (void)snprintf(script.trace + used, sizeof script.trace - used, "%s ", what);
}

/* ---- stream ---------------------------------------------------------------------------------- */

static NTSTATUS stream_query(IMiniportWaveRTStreamNotification *this, REFIID id, PVOID *other) {
  *other = NULL;
  if (script.no_notification || !IsEqualGUID(id, &IID_IMiniportWaveRTStreamNotification))
    return STATUS_INVALID_PARAMETER;
  script.stream_references++;
  *other = this;
  return STATUS_SUCCESS;
}
static ULONG stream_add_ref(IMiniportWaveRTStreamNotification *this) {
  (void)this;
  return (ULONG)++script.stream_references;
}
static ULONG stream_release(IMiniportWaveRTStreamNotification *this) {
  (void)this;
  if (--script.stream_references == 0)
    note("gone");
  return (ULONG)script.stream_references;
}
static NTSTATUS set_format(IMiniportWaveRTStreamNotification *this, PKSDATAFORMAT format) {
  (void)this;
  (void)format;
  note("format");
  return script.set_format;
}
static NTSTATUS set_state(IMiniportWaveRTStreamNotification *this, KSSTATE state) {
  static const char *const names[] = {"stop", "acquire", "pause", "run"};
  (void)this;
  note(names[state]);
  return script.set_state;
}
static NTSTATUS get_position(IMiniportWaveRTStreamNotification *this, PKSAUDIO_POSITION position) {
  (void)this;
  *position = (KSAUDIO_POSITION){100, 200};
  return script.get_position;
}

static NTSTATUS allocate(PMDL *mdl, ULONG *actual, ULONG *offset, MEMORY_CACHING_TYPE *cache) {
  PHYSICAL_ADDRESS zero = {.QuadPart = 0}, high = {.QuadPart = -1};
  if (!NT_SUCCESS(script.allocate))
    return script.allocate;
  *mdl = MmAllocatePagesForMdl(zero, high, zero, 2 * PAGE_SIZE);
  *actual = PAGE_SIZE;
  *offset = script.offset;
  *cache = script.cache;
  return STATUS_SUCCESS;
}
static void free_buffer(PMDL mdl) {
  MmFreePagesFromMdl(mdl);
  IoFreeMdl(mdl);
}
static NTSTATUS allocate_plain(IMiniportWaveRTStreamNotification *this, ULONG requested, PMDL *mdl,
                               ULONG *actual, ULONG *offset, MEMORY_CACHING_TYPE *cache) {
  (void)this;
  (void)requested;
  note("allocate");
  return allocate(mdl, actual, offset, cache);
}
static VOID free_plain(IMiniportWaveRTStreamNotification *this, PMDL mdl, ULONG bytes) {
  (void)this;
  assert_int_equal(bytes, PAGE_SIZE);
  note("free");
  free_buffer(mdl);
}
static VOID latency(IMiniportWaveRTStreamNotification *this, KSRTAUDIO_HWLATENCY *hw) {
  (void)this;
  *hw = (KSRTAUDIO_HWLATENCY){1, 2, 3};
}
static NTSTATUS position_register(IMiniportWaveRTStreamNotification *this,
                                  KSRTAUDIO_HWREGISTER *hw) {
  (void)this;
  *hw = (KSRTAUDIO_HWREGISTER){.Register = &script.word, .Width = script.width, .Accuracy = 4};
  return script.position_register;
}
static NTSTATUS clock_register(IMiniportWaveRTStreamNotification *this, KSRTAUDIO_HWREGISTER *hw) {
  (void)this;
  (void)hw;
  return STATUS_NOT_SUPPORTED;
}
static NTSTATUS allocate_notified(IMiniportWaveRTStreamNotification *this, ULONG count,
                                  ULONG requested, PMDL *mdl, ULONG *actual, ULONG *offset,
                                  MEMORY_CACHING_TYPE *cache) {
  (void)this;
  (void)requested;
  note(count == 1 ? "allocate-1" : "allocate-2");
  return allocate(mdl, actual, offset, cache);
}
static VOID free_notified(IMiniportWaveRTStreamNotification *this, PMDL mdl, ULONG bytes) {
  (void)this;
  assert_int_equal(bytes, PAGE_SIZE);
  note("free-notified");
  free_buffer(mdl);
}
static NTSTATUS add_event(IMiniportWaveRTStreamNotification *this, PKEVENT event) {
  (void)this;
  (void)event;
  note("register");
  return script.register_event;
}
static NTSTATUS remove_event(IMiniportWaveRTStreamNotification *this, PKEVENT event) {
  (void)this;
  assert_true(nt_object_references(event) > 0);
  note("unregister");
  return script.unregister_event;
}

static const IMiniportWaveRTStreamNotificationVtbl stream_table = {
    .QueryInterface = stream_query,
    .AddRef = stream_add_ref,
    .Release = stream_release,
    .SetFormat = set_format,
    .SetState = set_state,
    .GetPosition = get_position,
    .AllocateAudioBuffer = allocate_plain,
    .FreeAudioBuffer = free_plain,
    .GetHWLatency = latency,
    .GetPositionRegister = position_register,
    .GetClockRegister = clock_register,
    .AllocateBufferWithNotification = allocate_notified,
    .FreeBufferWithNotification = free_notified,
    .RegisterNotificationEvent = add_event,
    .UnregisterNotificationEvent = remove_event,
};

/* ---- miniport -------------------------------------------------------------------------------- */

static NTSTATUS query(IMiniportWaveRT *this, REFIID id, PVOID *other) {
  (void)this;
  (void)id;
  *other = NULL;
  return STATUS_INVALID_PARAMETER;
}
static ULONG add_ref(IMiniportWaveRT *this) {
  (void)this;
  return (ULONG)++script.references;
}
static ULONG release(IMiniportWaveRT *this) {
  (void)this;
  return (ULONG)--script.references;
}
static NTSTATUS describe(IMiniportWaveRT *this, PPCFILTER_DESCRIPTOR *description) {
  static PCPIN_DESCRIPTOR pin;
  static PCFILTER_DESCRIPTOR filter = {.PinCount = 1, .Pins = &pin};
  (void)this;
  *description = &filter;
  return script.describe;
}
static NTSTATUS intersect(IMiniportWaveRT *this, ULONG pin, PKSDATARANGE range,
                          PKSDATARANGE matching, ULONG length, PVOID format, PULONG needed) {
  (void)this, (void)pin, (void)range, (void)matching, (void)length, (void)format, (void)needed;
  return STATUS_NOT_SUPPORTED;
}

/* A port object can be asked for its interfaces, and is set up already. */
static NTSTATUS init(IMiniportWaveRT *this, PUNKNOWN adapter, PRESOURCELIST resources,
                     PPORTWAVERT port) {
  PVOID other = NULL;
  ULONG length;
  (void)this;
  assert_null(adapter);
  assert_null(resources);
  assert_int_equal(port->lpVtbl->QueryInterface(port, &IID_IPortWaveRT, &other), STATUS_SUCCESS);
  assert_ptr_equal(other, port);
  assert_int_equal(port->lpVtbl->Release(port), 1);
  assert_int_equal(port->lpVtbl->QueryInterface(port, &IID_IPort, &other), STATUS_SUCCESS);
  assert_int_equal(port->lpVtbl->QueryInterface(port, &IID_IUnknown, &other), STATUS_SUCCESS);
  assert_int_equal(port->lpVtbl->AddRef(port), 4);
  for (ULONG left = 4; left-- > 1;)
    assert_int_equal(port->lpVtbl->Release(port), left);
  assert_int_equal(port->lpVtbl->QueryInterface(port, &IID_IMiniport, &other),
                   STATUS_INVALID_PARAMETER);
  assert_null(other);
  assert_int_equal(port->lpVtbl->QueryInterface(port, &IID_IPort, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(port->lpVtbl->Init(port, NULL, NULL, NULL, NULL, NULL),
                   STATUS_INVALID_DEVICE_REQUEST);
  assert_int_equal(port->lpVtbl->GetDeviceProperty(port, DevicePropertyAddress, 0, NULL, &length),
                   STATUS_NOT_SUPPORTED);
  assert_int_equal(port->lpVtbl->NewRegistryKey(port, NULL, NULL, 0, 0, NULL, 0, NULL),
                   STATUS_NOT_SUPPORTED);
  return script.init;
}
static NTSTATUS new_stream(IMiniportWaveRT *this, PMINIPORTWAVERTSTREAM *new,
                           PPORTWAVERTSTREAM port_stream, ULONG pin, BOOLEAN capture,
                           PKSDATAFORMAT format) {
  (void)this, (void)pin, (void)capture, (void)format;
  assert_non_null(port_stream);
  if (!NT_SUCCESS(script.new_stream))
    return script.new_stream;
  script.stream_references = 1;
  *new = (PMINIPORTWAVERTSTREAM)(void *)&stream;
  return STATUS_SUCCESS;
}
static NTSTATUS device(IMiniportWaveRT *this, PDEVICE_DESCRIPTION description) {
  (void)this, (void)description;
  return STATUS_NOT_SUPPORTED;
}

static const IMiniportWaveRTVtbl table = {
    .QueryInterface = query,
    .AddRef = add_ref,
    .Release = release,
    .GetDescription = describe,
    .DataRangeIntersection = intersect,
    .Init = init,
    .NewStream = new_stream,
    .GetDeviceDescription = device,
};

PMINIPORTWAVERT fake_miniport(struct fake_miniport **told) {
  script = (struct fake_miniport){.cache = MmCached, .width = 32, .references = 1};
  miniport.lpVtbl = &table;
  stream.lpVtbl = &stream_table;
  *told = &script;
  return &miniport;
}
