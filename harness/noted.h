/* SPDX-License-Identifier: Apache-2.0 */
/* noted.h: calls between drivers that the harness stands between: who called what, in which order.
 */
#ifndef HDASIM_NOTED_H
#define HDASIM_NOTED_H

#include <hda_sim.h>
#include <ntddk.h>
#include <stddef.h>

struct world;

enum noted_side {
  NOTED_DDI,      /* a miniport called the bus driver */
  NOTED_MINIPORT, /* a port driver called the miniport */
};

struct noted {
  enum noted_side side;
  const char *name; /* of the routine or method */
  char detail[48];  /* the argument that tells calls of one name apart; "" = none */
  struct hda_sim_time when;
  KIRQL irql;
  NTSTATUS status; /* STATUS_PENDING until it returned; STATUS_SUCCESS for VOID */
};

/* Notes a call that begins; returns its index, for noted_end. */
size_t noted_begin(struct world *world, enum noted_side side, const char *name, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));
NTSTATUS noted_end(struct world *world, size_t index, NTSTATUS status);

#endif
