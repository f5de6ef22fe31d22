/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engines.h: engines and buffers as the calls of the bus DDI have made them, whoever called: a step
 * of the vector, or the miniport that the harness listens to.
 */
#ifndef HDASIM_ENGINES_H
#define HDASIM_ENGINES_H

#include "world.h"

struct engine *engines_add(struct world *world, HANDLE handle, bool capture,
                           const HDAUDIO_STREAM_FORMAT *format, uint16_t converter);
void engines_change_format(struct world *world, HANDLE handle, const HDAUDIO_STREAM_FORMAT *format,
                           uint16_t converter);

/* Around SetDmaEngineState. Before: the first packet may be on the link before it returns. */
void engines_before_state(struct world *world, HDAUDIO_STREAM_STATE state, const HANDLE *handles,
                          size_t count);
/* After it succeeded. */
void engines_after_state(struct world *world, HDAUDIO_STREAM_STATE state, const HANDLE *handles,
                         size_t count);

/* After a successful allocation: `made` holds mdl, size, offset, request, count, stream_id, fifo.
 * The descriptor is the one whose SDnCBL was seen written since world->programmed_stream was
 * set to -1. */
struct buffer *engines_add_buffer(struct world *world, HANDLE handle, const struct buffer *made);
void engines_end_buffer(struct world *world, HANDLE handle);
/* Reads the pages of buffer->mdl; none if the kernel does not know that MDL. */
void engines_take_pages(struct buffer *buffer);

#endif
