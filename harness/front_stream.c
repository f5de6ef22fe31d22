/* SPDX-License-Identifier: Apache-2.0 */
#include "front_stream.h"

#include <stdlib.h>
#include <string.h>

#include "noted.h"
#include "wavert.h"

const char *const front_calls[] = {"Init",
                                   "NewStream",
                                   "SetFormat",
                                   "SetState",
                                   "GetPosition",
                                   "AllocateAudioBuffer",
                                   "FreeAudioBuffer",
                                   "GetHWLatency",
                                   "GetPositionRegister",
                                   "GetClockRegister",
                                   "AllocateBufferWithNotification",
                                   "FreeBufferWithNotification",
                                   "RegisterNotificationEvent",
                                   "UnregisterNotificationEvent",
                                   "GetReadPacket",
                                   "SetWritePacket",
                                   "GetOutputStreamPresentationPosition",
                                   "GetPacketCount",
                                   "Release",
                                   NULL};

struct front_stream {
  IMiniportWaveRTStreamNotification notification; /* first; also the plain stream interface */
  IMiniportWaveRTInputStream input;
  IMiniportWaveRTOutputStream output;
  ULONG references;
  struct world *world;
  PMINIPORTWAVERTSTREAM real;
  PUNKNOWN interface[STREAM_INTERFACES]; /* of the real stream, NULL if hidden or not there */
  struct front_manner manner;            /* a copy: the port may let go of the miniport first */
  PMDL mdl;                              /* of the buffer, as the caller knows it */
  ULONG size;
};

typedef IMiniportWaveRTStreamNotification Notification;

static struct front_stream *by_notification(Notification *interface) {
  return (struct front_stream *)(void *)interface;
}
static struct front_stream *by_input(IMiniportWaveRTInputStream *interface) {
  return CONTAINING_RECORD(interface, struct front_stream, input);
}
static struct front_stream *by_output(IMiniportWaveRTOutputStream *interface) {
  return CONTAINING_RECORD(interface, struct front_stream, output);
}
static Notification *notifying(const struct front_stream *front) {
  return (Notification *)(void *)front->interface[STREAM_NOTIFICATION];
}

bool front_fails(const struct front_manner *manner, const char *method) {
  return manner->failing != NULL && strcmp(manner->failing, method) == 0;
}

#define BEGIN(...) size_t at = noted_begin(front->world, NOTED_MINIPORT, __VA_ARGS__)
#define END(status) noted_end(front->world, at, status)
#define FAIL_IF_TOLD(method)                                                                       \
  if (front_fails(&front->manner, method))                                                         \
  return END(front->manner.status)

/* ---- IUnknown, of all three ------------------------------------------------------------------ */

static NTSTATUS find_interface(struct front_stream *front, const GUID *id, PVOID *interface) {
  *interface = NULL;
  if (IsEqualGUID(id, &IID_IUnknown) || IsEqualGUID(id, &IID_IMiniportWaveRTStream))
    *interface = &front->notification;
  if (IsEqualGUID(id, &IID_IMiniportWaveRTStreamNotification) &&
      front->interface[STREAM_NOTIFICATION] != NULL)
    *interface = &front->notification;
  if (IsEqualGUID(id, &IID_IMiniportWaveRTInputStream) && front->interface[STREAM_INPUT] != NULL)
    *interface = &front->input;
  if (IsEqualGUID(id, &IID_IMiniportWaveRTOutputStream) && front->interface[STREAM_OUTPUT] != NULL)
    *interface = &front->output;
  if (*interface == NULL)
    return STATUS_INVALID_PARAMETER;
  front->references++;
  return STATUS_SUCCESS;
}

static ULONG drop(struct front_stream *front) {
  ULONG left = --front->references;
  if (left > 0)
    return left;
  BEGIN("Release", "%s", "");
  for (unsigned i = 0; i < STREAM_INTERFACES; i++) {
    if (front->interface[i] != NULL)
      front->interface[i]->lpVtbl->Release(front->interface[i]);
  }
  front->real->lpVtbl->Release(front->real);
  END(STATUS_SUCCESS);
  free(front);
  return 0;
}

static NTSTATUS query(Notification *This, REFIID id, PVOID *interface) {
  return find_interface(by_notification(This), id, interface);
}
static ULONG add_reference(Notification *This) { return ++by_notification(This)->references; }
static ULONG drop_reference(Notification *This) { return drop(by_notification(This)); }

static NTSTATUS input_query(IMiniportWaveRTInputStream *This, REFIID id, PVOID *interface) {
  return find_interface(by_input(This), id, interface);
}
static ULONG input_add(IMiniportWaveRTInputStream *This) { return ++by_input(This)->references; }
static ULONG input_drop(IMiniportWaveRTInputStream *This) { return drop(by_input(This)); }

