/* SPDX-License-Identifier: Apache-2.0 */
/*
 * callbacks.h: the client's side of what the driver calls back: arrays of codec commands that were
 * handed in, and registrations for unsolicited responses.
 */
#ifndef HDASIM_CALLBACKS_H
#define HDASIM_CALLBACKS_H

#include "world.h"

/* The words an argument takes for a routine of the client; the index is `routine` below. */
extern const char *const callback_routines[];
#define CALLBACK_MAX_ELEMENTS 65536u

struct transfer_callback {
  struct hda_sim_time when;
  KIRQL irql;
  uint64_t order; /* among all callbacks, from 0 */
  PVOID context;
  uint64_t routine;
  size_t element;            /* index in the array */
  struct record_counts seen; /* on the link until then */
};

/* One call of TransferCodecVerbs. The array lives as long as the process, for a driver may write
 * into it at any time. */
struct transfer {
  HDAUDIO_CODEC_TRANSFER *elements; /* an element that must stay as it is before and behind them */
  HDAUDIO_CODEC_TRANSFER *finished; /* as they were in the last callback; NULL before the first */
  uint32_t *commands;               /* what the client put in */
  size_t count, capacity;
  uint64_t routine; /* 0: none */
  PVOID context;
  const struct node *in_callback; /* steps; NULL */
  struct hda_sim_time called;
  struct transfer_callback *callbacks;
  size_t callback_count, callback_capacity;
};

struct unsolicited_call {
  struct hda_sim_time when;
  KIRQL irql;
  uint64_t order;
  HDAUDIO_CODEC_RESPONSE response;
};

/* One call of RegisterEventCallback. */
struct registration {
  uint64_t routine; /* 0: NULL was given */
  PVOID context;
  UCHAR tag;
  const struct node *in_callback; /* steps; NULL */
  struct unsolicited_call *calls;
  size_t call_count, call_capacity;
};

struct transfer *callbacks_new_transfer(struct world *world);
/* Appends a command; false when there are CALLBACK_MAX_ELEMENTS. */
bool callbacks_add_command(struct transfer *transfer, uint32_t command);
/* Makes the array. Afterwards nothing may be added. */
void callbacks_make_array(struct transfer *transfer);
/* Has the driver written the element's Input? */
bool callbacks_written(const struct transfer *transfer, size_t index);
struct registration *callbacks_new_registration(struct world *world);
/* The client's routine number `routine`; NULL for 0. */
PHDAUDIO_TRANSFER_COMPLETE_CALLBACK callbacks_transfer_routine(uint64_t routine);
PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK callbacks_unsolicited_routine(uint64_t routine);

#endif
