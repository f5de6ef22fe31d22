/* SPDX-License-Identifier: Apache-2.0 */
#include "tap.h"

#include <stdlib.h>
#include <string.h>

#include "engines.h"
#include "noted.h"

const char *const tap_calls[] = {"TransferCodecVerbs",
                                 "AllocateCaptureDmaEngine",
                                 "AllocateRenderDmaEngine",
                                 "ChangeBandwidthAllocation",
                                 "AllocateDmaBuffer",
                                 "FreeDmaBuffer",
                                 "FreeDmaEngine",
                                 "SetDmaEngineState",
                                 "GetWallClockRegister",
                                 "GetLinkPositionRegister",
                                 "AllocateDmaBufferWithNotification",
                                 "FreeDmaBufferWithNotification",
                                 "RegisterNotificationEvent",
                                 "UnregisterNotificationEvent",
                                 "RegisterNotificationCallback",
                                 "UnregisterNotificationCallback",
                                 NULL};

/* What the bus driver really answered. */
struct tap {
  struct tap *next;
  union {
    INTERFACE header;
    HDAUDIO_BUS_INTERFACE_V2 v2; /* V1 is its beginning, and V3 begins with it */
    HDAUDIO_BUS_INTERFACE_V3 v3;
  } real;
  long references;
};

/* A routine of the DDI gets nothing but the client's context, hence one list a process. */
static struct world *tapped;
static struct tap *taps;

/* A context that nobody issued is passed on to the last driver that was asked: it is its to judge.
 */
static struct tap *find(const void *context) {
  for (struct tap *tap = taps; tap != NULL; tap = tap->next) {
    if (tap->real.header.Context == context)
      return tap;
  }
  return taps;
}

static struct {
  const char *name; /* NULL: every call is passed on */
  NTSTATUS status;
  uint64_t skip, times;
} failure;

void tap_fail(const char *name, uint64_t skip, uint64_t times, NTSTATUS status) {
  failure.name = name;
  failure.skip = skip;
  failure.times = times;
  failure.status = status;
}

static bool fails(const char *name) {
  if (failure.name == NULL || strcmp(failure.name, name) != 0)
    return false;
  if (failure.skip > 0) {
    failure.skip--;
    return false;
  }
  if (failure.times == 0)
    return false;
  failure.times--;
  return true;
}

#define REAL(context) (find(context)->real.v2)
#define NOTE(...) noted_begin(tapped, NOTED_DDI, __VA_ARGS__)
#define DONE(index, status) noted_end(tapped, index, status)
/* The vector wants the bus driver to refuse this one. */
#define FAIL_IF_TOLD(index)                                                                        \
  if (fails(tapped->noted[index].name))                                                            \
  return DONE(index, failure.status)

static const char *state_name(HDAUDIO_STREAM_STATE state) {
  static const char *const names[] = {"ResetState", "StopState", "RunState"};
  return (unsigned)state < 3 ? names[state] : "unknown";
}

/* ---- routines -------------------------------------------------------------------------------- */

static NTSTATUS transfer_verbs(PVOID context, ULONG count, PHDAUDIO_CODEC_TRANSFER transfer,
                               PHDAUDIO_TRANSFER_COMPLETE_CALLBACK callback, PVOID cookie) {
  size_t at = NOTE("TransferCodecVerbs", "%u", count);
  FAIL_IF_TOLD(at);
  return DONE(at, REAL(context).TransferCodecVerbs(context, count, transfer, callback, cookie));
}

static void allocated(HANDLE *handle, bool capture, const HDAUDIO_STREAM_FORMAT *format,
                      const HDAUDIO_CONVERTER_FORMAT *converter, NTSTATUS status) {
  if (NT_SUCCESS(status) && handle != NULL && format != NULL && converter != NULL)
    engines_add(tapped, *handle, capture, format, converter->ConverterFormat);
}

static NTSTATUS allocate_capture(PVOID context, UCHAR codec, PHDAUDIO_STREAM_FORMAT format,
                                 PHANDLE handle, PHDAUDIO_CONVERTER_FORMAT converter) {
  size_t at = NOTE("AllocateCaptureDmaEngine", "%u", codec);
  FAIL_IF_TOLD(at);
  NTSTATUS status =
      REAL(context).AllocateCaptureDmaEngine(context, codec, format, handle, converter);
  allocated(handle, true, format, converter, status);
  return DONE(at, status);
}

static NTSTATUS allocate_render(PVOID context, PHDAUDIO_STREAM_FORMAT format, BOOLEAN stripe,
                                PHANDLE handle, PHDAUDIO_CONVERTER_FORMAT converter) {
  size_t at = NOTE("AllocateRenderDmaEngine", "%s", "");
  FAIL_IF_TOLD(at);
  NTSTATUS status =
      REAL(context).AllocateRenderDmaEngine(context, format, stripe, handle, converter);
  allocated(handle, false, format, converter, status);
  return DONE(at, status);
}

