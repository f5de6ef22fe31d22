/* SPDX-License-Identifier: Apache-2.0 */
/* front_stream.h: a stream of a front (front.h). */
#ifndef HDASIM_FRONT_STREAM_H
#define HDASIM_FRONT_STREAM_H

#include "front.h"

/* Takes over the caller's reference to `real`; the new stream has one. */
PMINIPORTWAVERTSTREAM front_stream_create(struct world *world, PMINIPORTWAVERTSTREAM real,
                                          const struct front_manner *manner);
/* Does the front itself answer this method? */
bool front_fails(const struct front_manner *manner, const char *method);

#endif
