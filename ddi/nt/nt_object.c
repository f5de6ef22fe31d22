/* SPDX-License-Identifier: Apache-2.0 */
/* Device objects and their references; the one thread of control. */
#include "nt_internal.h"

#include <search.h>
#include <stdlib.h>

struct _DEVICE_OBJECT {
  LONG references; /* besides that of its creator */
};

static void *devices; /* tsearch tree of struct _DEVICE_OBJECT, ordered by address */

static int compare(const void *a, const void *b) {
  return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static struct _DEVICE_OBJECT *find(const void *object) {
  void *node = tfind(object, &devices, compare);
  return node != NULL ? *(struct _DEVICE_OBJECT **)node : NULL;
}

PDEVICE_OBJECT nt_create_device(void) {
  struct _DEVICE_OBJECT *device = (struct _DEVICE_OBJECT *)calloc(1, sizeof *device);
  if (device != NULL)
    (void)tsearch(device, &devices, compare);
  return device;
}

void nt_delete_device(PDEVICE_OBJECT device) {
  if (find(device) == NULL)
    return;
  (void)tdelete(device, &devices, compare);
  free(device);
}

long nt_object_references(const void *object) {
  const struct _DEVICE_OBJECT *device = find(object);
  return device != NULL ? device->references : -1;
}

static LONG_PTR add(PVOID object, LONG change, const char *service) {
  struct _DEVICE_OBJECT *device = find(object);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, service);
  if (device == NULL || device->references + change < 0) {
    nt_finding("OBJECT-REFERENCE", "%s of an object that has no such reference", service);
    return 0;
  }
  device->references += change;
  return device->references + 1;
}

LONG_PTR ObReferenceObject(PVOID Object) { return add(Object, 1, "ObReferenceObject"); }
LONG_PTR ObDereferenceObject(PVOID Object) { return add(Object, -1, "ObDereferenceObject"); }

PKTHREAD KeGetCurrentThread(VOID) {
  static char only;
  return (PKTHREAD)(PVOID)&only;
}
