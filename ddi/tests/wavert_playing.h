/* SPDX-License-Identifier: Apache-2.0 */
/* wavert_playing.h: a test about one stream of the miniport that has a notification buffer. */
#ifndef WAVERT_PLAYING_H
#define WAVERT_PLAYING_H

#include "wavert_rig.h"

#define BYTES 3840u /* two packets of 10 ms */
#define RENDER 4u   /* stream descriptor of the first render engine */
#define CAPTURE 0u

extern struct rig_buffer buffer;
extern stream_ptr stream;
/* The stream again, by the interface of its direction. */
extern PMINIPORTWAVERTOUTPUTSTREAM output;
extern PMINIPORTWAVERTINPUTSTREAM input;

void open_stream(ULONG pin, ULONG count);
/* cmocka set-up and tear-down: a stream of two packets. */
int start(void **state);
int start_capture(void **state);
int stop(void **state);

/* The descriptor's position becomes `offset`. */
void at(unsigned descriptor, uint32_t offset);
/* The presentation position of the render stream, in blocks. */
uint64_t blocks(void);

#endif
