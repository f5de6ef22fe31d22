/* SPDX-License-Identifier: Apache-2.0 */
/* Client formats, and which of them a converter takes. */
#include "wavert.h"

/* Bits 0 to 11 of the codec's PCM parameter. */
static const ULONG Rates[] = {8000,  11025, 16000, 22050,  32000,  44100,
                              48000, 88200, 96000, 176400, 192000, 384000};

ULONG WrtRateOfBit(ULONG Bit) { return Bit < ARRAYSIZE(Rates) ? Rates[Bit] : 0; }

/* Bits 16 to 20 of the same: valid bits, and the container each has in memory. */
static const WRT_SIZE Sizes[] = {{8, 8}, {16, 16}, {20, 32}, {24, 32}, {32, 32}};
#define PCM_FIRST_SIZE_BIT 16u
#define BITS_PER_BYTE 8u

WRT_SIZE WrtSizeOfIndex(ULONG Index) {
  const WRT_SIZE None = {0, 0};
  return Index < ARRAYSIZE(Sizes) ? Sizes[Index] : None;
}

BOOLEAN WrtTakesSize(const WRT_CONVERTER *Converter, ULONG Index) {
  return (Converter->PcmCapabilities >> (PCM_FIRST_SIZE_BIT + Index) & 1u) != 0;
}

/* The wave format within, with all the bytes it says it has; NULL. */
static const WAVEFORMATEX *WaveFormatOf(const KSDATAFORMAT *DataFormat) {
  ULONG Offset = sizeof(KSDATAFORMAT);
  if (DataFormat->FormatSize < sizeof(KSDATAFORMAT) ||
      !IsEqualGUID(&DataFormat->MajorFormat, &KSDATAFORMAT_TYPE_AUDIO))
    return NULL;
  if (IsEqualGUID(&DataFormat->Specifier, &KSDATAFORMAT_SPECIFIER_DSOUND))
    Offset = FIELD_OFFSET(KSDATAFORMAT_DSOUND, BufferDesc.WaveFormatEx);
  else if (!IsEqualGUID(&DataFormat->Specifier, &KSDATAFORMAT_SPECIFIER_WAVEFORMATEX))
    return NULL;
  if (DataFormat->FormatSize < Offset + sizeof(WAVEFORMATEX))
    return NULL;
  const WAVEFORMATEX *Wave =
      (const WAVEFORMATEX *)(const VOID *)((const UCHAR *)DataFormat + Offset);
  return DataFormat->FormatSize - Offset - sizeof(WAVEFORMATEX) >= Wave->cbSize ? Wave : NULL;
}

/* Valid bits of PCM; 0 for anything else. */
static USHORT ValidBitsOf(const WAVEFORMATEX *Wave) {
  if (Wave->wFormatTag == WAVE_FORMAT_PCM)
    return Wave->wBitsPerSample;
  if (Wave->wFormatTag != WAVE_FORMAT_EXTENSIBLE ||
      Wave->cbSize < sizeof(WAVEFORMATEXTENSIBLE) - sizeof(WAVEFORMATEX))
    return 0;
  const WAVEFORMATEXTENSIBLE *Extensible = (const WAVEFORMATEXTENSIBLE *)(const VOID *)Wave;
  if (!IsEqualGUID(&Extensible->SubFormat, &KSDATAFORMAT_SUBTYPE_PCM))
    return 0;
  /* 0: all of the container. */
  USHORT Valid = Extensible->Samples.wValidBitsPerSample;
  return Valid != 0 ? Valid : Wave->wBitsPerSample;
}

NTSTATUS WrtParseFormat(const KSDATAFORMAT *DataFormat, WRT_FORMAT *Format) {
  const WAVEFORMATEX *Wave = WaveFormatOf(DataFormat);
  if (Wave == NULL)
    return STATUS_INVALID_PARAMETER;
  USHORT Valid = ValidBitsOf(Wave);
  ULONG FrameBytes = (ULONG)Wave->nChannels * Wave->wBitsPerSample / BITS_PER_BYTE;
  if (Valid == 0 || Valid > Wave->wBitsPerSample || FrameBytes == 0 ||
      Wave->nBlockAlign != FrameBytes || Wave->nSamplesPerSec == 0)
    return STATUS_INVALID_PARAMETER;
  Format->Stream = (HDAUDIO_STREAM_FORMAT){.SampleRate = Wave->nSamplesPerSec,
                                           .ValidBitsPerSample = Valid,
                                           .ContainerSize = Wave->wBitsPerSample,
                                           .NumberOfChannels = Wave->nChannels};
  Format->FrameBytes = FrameBytes;
  return STATUS_SUCCESS;
}

BOOLEAN WrtConverterTakes(const WRT_CONVERTER *Converter, const WRT_FORMAT *Format) {
  const HDAUDIO_STREAM_FORMAT *Stream = &Format->Stream;
  BOOLEAN Rate = FALSE, Size = FALSE;
  for (ULONG i = 0; i < ARRAYSIZE(Rates); i++)
    Rate |= (Converter->PcmCapabilities >> i & 1u) && Rates[i] == Stream->SampleRate;
  for (ULONG i = 0; i < ARRAYSIZE(Sizes); i++)
    Size |= WrtTakesSize(Converter, i) && Sizes[i].ValidBits == Stream->ValidBitsPerSample &&
            Sizes[i].ContainerBits == Stream->ContainerSize;
  return Rate && Size;
}