static NTSTATUS change_bandwidth(PVOID context, HANDLE handle, PHDAUDIO_STREAM_FORMAT format,
                                 PHDAUDIO_CONVERTER_FORMAT converter) {
  size_t at = NOTE("ChangeBandwidthAllocation", "%s", "");
  FAIL_IF_TOLD(at);
  NTSTATUS status = REAL(context).ChangeBandwidthAllocation(context, handle, format, converter);
  if (NT_SUCCESS(status))
    engines_change_format(tapped, handle, format, converter->ConverterFormat);
  return DONE(at, status);
}

static NTSTATUS allocate_buffer(PVOID context, HANDLE handle, SIZE_T request, PMDL *mdl,
                                PSIZE_T size, PUCHAR stream_id, PULONG fifo) {
  size_t at = NOTE("AllocateDmaBuffer", "%s", "");
  FAIL_IF_TOLD(at);
  tapped->programmed_stream = -1;
  NTSTATUS status =
      REAL(context).AllocateDmaBuffer(context, handle, request, mdl, size, stream_id, fifo);
  if (NT_SUCCESS(status))
    engines_add_buffer(tapped, handle,
                       &(struct buffer){.mdl = *mdl,
                                        .size = *size,
                                        .request = request,
                                        .stream_id = *stream_id,
                                        .fifo = *fifo});
  return DONE(at, status);
}

static NTSTATUS free_buffer(PVOID context, HANDLE handle) {
  size_t at = NOTE("FreeDmaBuffer", "%s", "");
  FAIL_IF_TOLD(at);
  NTSTATUS status = REAL(context).FreeDmaBuffer(context, handle);
  if (NT_SUCCESS(status))
    engines_end_buffer(tapped, handle);
  return DONE(at, status);
}

static NTSTATUS free_engine(PVOID context, HANDLE handle) {
  size_t at = NOTE("FreeDmaEngine", "%s", "");
  FAIL_IF_TOLD(at);
  return DONE(at, REAL(context).FreeDmaEngine(context, handle));
}

static NTSTATUS set_state(PVOID context, HDAUDIO_STREAM_STATE state, ULONG count, PHANDLE handles) {
  size_t at = NOTE("SetDmaEngineState", "%s", state_name(state));
  FAIL_IF_TOLD(at);
  size_t known = handles != NULL ? count : 0;
  engines_before_state(tapped, state, handles, known);
  NTSTATUS status = REAL(context).SetDmaEngineState(context, state, count, handles);
  if (NT_SUCCESS(status))
    engines_after_state(tapped, state, handles, known);
  return DONE(at, status);
}

static VOID wall_clock(PVOID context, PULONG *register_address) {
  size_t at = NOTE("GetWallClockRegister", "%s", "");
  REAL(context).GetWallClockRegister(context, register_address);
  DONE(at, STATUS_SUCCESS);
}

static NTSTATUS link_position(PVOID context, HANDLE handle, PULONG *register_address) {
  size_t at = NOTE("GetLinkPositionRegister", "%s", "");
  FAIL_IF_TOLD(at);
  return DONE(at, REAL(context).GetLinkPositionRegister(context, handle, register_address));
}

static NTSTATUS allocate_notifying(PVOID context, HANDLE handle, ULONG count, SIZE_T request,
                                   PMDL *mdl, PSIZE_T size, PSIZE_T offset, PUCHAR stream_id,
                                   PULONG fifo) {
  size_t at = NOTE("AllocateDmaBufferWithNotification", "%u", count);
  FAIL_IF_TOLD(at);
  tapped->programmed_stream = -1;
  NTSTATUS status = REAL(context).AllocateDmaBufferWithNotification(
      context, handle, count, request, mdl, size, offset, stream_id, fifo);
  if (NT_SUCCESS(status))
    engines_add_buffer(tapped, handle,
                       &(struct buffer){.mdl = *mdl,
                                        .size = *size,
                                        .offset = *offset,
                                        .request = request,
                                        .count = count,
                                        .stream_id = *stream_id,
                                        .fifo = *fifo});
  return DONE(at, status);
}

static NTSTATUS free_notifying(PVOID context, HANDLE handle, PMDL mdl, SIZE_T size) {
  size_t at = NOTE("FreeDmaBufferWithNotification", "%s", "");
  FAIL_IF_TOLD(at);
  NTSTATUS status = REAL(context).FreeDmaBufferWithNotification(context, handle, mdl, size);
  if (NT_SUCCESS(status))
    engines_end_buffer(tapped, handle);
  return DONE(at, status);
}

static NTSTATUS register_event(PVOID context, HANDLE handle, PKEVENT event) {
  size_t at = NOTE("RegisterNotificationEvent", "%s", "");
  FAIL_IF_TOLD(at);
  return DONE(at, REAL(context).RegisterNotificationEvent(context, handle, event));
}

