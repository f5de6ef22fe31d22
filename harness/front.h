/* SPDX-License-Identifier: Apache-2.0 */
/*
 * front.h: a miniport that stands before another one.
 *
 * The port driver is given the front. It notes each call and passes it on, and can be told to have
 * less than the real one, or to answer otherwise, so that a vector sees what the port makes of it.
 */
#ifndef HDASIM_FRONT_H
#define HDASIM_FRONT_H

#include <portcls.h>
#include <stdbool.h>

struct world;

struct front_manner {
  bool hidden[3];   /* by enum stream_interface: the streams do not have it */
  ULONG offset;     /* OffsetFromFirstPage is reported so much larger */
  bool other_cache; /* CacheType is reported as `cache` */
  MEMORY_CACHING_TYPE cache;
  const char *failing; /* method that is not passed on but answers `status`; NULL = none */
  NTSTATUS status;
};

/* A new front with one reference, which is the caller's; it takes one on `real`. */
PMINIPORTWAVERT front_create(struct world *world, PMINIPORTWAVERT real,
                             const struct front_manner *manner);
/* Names of the methods that are noted, NULL-terminated. */
extern const char *const front_calls[];

#endif
