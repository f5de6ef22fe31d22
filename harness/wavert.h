/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wavert.h: the objects of WaveRT that a vector holds: miniports, their streams, filters of the
 * port driver and their pins.
 */
#ifndef HDASIM_WAVERT_H
#define HDASIM_WAVERT_H

#include <portcls.h>

#include "tap.h"
#include "world.h"

/* Interfaces of a stream besides IMiniportWaveRTStream. */
enum stream_interface { STREAM_NOTIFICATION, STREAM_INPUT, STREAM_OUTPUT, STREAM_INTERFACES };

struct object {
  enum bind_kind kind; /* BIND_MINIPORT, BIND_STREAM, BIND_FILTER, BIND_PIN */
  bool live;           /* not yet released or closed */
  struct object *older;
  void *handle;                  /* interface pointer, or what the port driver calls it */
  struct pdo pdo;                /* miniport: the device object below it; none for a front */
  struct object *filter;         /* pin: whose it is */
  PMINIPORTWAVERT miniport;      /* filter: which it was made over */
  PPORTWAVERTSTREAM port_stream; /* stream */
  PUNKNOWN interface[STREAM_INTERFACES]; /* stream: those that were asked for */
  bool capture;                          /* stream, pin: what was asked for */
  HDAUDIO_STREAM_FORMAT format;          /* the same */
  struct buffer *buffer;                 /* stream, pin: the last it got */
};

/* A new object, live; never NULL. */
struct object *wavert_add(struct world *world, enum bind_kind kind);
/* Makes the miniport of child `child`; the object is only added on success. */
NTSTATUS wavert_create_miniport(struct world *world, ULONG child, struct object **miniport);
/* Number of the `nth` pin of the miniport whose data goes that way, from what GetDescription says;
 * false if there is none. */
bool wavert_find_pin(PMINIPORTWAVERT miniport, bool capture, uint64_t nth, ULONG *pin);
/* Releases one reference; *left = what Release returned. */
void wavert_release(struct world *world, struct object *object, ULONG *left);
void wavert_close_pin(struct world *world, struct object *pin);
void wavert_destroy_filter(struct world *world, struct object *filter);
/* QueryInterface; NULL if the stream has none. */
PUNKNOWN wavert_query(PMINIPORTWAVERTSTREAM stream, enum stream_interface which);
/* The interface of a stream, asked for at most once; NULL if it has none. */
void *wavert_interface(struct object *stream, enum stream_interface which);
extern const char *const wavert_interface_names[STREAM_INTERFACES];

/* Closes the handles of user events that the vector left open. (steps/wavert.c) */
void events_close_handles(struct world *world);

/* The port that miniports are initialised with when no port driver does it (host_port.c). */
PPORTWAVERT host_port(void);
/* References to it besides the harness's own. */
ULONG host_port_references(void);

/* After a successful call: the buffer that `object` got in it. The DDI's view is what was heard on
 * the bus interface since the world had `before` buffers; size and count are what the caller knows.
 */
struct buffer *wavert_take_buffer(struct world *world, struct object *object, size_t before,
                                  PMDL mdl, uint64_t size, unsigned count);

#endif