static NTSTATUS unregister_event(PVOID context, HANDLE handle, PKEVENT event) {
  size_t at = NOTE("UnregisterNotificationEvent", "%s", "");
  FAIL_IF_TOLD(at);
  return DONE(at, REAL(context).UnregisterNotificationEvent(context, handle, event));
}

static NTSTATUS register_callback(PVOID context, HANDLE handle, PDEVICE_OBJECT fdo,
                                  PHDAUDIO_DMA_NOTIFICATION_CALLBACK callback, PVOID cookie) {
  size_t at = NOTE("RegisterNotificationCallback", "%s", "");
  FAIL_IF_TOLD(at);
  return DONE(at, find(context)->real.v3.RegisterNotificationCallback(context, handle, fdo,
                                                                      callback, cookie));
}

static NTSTATUS unregister_callback(PVOID context, HANDLE handle,
                                    PHDAUDIO_DMA_NOTIFICATION_CALLBACK callback, PVOID cookie) {
  size_t at = NOTE("UnregisterNotificationCallback", "%s", "");
  FAIL_IF_TOLD(at);
  return DONE(
      at, find(context)->real.v3.UnregisterNotificationCallback(context, handle, callback, cookie));
}

static VOID add_reference(PVOID context) {
  find(context)->references++;
  REAL(context).InterfaceReference(context);
}

static VOID drop_reference(PVOID context) {
  struct tap *tap = find(context);
  tap->references--;
  tap->real.header.InterfaceDereference(context);
}

/* ---- the query ------------------------------------------------------------------------------- */

/* Slots 0 to 13 are alike in V1, V2 and V3, 14 to 17 in V2 and V3. */
static void replace(PINTERFACE interface, unsigned version) {
  HDAUDIO_BUS_INTERFACE_V2 *table = (HDAUDIO_BUS_INTERFACE_V2 *)(void *)interface;
  interface->InterfaceReference = add_reference;
  interface->InterfaceDereference = drop_reference;
  table->TransferCodecVerbs = transfer_verbs;
  table->AllocateCaptureDmaEngine = allocate_capture;
  table->AllocateRenderDmaEngine = allocate_render;
  table->ChangeBandwidthAllocation = change_bandwidth;
  table->AllocateDmaBuffer = allocate_buffer;
  table->FreeDmaBuffer = free_buffer;
  table->FreeDmaEngine = free_engine;
  table->SetDmaEngineState = set_state;
  table->GetWallClockRegister = wall_clock;
  table->GetLinkPositionRegister = link_position;
  if (version < 2)
    return;
  table->AllocateDmaBufferWithNotification = allocate_notifying;
  table->FreeDmaBufferWithNotification = free_notifying;
  table->RegisterNotificationEvent = register_event;
  table->UnregisterNotificationEvent = unregister_event;
  if (version < 3)
    return;
  HDAUDIO_BUS_INTERFACE_V3 *third = (HDAUDIO_BUS_INTERFACE_V3 *)(void *)interface;
  third->RegisterNotificationCallback = register_callback;
  third->UnregisterNotificationCallback = unregister_callback;
}

/* 0: an interface that is not listened to. */
static unsigned version_of(const GUID *type) {
  static const GUID *const types[] = {&GUID_HDAUDIO_BUS_INTERFACE, &GUID_HDAUDIO_BUS_INTERFACE_V2,
                                      &GUID_HDAUDIO_BUS_INTERFACE_V3};
  unsigned version = 3;
  while (version > 0 && (type == NULL || !IsEqualGUID(type, types[version - 1])))
    version--;
  return version;
}

void tap_query(void *user, const GUID *type, USHORT size, USHORT version, PINTERFACE interface,
               PVOID specific_data, NTSTATUS *status, ULONG_PTR *information) {
  const struct pdo *pdo = user;
  struct world *world = pdo->world;
  world->plugin->Bus->QueryInterface(world->fdo, pdo->child, type, size, version, interface,
                                     specific_data, status, information);
  log_line(world, "  function driver queries an interface: 0x%08X", (unsigned)*status);
  unsigned number = version_of(type);
  if (!NT_SUCCESS(*status) || interface == NULL || number == 0)
    return;
  struct tap *tap = calloc(1, sizeof *tap);
  if (tap == NULL)
    abort();
  size_t bytes = interface->Size < sizeof tap->real ? interface->Size : sizeof tap->real;
  memcpy(&tap->real, interface, bytes);
  tap->references = 1;
  tap->next = taps;
  taps = tap;
  tapped = world;
  replace(interface, number);
}

long tap_references(const struct world *world) {
  long references = 0;
  (void)world;
  for (const struct tap *tap = taps; tap != NULL; tap = tap->next)
    references += tap->references;
  return references;
}
