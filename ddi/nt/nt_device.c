/* SPDX-License-Identifier: Apache-2.0 */
/* Device objects and events that exist outside the driver under test. */
#include "nt_internal.h"

#define IO_TYPE_DEVICE 3

DEVICE_OBJECT *nt_device_create(size_t bytes) {
  DEVICE_OBJECT *device = (DEVICE_OBJECT *)nt_object_create(NT_OBJECT_DEVICE, bytes, NULL);
  if (device == NULL)
    return NULL;
  device->Type = IO_TYPE_DEVICE;
  device->Size = (USHORT)bytes;
  device->StackSize = 1;
  device->DeviceType = FILE_DEVICE_UNKNOWN;
  return device;
}

PDEVICE_OBJECT nt_create_device(void) { return nt_device_create(sizeof(DEVICE_OBJECT)); }

PDEVICE_OBJECT nt_create_pdo(nt_query_fn query, void *user) {
  struct nt_pdo *pdo = (struct nt_pdo *)nt_device_create(sizeof *pdo);
  if (pdo == NULL)
    return NULL;
  pdo->device.Flags = DO_BUS_ENUMERATED_DEVICE;
  pdo->query = query;
  pdo->user = user;
  return &pdo->device;
}

void nt_delete_device(PDEVICE_OBJECT device) { nt_object_disown(device); }

HANDLE nt_create_user_event(EVENT_TYPE type, bool state) {
  KEVENT *event = (KEVENT *)nt_object_create(NT_OBJECT_EVENT, sizeof *event, NULL);
  if (event == NULL)
    return NULL;
  KeInitializeEvent(event, type, state);
  return nt_object_open(event);
}
