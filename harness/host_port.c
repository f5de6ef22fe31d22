/* SPDX-License-Identifier: Apache-2.0 */
/* host_port.c: an IPortWaveRT for miniports that are used without a port driver. */
#include "wavert.h"

static ULONG references; /* besides the harness's own */

static NTSTATUS query(IPortWaveRT *This, REFIID id, PVOID *interface) {
  bool known = IsEqualGUID(id, &IID_IUnknown) || IsEqualGUID(id, &IID_IPort) ||
               IsEqualGUID(id, &IID_IPortWaveRT);
  *interface = known ? This : NULL;
  references += known;
  return known ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

static ULONG add_reference(IPortWaveRT *This) {
  (void)This;
  return ++references + 1;
}

static ULONG drop_reference(IPortWaveRT *This) {
  (void)This;
  return --references + 1;
}

/* A miniport does not initialise its port. */
static NTSTATUS init(IPortWaveRT *This, PDEVICE_OBJECT device, struct _IRP *irp, PUNKNOWN miniport,
                     PUNKNOWN adapter, PRESOURCELIST resources) {
  (void)This;
  (void)device;
  (void)irp;
  (void)miniport;
  (void)adapter;
  (void)resources;
  return STATUS_INVALID_DEVICE_REQUEST;
}

/* There is no registry: no property and no key is there. */
static NTSTATUS device_property(IPortWaveRT *This, DEVICE_REGISTRY_PROPERTY property, ULONG length,
                                PVOID buffer, PULONG result_length) {
  (void)This;
  (void)property;
  (void)length;
  (void)buffer;
  *result_length = 0;
  return STATUS_NOT_FOUND;
}

static NTSTATUS registry_key(IPortWaveRT *This, struct IRegistryKey **key, PUNKNOWN outer,
                             ULONG type, ACCESS_MASK access, POBJECT_ATTRIBUTES attributes,
                             ULONG options, PULONG disposition) {
  (void)This;
  (void)outer;
  (void)type;
  (void)access;
  (void)attributes;
  (void)options;
  (void)disposition;
  *key = NULL;
  return STATUS_NOT_FOUND;
}

PPORTWAVERT host_port(void) {
  static const IPortWaveRTVtbl table = {.QueryInterface = query,
                                        .AddRef = add_reference,
                                        .Release = drop_reference,
                                        .Init = init,
                                        .GetDeviceProperty = device_property,
                                        .NewRegistryKey = registry_key};
  static IPortWaveRT port = {&table};
  return &port;
}

ULONG host_port_references(void) { return references; }