static NTSTATUS output_query(IMiniportWaveRTOutputStream *This, REFIID id, PVOID *interface) {
  return find_interface(by_output(This), id, interface);
}
static ULONG output_add(IMiniportWaveRTOutputStream *This) { return ++by_output(This)->references; }
static ULONG output_drop(IMiniportWaveRTOutputStream *This) { return drop(by_output(This)); }

/* ---- IMiniportWaveRTStream ------------------------------------------------------------------- */

static NTSTATUS set_format(Notification *This, PKSDATAFORMAT format) {
  struct front_stream *front = by_notification(This);
  BEGIN("SetFormat", "%s", "");
  FAIL_IF_TOLD("SetFormat");
  return END(front->real->lpVtbl->SetFormat(front->real, format));
}

static NTSTATUS set_state(Notification *This, KSSTATE state) {
  static const char *const names[] = {"KSSTATE_STOP", "KSSTATE_ACQUIRE", "KSSTATE_PAUSE",
                                      "KSSTATE_RUN"};
  struct front_stream *front = by_notification(This);
  BEGIN("SetState", "%s", (unsigned)state < 4 ? names[state] : "unknown");
  FAIL_IF_TOLD("SetState");
  return END(front->real->lpVtbl->SetState(front->real, state));
}

static NTSTATUS get_position(Notification *This, PKSAUDIO_POSITION position) {
  struct front_stream *front = by_notification(This);
  BEGIN("GetPosition", "%s", "");
  FAIL_IF_TOLD("GetPosition");
  return END(front->real->lpVtbl->GetPosition(front->real, position));
}

/* What the port is told of the buffer. */
static NTSTATUS present(struct front_stream *front, NTSTATUS status, const PMDL *mdl,
                        const ULONG *size, ULONG *offset, MEMORY_CACHING_TYPE *cache) {
  if (!NT_SUCCESS(status))
    return status;
  front->mdl = *mdl;
  front->size = *size;
  *offset += front->manner.offset;
  if (front->manner.other_cache)
    *cache = front->manner.cache;
  return status;
}

static NTSTATUS allocate_plain(Notification *This, ULONG request, PMDL *mdl, ULONG *size,
                               ULONG *offset, MEMORY_CACHING_TYPE *cache) {
  struct front_stream *front = by_notification(This);
  BEGIN("AllocateAudioBuffer", "%s", "");
  FAIL_IF_TOLD("AllocateAudioBuffer");
  NTSTATUS status =
      front->real->lpVtbl->AllocateAudioBuffer(front->real, request, mdl, size, offset, cache);
  return END(present(front, status, mdl, size, offset, cache));
}

/* Does the port hand back what it was given? */
static const char *given_back(const struct front_stream *front, const MDL *mdl, ULONG size) {
  return mdl == front->mdl && size == front->size ? "as allocated" : "other";
}

static VOID free_plain(Notification *This, PMDL mdl, ULONG size) {
  struct front_stream *front = by_notification(This);
  BEGIN("FreeAudioBuffer", "%s", given_back(front, mdl, size));
  front->real->lpVtbl->FreeAudioBuffer(front->real, mdl, size);
  END(STATUS_SUCCESS);
}

static VOID latency(Notification *This, KSRTAUDIO_HWLATENCY *result) {
  struct front_stream *front = by_notification(This);
  BEGIN("GetHWLatency", "%s", "");
  front->real->lpVtbl->GetHWLatency(front->real, result);
  END(STATUS_SUCCESS);
}

static NTSTATUS position_register(Notification *This, KSRTAUDIO_HWREGISTER *result) {
  struct front_stream *front = by_notification(This);
  BEGIN("GetPositionRegister", "%s", "");
  FAIL_IF_TOLD("GetPositionRegister");
  return END(front->real->lpVtbl->GetPositionRegister(front->real, result));
}

static NTSTATUS clock_register(Notification *This, KSRTAUDIO_HWREGISTER *result) {
  struct front_stream *front = by_notification(This);
  BEGIN("GetClockRegister", "%s", "");
  FAIL_IF_TOLD("GetClockRegister");
  return END(front->real->lpVtbl->GetClockRegister(front->real, result));
}

/* ---- IMiniportWaveRTStreamNotification ------------------------------------------------------- */

static NTSTATUS allocate(Notification *This, ULONG count, ULONG request, PMDL *mdl, ULONG *size,
                         ULONG *offset, MEMORY_CACHING_TYPE *cache) {
  struct front_stream *front = by_notification(This);
  BEGIN("AllocateBufferWithNotification", "%u", count);
  FAIL_IF_TOLD("AllocateBufferWithNotification");
  Notification *real = notifying(front);
  NTSTATUS status =
      real->lpVtbl->AllocateBufferWithNotification(real, count, request, mdl, size, offset, cache);
  return END(present(front, status, mdl, size, offset, cache));
}

static VOID free_notifying(Notification *This, PMDL mdl, ULONG size) {
  struct front_stream *front = by_notification(This);
  Notification *real = notifying(front);
  BEGIN("FreeBufferWithNotification", "%s", given_back(front, mdl, size));
  real->lpVtbl->FreeBufferWithNotification(real, mdl, size);
  END(STATUS_SUCCESS);
}

