/* SPDX-License-Identifier: Apache-2.0 */
/* front.c: the miniport half of a front; its streams are in front_stream.c. */
#include "front.h"

#include <stdlib.h>

#include "front_stream.h"
#include "noted.h"
#include "world.h"

struct front {
  IMiniportWaveRT interface; /* first: the port's pointer is the front's */
  ULONG references;
  struct world *world;
  PMINIPORTWAVERT real;
  struct front_manner manner;
};

static struct front *front_of(IMiniportWaveRT *interface) {
  return (struct front *)(void *)interface;
}

#define NOTE(...) noted_begin(front->world, NOTED_MINIPORT, __VA_ARGS__)
#define DONE(index, status) noted_end(front->world, index, status)

static NTSTATUS query(IMiniportWaveRT *This, REFIID id, PVOID *interface) {
  bool known = IsEqualGUID(id, &IID_IUnknown) || IsEqualGUID(id, &IID_IMiniport) ||
               IsEqualGUID(id, &IID_IMiniportWaveRT);
  *interface = known ? This : NULL;
  front_of(This)->references += known;
  return known ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

static ULONG add_reference(IMiniportWaveRT *This) { return ++front_of(This)->references; }

static ULONG drop_reference(IMiniportWaveRT *This) {
  struct front *front = front_of(This);
  ULONG left = --front->references;
  if (left > 0)
    return left;
  front->real->lpVtbl->Release(front->real);
  free(front);
  return 0;
}

static NTSTATUS description(IMiniportWaveRT *This, PPCFILTER_DESCRIPTOR *result) {
  PMINIPORTWAVERT real = front_of(This)->real;
  return real->lpVtbl->GetDescription(real, result);
}

static NTSTATUS intersection(IMiniportWaveRT *This, ULONG pin, PKSDATARANGE range,
                             PKSDATARANGE matching, ULONG length, PVOID format,
                             PULONG format_length) {
  PMINIPORTWAVERT real = front_of(This)->real;
  return real->lpVtbl->DataRangeIntersection(real, pin, range, matching, length, format,
                                             format_length);
}

static NTSTATUS init(IMiniportWaveRT *This, PUNKNOWN adapter, PRESOURCELIST resources,
                     PPORTWAVERT port) {
  struct front *front = front_of(This);
  size_t at = NOTE("Init", "%s", "");
  if (front_fails(&front->manner, "Init"))
    return DONE(at, front->manner.status);
  return DONE(at, front->real->lpVtbl->Init(front->real, adapter, resources, port));
}

static NTSTATUS new_stream(IMiniportWaveRT *This, PMINIPORTWAVERTSTREAM *stream,
                           PPORTWAVERTSTREAM port_stream, ULONG pin, BOOLEAN capture,
                           PKSDATAFORMAT format) {
  struct front *front = front_of(This);
  PMINIPORTWAVERTSTREAM real = NULL;
  size_t at = NOTE("NewStream", "%s", capture ? "capture" : "render");
  if (front_fails(&front->manner, "NewStream"))
    return DONE(at, front->manner.status);
  NTSTATUS status =
      front->real->lpVtbl->NewStream(front->real, &real, port_stream, pin, capture, format);
  if (NT_SUCCESS(status))
    *stream = front_stream_create(front->world, real, &front->manner);
  return DONE(at, status);
}

static NTSTATUS device_description(IMiniportWaveRT *This, PDEVICE_DESCRIPTION result) {
  PMINIPORTWAVERT real = front_of(This)->real;
  return real->lpVtbl->GetDeviceDescription(real, result);
}

PMINIPORTWAVERT front_create(struct world *world, PMINIPORTWAVERT real,
                             const struct front_manner *manner) {
  static const IMiniportWaveRTVtbl table = {.QueryInterface = query,
                                            .AddRef = add_reference,
                                            .Release = drop_reference,
                                            .GetDescription = description,
                                            .DataRangeIntersection = intersection,
                                            .Init = init,
                                            .NewStream = new_stream,
                                            .GetDeviceDescription = device_description};
  struct front *front = calloc(1, sizeof *front);
  if (front == NULL)
    abort();
  front->interface.lpVtbl = &table;
  front->references = 1;
  front->world = world;
  front->real = real;
  front->manner = *manner;
  real->lpVtbl->AddRef(real);
  return &front->interface;
}
