/* SPDX-License-Identifier: Apache-2.0 */
/* routine_call.h: how the tables of routines take arguments and outputs of a call. */
#ifndef HDASIM_ROUTINE_CALL_H
#define HDASIM_ROUTINE_CALL_H

#include "routine.h"
#include "world.h"

/* Pointer number `n` among the outputs, typed. */
#define RESULT(type, n) ((type)call->output[n].pointer)
#define ARG(n) (call->argument[n])
#define HANDLE_ARG(n) ((HANDLE)pointer_of(call->argument[n]))
#define POINTER_ARG(type, n) ((type)pointer_of(call->argument[n]))

/* Slots 0 to 13 are laid out alike in V1, V2 and V3, slots 14 to 17 in V2 and V3. BDL has its own
 * order. */
static inline const HDAUDIO_BUS_INTERFACE_V3 *routine_plain(const struct call *call) {
  return &call->client->interface.v3;
}
static inline const HDAUDIO_BUS_INTERFACE_BDL *routine_bdl(const struct call *call) {
  return &call->client->interface.bdl;
}
#define SLOT(member)                                                                               \
  (call->client->kind == CLIENT_BDL ? routine_bdl(call)->member : routine_plain(call)->member)

/* Takes the pin that the arguments name (routine_fields.h). (routines_miniport.c) */
bool routine_pin(struct call *call, PMINIPORTWAVERT miniport, ULONG *pin);

/* A group of routines; each stands in a file of its own. */
struct routine_group {
  const struct routine *routines;
  size_t count;
};
extern const struct routine_group routines_bus;      /* interface, engines, buffers, events */
extern const struct routine_group routines_bdl;      /* callbacks, lists of the client, removal */
extern const struct routine_group routines_codec;    /* codec commands and information */
extern const struct routine_group routines_miniport; /* WaveRT miniports and their streams */
extern const struct routine_group routines_port;     /* filters and pins of the port driver */
extern const struct routine_group routines_ks;       /* KS properties of a pin */

#endif
