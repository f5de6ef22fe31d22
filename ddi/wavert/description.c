/* SPDX-License-Identifier: Apache-2.0 */
/* The filter's description, and the format that a client's range and a pin have in common. */
#include "wavert.h"

#define FRAME_CHANNELS_MAX 16u

/* Channels of the pin's converter and of those after it that may join it. */
static ULONG ChannelsOf(const WRT_MINIPORT *Miniport, ULONG Pin) {
  const WRT_CONVERTER *First = &Miniport->Converters[Pin];
  ULONG Channels = 0;
  for (ULONG i = 0; i < WRT_STREAM_CONVERTERS_MAX && Pin + i < Miniport->ConverterCount; i++) {
    if (First[i].Capture != First->Capture || First[i].Digital != First->Digital)
      break;
    Channels += First[i].Channels;
  }
  return Channels < FRAME_CHANNELS_MAX ? Channels : FRAME_CHANNELS_MAX;
}

/* The largest of the converter's rates within the limits, and of its sizes (valid bits); 0. */
static ULONG LargestRate(const WRT_CONVERTER *Converter, ULONG Low, ULONG High) {
  ULONG Largest = 0;
  for (ULONG Bit = 0; WrtRateOfBit(Bit) != 0; Bit++)
    if ((Converter->PcmCapabilities & 1u << Bit) && WrtRateOfBit(Bit) >= Low &&
        WrtRateOfBit(Bit) <= High)
      Largest = WrtRateOfBit(Bit);
  return Largest;
}

static WRT_SIZE LargestSize(const WRT_CONVERTER *Converter, ULONG Low, ULONG High) {
  WRT_SIZE Largest = {0, 0};
  for (ULONG Index = 0; WrtSizeOfIndex(Index).ValidBits != 0; Index++)
    if (WrtTakesSize(Converter, Index) && WrtSizeOfIndex(Index).ValidBits >= Low &&
        WrtSizeOfIndex(Index).ValidBits <= High)
      Largest = WrtSizeOfIndex(Index);
  return Largest;
}

static ULONG SmallestRate(const WRT_CONVERTER *Converter) {
  ULONG Bit = 0;
  while (WrtRateOfBit(Bit) != 0 && !(Converter->PcmCapabilities & 1u << Bit))
    Bit++;
  return WrtRateOfBit(Bit);
}

static ULONG SmallestSize(const WRT_CONVERTER *Converter) {
  ULONG Index = 0;
  while (WrtSizeOfIndex(Index).ValidBits != 0 && !WrtTakesSize(Converter, Index))
    Index++;
  return WrtSizeOfIndex(Index).ValidBits;
}

static VOID DescribePin(WRT_MINIPORT *Miniport, ULONG Pin) {
  WRT_DESCRIPTION *Description = &Miniport->Description;
  const WRT_CONVERTER *Converter = &Miniport->Converters[Pin];
  KSDATARANGE_AUDIO *Range = &Description->Ranges[Pin];
  Range->DataRange.FormatSize = sizeof *Range;
  Range->DataRange.MajorFormat = KSDATAFORMAT_TYPE_AUDIO;
  Range->DataRange.SubFormat = KSDATAFORMAT_SUBTYPE_PCM;
  Range->DataRange.Specifier = KSDATAFORMAT_SPECIFIER_WAVEFORMATEX;
  Range->MaximumChannels = ChannelsOf(Miniport, Pin);
  Range->MinimumBitsPerSample = SmallestSize(Converter);
  Range->MaximumBitsPerSample = LargestSize(Converter, 0, ~0u).ValidBits;
  Range->MinimumSampleFrequency = SmallestRate(Converter);
  Range->MaximumSampleFrequency = LargestRate(Converter, 0, ~0u);
  Description->RangePointers[Pin] = &Range->DataRange;
  Description->Pins[Pin] = (PCPIN_DESCRIPTOR){
      .MaxGlobalInstanceCount = 1,
      .MaxFilterInstanceCount = 1,
      .KsPinDescriptor = {
          .DataRangesCount = 1,
          .DataRanges = &Description->RangePointers[Pin],
          .DataFlow = Converter->Capture ? KSPIN_DATAFLOW_OUT : KSPIN_DATAFLOW_IN,
          .Communication = KSPIN_COMMUNICATION_SINK,
          .Category = &KSCATEGORY_AUDIO,
      }};
}

VOID WrtDescribe(WRT_MINIPORT *Miniport) {
  WRT_DESCRIPTION *Description = &Miniport->Description;
  for (ULONG Pin = 0; Pin < Miniport->ConverterCount; Pin++)
    DescribePin(Miniport, Pin);
  Description->Categories[0] = KSCATEGORY_AUDIO;
  Description->Categories[1] = KSCATEGORY_REALTIME;
  Description->Filter = (PCFILTER_DESCRIPTOR){.PinSize = sizeof(PCPIN_DESCRIPTOR),
                                              .PinCount = Miniport->ConverterCount,
                                              .Pins = Description->Pins,
                                              .NodeSize = sizeof(PCNODE_DESCRIPTOR),
                                              .CategoryCount = ARRAYSIZE(Description->Categories),
                                              .Categories = Description->Categories};
}

