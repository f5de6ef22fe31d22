/* SPDX-License-Identifier: Apache-2.0 */
#include "noted.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "world.h"

static const char *const sides[] = {
    [NOTED_DDI] = "miniport calls the DDI", [NOTED_MINIPORT] = "port calls the miniport"};

size_t noted_begin(struct world *world, enum noted_side side, const char *name, const char *format,
                   ...) {
  world->noted =
      array_grow(world->noted, world->counts.noted, &world->noted_capacity, sizeof *world->noted);
  struct noted *noted = &world->noted[world->counts.noted];
  *noted = (struct noted){
      .side = side, .name = name, .irql = KeGetCurrentIrql(), .status = STATUS_PENDING};
  world_now(world, &noted->when);
  va_list args;
  va_start(args, format);
  vsnprintf(noted->detail, sizeof noted->detail, format, args);
  va_end(args);
  log_line(world, "  %s: %s(%s) at IRQL %u", sides[side], name, noted->detail, noted->irql);
  return world->counts.noted++;
}

NTSTATUS noted_end(struct world *world, size_t index, NTSTATUS status) {
  world->noted[index].status = status;
  log_line(world, "  %s returned 0x%08X", world->noted[index].name, (unsigned)status);
  return status;
}
