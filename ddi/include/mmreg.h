/* SPDX-License-Identifier: Apache-2.0 */
/* mmreg.h: the wave format structures, under their Windows names and layouts (packed). */
#ifndef DDI_MMREG_H
#define DDI_MMREG_H

#include <ntdef.h>

#define WAVE_FORMAT_PCM 0x0001
#define WAVE_FORMAT_IEEE_FLOAT 0x0003
#define WAVE_FORMAT_EXTENSIBLE 0xFFFE

#pragma pack(push, 1)
typedef struct tWAVEFORMATEX {
  WORD wFormatTag;
  WORD nChannels;
  DWORD nSamplesPerSec; /* frames per second */
  DWORD nAvgBytesPerSec;
  WORD nBlockAlign;    /* bytes of a frame */
  WORD wBitsPerSample; /* of the container */
  WORD cbSize;         /* bytes that follow this structure */
} WAVEFORMATEX, *PWAVEFORMATEX, *LPWAVEFORMATEX;

typedef struct {
  WAVEFORMATEX Format;
  union {
    WORD wValidBitsPerSample;
    WORD wSamplesPerBlock;
    WORD wReserved;
  } Samples;
  DWORD dwChannelMask;
  GUID SubFormat;
} WAVEFORMATEXTENSIBLE, *PWAVEFORMATEXTENSIBLE;
#pragma pack(pop)

C_ASSERT(sizeof(WAVEFORMATEX) == 18);
C_ASSERT(offsetof(WAVEFORMATEX, nSamplesPerSec) == 4);
C_ASSERT(offsetof(WAVEFORMATEX, nBlockAlign) == 12);
C_ASSERT(offsetof(WAVEFORMATEX, cbSize) == 16);
C_ASSERT(sizeof(WAVEFORMATEXTENSIBLE) == 40);
C_ASSERT(offsetof(WAVEFORMATEXTENSIBLE, Samples) == 18);
C_ASSERT(offsetof(WAVEFORMATEXTENSIBLE, dwChannelMask) == 20);
C_ASSERT(offsetof(WAVEFORMATEXTENSIBLE, SubFormat) == 24);

#endif