static NTSTATUS register_event(Notification *This, PKEVENT event) {
  struct front_stream *front = by_notification(This);
  Notification *real = notifying(front);
  BEGIN("RegisterNotificationEvent", "%s", "");
  FAIL_IF_TOLD("RegisterNotificationEvent");
  return END(real->lpVtbl->RegisterNotificationEvent(real, event));
}

static NTSTATUS unregister_event(Notification *This, PKEVENT event) {
  struct front_stream *front = by_notification(This);
  Notification *real = notifying(front);
  BEGIN("UnregisterNotificationEvent", "%s", "");
  FAIL_IF_TOLD("UnregisterNotificationEvent");
  return END(real->lpVtbl->UnregisterNotificationEvent(real, event));
}

/* ---- packet mode ----------------------------------------------------------------------------- */

static NTSTATUS read_packet(IMiniportWaveRTInputStream *This, ULONG *number, DWORD *flags,
                            ULONG64 *counter, BOOL *more) {
  struct front_stream *front = by_input(This);
  IMiniportWaveRTInputStream *real =
      (IMiniportWaveRTInputStream *)(void *)front->interface[STREAM_INPUT];
  BEGIN("GetReadPacket", "%s", "");
  FAIL_IF_TOLD("GetReadPacket");
  return END(real->lpVtbl->GetReadPacket(real, number, flags, counter, more));
}

static IMiniportWaveRTOutputStream *real_output(const struct front_stream *front) {
  return (IMiniportWaveRTOutputStream *)(void *)front->interface[STREAM_OUTPUT];
}

static NTSTATUS write_packet(IMiniportWaveRTOutputStream *This, ULONG number, DWORD flags,
                             ULONG eos) {
  struct front_stream *front = by_output(This);
  BEGIN("SetWritePacket", "%u", number);
  FAIL_IF_TOLD("SetWritePacket");
  return END(real_output(front)->lpVtbl->SetWritePacket(real_output(front), number, flags, eos));
}

static NTSTATUS presentation(IMiniportWaveRTOutputStream *This,
                             KSAUDIO_PRESENTATION_POSITION *position) {
  struct front_stream *front = by_output(This);
  BEGIN("GetOutputStreamPresentationPosition", "%s", "");
  FAIL_IF_TOLD("GetOutputStreamPresentationPosition");
  return END(real_output(front)->lpVtbl->GetOutputStreamPresentationPosition(real_output(front),
                                                                             position));
}

static NTSTATUS packet_count(IMiniportWaveRTOutputStream *This, ULONG *count) {
  struct front_stream *front = by_output(This);
  BEGIN("GetPacketCount", "%s", "");
  FAIL_IF_TOLD("GetPacketCount");
  return END(real_output(front)->lpVtbl->GetPacketCount(real_output(front), count));
}

/* ---- making one ------------------------------------------------------------------------------ */

static const IMiniportWaveRTStreamNotificationVtbl notification_table = {
    .QueryInterface = query,
    .AddRef = add_reference,
    .Release = drop_reference,
    .SetFormat = set_format,
    .SetState = set_state,
    .GetPosition = get_position,
    .AllocateAudioBuffer = allocate_plain,
    .FreeAudioBuffer = free_plain,
    .GetHWLatency = latency,
    .GetPositionRegister = position_register,
    .GetClockRegister = clock_register,
    .AllocateBufferWithNotification = allocate,
    .FreeBufferWithNotification = free_notifying,
    .RegisterNotificationEvent = register_event,
    .UnregisterNotificationEvent = unregister_event};
static const IMiniportWaveRTInputStreamVtbl input_table = {.QueryInterface = input_query,
                                                           .AddRef = input_add,
                                                           .Release = input_drop,
                                                           .GetReadPacket = read_packet};
static const IMiniportWaveRTOutputStreamVtbl output_table = {.QueryInterface = output_query,
                                                             .AddRef = output_add,
                                                             .Release = output_drop,
                                                             .SetWritePacket = write_packet,
                                                             .GetOutputStreamPresentationPosition =
                                                                 presentation,
                                                             .GetPacketCount = packet_count};

PMINIPORTWAVERTSTREAM front_stream_create(struct world *world, PMINIPORTWAVERTSTREAM real,
                                          const struct front_manner *manner) {
  struct front_stream *front = calloc(1, sizeof *front);
  if (front == NULL)
    abort();
  front->notification.lpVtbl = &notification_table;
  front->input.lpVtbl = &input_table;
  front->output.lpVtbl = &output_table;
  front->references = 1;
  front->world = world;
  front->real = real;
  front->manner = *manner;
  for (unsigned i = 0; i < STREAM_INTERFACES; i++) {
    if (!manner->hidden[i])
      front->interface[i] = wavert_query(real, (enum stream_interface)i);
  }
  return (PMINIPORTWAVERTSTREAM)(void *)&front->notification;
}
