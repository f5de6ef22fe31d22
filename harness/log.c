/* SPDX-License-Identifier: Apache-2.0 */
/* log.c: the call log of a vector, one line a thing that happened. */
#include <inttypes.h>
#include <stdarg.h>

#include "world.h"

void log_line(struct world *world, const char *format, ...) {
  if (world->log == NULL)
    return;
  struct hda_sim_time now;
  world_now(world, &now);
  fprintf(world->log, "%9" PRIu64 ".%03" PRIu32 " %12" PRIu64 "  ", now.frame, now.cell,
          now.bus_cycles);
  va_list args;
  va_start(args, format);
  vfprintf(world->log, format, args);
  va_end(args);
  fputc('\n', world->log);
}
