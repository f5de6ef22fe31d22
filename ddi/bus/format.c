/* SPDX-License-Identifier: Apache-2.0 */
/* Stream formats: which are valid, how they are encoded, what they cost. */
#include "bus.h"

static const struct {
  ULONG ValidBits, ContainerBits, Code;
} SampleSizes[] = {{8, 8, 0}, {16, 16, 1}, {20, 32, 2}, {24, 32, 3}, {32, 32, 4}};

static const ULONG BaseRates[] = {48000, 44100};

#define CHANNELS_MAX 16u
#define MULTIPLIER_MAX 4u
#define DIVISOR_MAX 8u

/* Base, multiplier and divisor; the smallest multiplier wins, then the smallest divisor. */
static BOOLEAN EncodeRate(ULONG Rate, ULONG *Code) {
  for (ULONG Base = 0; Base < ARRAYSIZE(BaseRates); Base++)
    for (ULONG Multiplier = 1; Multiplier <= MULTIPLIER_MAX; Multiplier++)
      for (ULONG Divisor = 1; Divisor <= DIVISOR_MAX; Divisor++)
        if ((ULONGLONG)Rate * Divisor == (ULONGLONG)BaseRates[Base] * Multiplier) {
          *Code = Base << 6 | (Multiplier - 1) << 3 | (Divisor - 1);
          return TRUE;
        }
  return FALSE;
}

BOOLEAN BusParseFormat(const HDAUDIO_STREAM_FORMAT *StreamFormat, BUS_FORMAT *Format) {
  ULONG RateCode;
  ULONG Channels = StreamFormat->NumberOfChannels, Bits = StreamFormat->ValidBitsPerSample;
  ULONG Size = 0;
  while (Size < ARRAYSIZE(SampleSizes) &&
         (SampleSizes[Size].ValidBits != Bits ||
          SampleSizes[Size].ContainerBits != StreamFormat->ContainerSize))
    Size++;
  if (Size == ARRAYSIZE(SampleSizes) || Channels < 1 || Channels > CHANNELS_MAX ||
      !EncodeRate(StreamFormat->SampleRate, &RateCode))
    return FALSE;
  /* A link frame carries whole blocks: rates up to 48 kHz at most one, 192 kHz four. */
  ULONG Blocks = (StreamFormat->SampleRate + HDA_FRAMES_PER_SECOND - 1) / HDA_FRAMES_PER_SECOND;
  Format->Converter.ConverterFormat =
      (USHORT)(RateCode << 8 | SampleSizes[Size].Code << 4 | (Channels - 1));
  Format->FrameBytes = Channels * ((ULONG)StreamFormat->ContainerSize / 8);
  Format->LinkFrameBytes = Blocks * Format->FrameBytes;
  Format->LinkFrameBits = Blocks * Channels * Bits;
  return TRUE;
}
