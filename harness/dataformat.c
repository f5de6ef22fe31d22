/* SPDX-License-Identifier: Apache-2.0 */
#include "dataformat.h"

#include <string.h>

const char *const dataformat_forms[] = {
    "WAVEFORMATEXTENSIBLE", "WAVEFORMATEX", "DSOUND", "float", "other", NULL};

static void fill_wave(WAVEFORMATEX *wave, const HDAUDIO_STREAM_FORMAT *format, USHORT bits,
                      WORD tag) {
  wave->wFormatTag = tag;
  wave->nChannels = format->NumberOfChannels;
  wave->nSamplesPerSec = format->SampleRate;
  wave->wBitsPerSample = bits;
  wave->nBlockAlign = (WORD)(format->NumberOfChannels * ((bits + 7u) / 8u));
  wave->nAvgBytesPerSec = wave->nSamplesPerSec * wave->nBlockAlign;
}

static void fill_extensible(WAVEFORMATEXTENSIBLE *wave, const HDAUDIO_STREAM_FORMAT *format,
                            const GUID *sub_format) {
  fill_wave(&wave->Format, format, format->ContainerSize, WAVE_FORMAT_EXTENSIBLE);
  wave->Format.cbSize = sizeof *wave - sizeof wave->Format;
  wave->Samples.wValidBitsPerSample = format->ValidBitsPerSample;
  wave->dwChannelMask =
      format->NumberOfChannels < 18 ? (1u << format->NumberOfChannels) - 1u : 0x3FFFF;
  wave->SubFormat = *sub_format;
}

void dataformat_make(union dataformat *result, enum dataformat_form form,
                     const HDAUDIO_STREAM_FORMAT *format) {
  memset(result, 0, sizeof *result);
  KSDATAFORMAT *head = &result->head;
  const GUID *sub_format =
      form == DATAFORMAT_FLOAT ? &KSDATAFORMAT_SUBTYPE_IEEE_FLOAT : &KSDATAFORMAT_SUBTYPE_PCM;
  head->MajorFormat =
      form == DATAFORMAT_OTHER ? KSPROPSETID_RtAudio : KSDATAFORMAT_TYPE_AUDIO; /* any other GUID */
  head->SubFormat = *sub_format;
  head->Specifier = KSDATAFORMAT_SPECIFIER_WAVEFORMATEX;
  const WAVEFORMATEX *wave;
  switch (form) {
  case DATAFORMAT_WAVEFORMATEX:
    head->FormatSize = sizeof result->plain;
    fill_wave(&result->plain.WaveFormatEx, format, format->ValidBitsPerSample, WAVE_FORMAT_PCM);
    wave = &result->plain.WaveFormatEx;
    break;
  case DATAFORMAT_DSOUND:
    head->FormatSize = sizeof result->dsound;
    head->Specifier = KSDATAFORMAT_SPECIFIER_DSOUND;
    fill_wave(&result->dsound.BufferDesc.WaveFormatEx, format, format->ValidBitsPerSample,
              WAVE_FORMAT_PCM);
    wave = &result->dsound.BufferDesc.WaveFormatEx;
    break;
  default:
    head->FormatSize = sizeof result->extensible;
    fill_extensible(&result->extensible.WaveFormatExt, format, sub_format);
    wave = &result->extensible.WaveFormatExt.Format;
    break;
  }
  head->SampleSize = wave->nBlockAlign;
}
