/* SPDX-License-Identifier: Apache-2.0 */
/* fake_miniport.h: a WaveRT miniport that does as it is told and notes what it was asked. */
#ifndef FAKE_MINIPORT_H
#define FAKE_MINIPORT_H

#include "findings.h"

struct fake_miniport {
  /* What it answers. */
  NTSTATUS init, describe, new_stream, set_state, set_format, allocate, register_event,
      unregister_event, position_register, get_position;
  bool no_notification; /* the stream has only the plain interface */
  ULONG offset;         /* OffsetFromFirstPage */
  MEMORY_CACHING_TYPE cache;
  ULONG width; /* of the position register, bits */
  ULONG word;  /* the position register */
  /* What it was asked, in order, each with a space behind it. */
  char trace[512];
  long references, stream_references;
};
/* One at a time; all answers are success, cache MmCached, width 32. */
PMINIPORTWAVERT fake_miniport(struct fake_miniport **told);

#endif
