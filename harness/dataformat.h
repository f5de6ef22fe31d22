/* SPDX-License-Identifier: Apache-2.0 */
/* dataformat.h: a stream format as a client of WaveRT writes it. */
#ifndef HDASIM_DATAFORMAT_H
#define HDASIM_DATAFORMAT_H

#include <hdaudio.h>
#include <ksmedia.h>

/* The forms, in the order of dataformat_forms. `float` and `other` are well-formed but are no PCM
 * and no audio. */
enum dataformat_form {
  DATAFORMAT_EXTENSIBLE,
  DATAFORMAT_WAVEFORMATEX,
  DATAFORMAT_DSOUND,
  DATAFORMAT_FLOAT,
  DATAFORMAT_OTHER
};
extern const char *const dataformat_forms[];

union dataformat {
  KSDATAFORMAT head;
  KSDATAFORMAT_WAVEFORMATEX plain;
  KSDATAFORMAT_WAVEFORMATEXTENSIBLE extensible;
  KSDATAFORMAT_DSOUND dsound;
};

/* FormatSize is that of the form. WAVEFORMATEX and DSOUND know no valid bits: there the container
 * is what ValidBitsPerSample says. */
void dataformat_make(union dataformat *result, enum dataformat_form form,
                     const HDAUDIO_STREAM_FORMAT *format);

#endif