/* ---- intersection -------------------------------------------------------------------------- */

static BOOLEAN Matches(const GUID *Client, const GUID *Own) {
  return IsEqualGUID(Client, Own) || IsEqualGUID(Client, &KSDATAFORMAT_TYPE_WILDCARD);
}

/* The best of the pin within the client's limits; what has no limits is taken as it is. */
static BOOLEAN Choose(WRT_MINIPORT *Miniport, ULONG PinId, const KSDATARANGE *Client,
                      HDAUDIO_STREAM_FORMAT *Format) {
  const WRT_CONVERTER *Converter = &Miniport->Converters[PinId];
  KSDATARANGE_AUDIO Limits = {
      .MaximumChannels = ~0u, .MaximumBitsPerSample = ~0u, .MaximumSampleFrequency = ~0u};
  if (Client->FormatSize >= sizeof Limits)
    Limits = *(const KSDATARANGE_AUDIO *)(const VOID *)Client;
  ULONG Channels = ChannelsOf(Miniport, PinId);
  if (Channels > Limits.MaximumChannels)
    Channels = Limits.MaximumChannels;
  WRT_SIZE Size = LargestSize(Converter, Limits.MinimumBitsPerSample, Limits.MaximumBitsPerSample);
  ULONG Rate = LargestRate(Converter, Limits.MinimumSampleFrequency, Limits.MaximumSampleFrequency);
  *Format = (HDAUDIO_STREAM_FORMAT){.SampleRate = Rate,
                                    .ValidBitsPerSample = Size.ValidBits,
                                    .ContainerSize = Size.ContainerBits,
                                    .NumberOfChannels = (USHORT)Channels};
  return Channels != 0 && Size.ValidBits != 0 && Rate != 0;
}

static VOID Fill(const HDAUDIO_STREAM_FORMAT *Format, KSDATAFORMAT_WAVEFORMATEXTENSIBLE *Result) {
  ULONG FrameBytes = (ULONG)Format->NumberOfChannels * Format->ContainerSize / 8;
  RtlZeroMemory(Result, sizeof *Result);
  Result->DataFormat.FormatSize = sizeof *Result;
  Result->DataFormat.SampleSize = FrameBytes;
  Result->DataFormat.MajorFormat = KSDATAFORMAT_TYPE_AUDIO;
  Result->DataFormat.SubFormat = KSDATAFORMAT_SUBTYPE_PCM;
  Result->DataFormat.Specifier = KSDATAFORMAT_SPECIFIER_WAVEFORMATEX;
  Result->WaveFormatExt.Format =
      (WAVEFORMATEX){.wFormatTag = WAVE_FORMAT_EXTENSIBLE,
                     .nChannels = Format->NumberOfChannels,
                     .nSamplesPerSec = Format->SampleRate,
                     .nAvgBytesPerSec = Format->SampleRate * FrameBytes,
                     .nBlockAlign = (WORD)FrameBytes,
                     .wBitsPerSample = Format->ContainerSize,
                     .cbSize = sizeof(WAVEFORMATEXTENSIBLE) - sizeof(WAVEFORMATEX)};
  Result->WaveFormatExt.Samples.wValidBitsPerSample = Format->ValidBitsPerSample;
  Result->WaveFormatExt.SubFormat = KSDATAFORMAT_SUBTYPE_PCM;
}

NTSTATUS WrtIntersect(WRT_MINIPORT *Miniport, ULONG PinId, const KSDATARANGE *Client,
                      ULONG OutputBufferLength, PVOID ResultantFormat,
                      PULONG ResultantFormatLength) {
  HDAUDIO_STREAM_FORMAT Format;
  if (Client->FormatSize < sizeof *Client)
    return STATUS_INVALID_PARAMETER;
  if (!Matches(&Client->MajorFormat, &KSDATAFORMAT_TYPE_AUDIO) ||
      !Matches(&Client->SubFormat, &KSDATAFORMAT_SUBTYPE_PCM) ||
      !Matches(&Client->Specifier, &KSDATAFORMAT_SPECIFIER_WAVEFORMATEX) ||
      !Choose(Miniport, PinId, Client, &Format))
    return STATUS_NO_MATCH;
  *ResultantFormatLength = sizeof(KSDATAFORMAT_WAVEFORMATEXTENSIBLE);
  if (OutputBufferLength == 0)
    return STATUS_BUFFER_OVERFLOW;
  if (OutputBufferLength < sizeof(KSDATAFORMAT_WAVEFORMATEXTENSIBLE) || ResultantFormat == NULL)
    return STATUS_BUFFER_TOO_SMALL;
  Fill(&Format, (KSDATAFORMAT_WAVEFORMATEXTENSIBLE *)ResultantFormat);
  return STATUS_SUCCESS;
}
