/* SPDX-License-Identifier: Apache-2.0 */
/* format.h: stream formats as vectors write them. */
#ifndef HDASIM_FORMAT_H
#define HDASIM_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

enum format_member { FORMAT_RATE, FORMAT_BITS, FORMAT_CONTAINER, FORMAT_CHANNELS, FORMAT_MEMBERS };

/* "rate/bits/channels" or "rate/bits:container/channels". The container of the short form is the
 * one HD Audio uses for so many bits, or `bits` itself if there is none. */
bool format_parse(const char *text, uint64_t numbers[FORMAT_MEMBERS]);
/* Names of the long form; also the order of enum format_member. */
extern const char *const format_field_names[FORMAT_MEMBERS];
bool format_is_field(const char *name);

#endif
