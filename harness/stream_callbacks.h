/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stream_callbacks.h: the routines of a client that the driver calls back for a stream, and what
 * they were called with.
 */
#ifndef HDASIM_STREAM_CALLBACKS_H
#define HDASIM_STREAM_CALLBACKS_H

#include "world.h"

/* Notification callbacks `first` and `second`, and the interrupt routine of a BDL client. */
enum callback_routine { CALLBACK_FIRST, CALLBACK_SECOND, CALLBACK_ISR, CALLBACK_ROUTINES };

struct callback_record {
  enum callback_routine routine;
  uint64_t context;
  uint64_t value; /* QpcTimestamp, or InterruptBitMask */
  struct hda_sim_time when;
  KIRQL irql;
};

/* Words that name the routines in a vector, NULL-terminated; the index is that of the argument. */
extern const char *const callback_words[];
extern const char *const callback_isr_words[];

/* The routine of an argument, NULL for the word NULL. From here on it records into `world`. */
PHDAUDIO_DMA_NOTIFICATION_CALLBACK callback_notification(struct world *world, uint64_t argument);
PHDAUDIO_BDL_ISR callback_isr(struct world *world, uint64_t argument);

/* From now on the client carries out `steps` inside each call with this context; NULL: nothing. */
void callback_acts(enum callback_routine routine, uint64_t context, const struct node *steps);

/* Calls of a routine since the mark. */
uint64_t callback_count(const struct world *world, enum callback_routine routine,
                        const struct mark *since);

#endif
