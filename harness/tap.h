/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tap.h: the bus interface of a function driver that the harness did not write.
 *
 * A miniport asks the device object below it for the interface. The harness answers as the bus
 * driver does, but puts its own routines in the place of those that say what becomes of engines and
 * buffers: each notes the call and passes it on. Thus the steps know the engine, the descriptor and
 * the pages of a stream whose DDI calls no vector made.
 */
#ifndef HDASIM_TAP_H
#define HDASIM_TAP_H

#include "world.h"

/* IRP_MN_QUERY_INTERFACE of child `child`, with the routines replaced. For nt_create_pdo; `user` is
 * a struct pdo. */
struct pdo {
  struct world *world;
  ULONG child;
  PDEVICE_OBJECT device;
};
void tap_query(void *user, const GUID *type, USHORT size, USHORT version, PINTERFACE interface,
               PVOID specific_data, NTSTATUS *status, ULONG_PTR *information);
/* From now on the calls of that name, after the next `skip`, are not passed on but answer `status`,
 * `times` of them. */
void tap_fail(const char *name, uint64_t skip, uint64_t times, NTSTATUS status);
/* References to bus interfaces that were not given back. */
long tap_references(const struct world *world);
/* Names of the calls that are noted, NULL-terminated. */
extern const char *const tap_calls[];

#endif
