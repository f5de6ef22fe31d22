/* SPDX-License-Identifier: Apache-2.0 */
/* Converters of a stream: the pin's, and those after it when it has too few channels. */
#include "wavert.h"

/* May `Converter` serve `Stream` together with the pin's own converter `First`? */
static NTSTATUS Fits(const WRT_CONVERTER *First, const WRT_CONVERTER *Converter,
                     const WRT_STREAM *Stream, const WRT_FORMAT *Format) {
  if (Converter->Capture != First->Capture || Converter->Digital != First->Digital ||
      !WrtConverterTakes(Converter, Format))
    return STATUS_INVALID_PARAMETER;
  return Converter->User == NULL || Converter->User == Stream ? STATUS_SUCCESS
                                                              : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS WrtFindConverters(const WRT_STREAM *Stream, ULONG Pin, const WRT_FORMAT *Format,
                           ULONG *Count) {
  const WRT_MINIPORT *Miniport = Stream->Miniport;
  ULONG Channels = 0;
  for (*Count = 0; Channels < Format->Stream.NumberOfChannels; ++*Count) {
    if (*Count == WRT_STREAM_CONVERTERS_MAX || Pin + *Count == Miniport->ConverterCount)
      return STATUS_INVALID_PARAMETER;
    const WRT_CONVERTER *Converter = &Miniport->Converters[Pin + *Count];
    NTSTATUS Status = Fits(&Miniport->Converters[Pin], Converter, Stream, Format);
    if (!NT_SUCCESS(Status))
      return Status;
    Channels += Converter->Channels;
  }
  return STATUS_SUCCESS;
}

NTSTATUS WrtClaimConverters(WRT_STREAM *Stream, ULONG Pin, const WRT_FORMAT *Format) {
  ULONG Count;
  NTSTATUS Status = WrtFindConverters(Stream, Pin, Format, &Count);
  if (!NT_SUCCESS(Status))
    return Status;
  WrtReleaseConverters(Stream);
  Stream->FirstConverter = Pin;
  Stream->ConverterCount = Count;
  for (ULONG i = 0; i < Count; i++)
    Stream->Miniport->Converters[Pin + i].User = Stream;
  return STATUS_SUCCESS;
}

VOID WrtReleaseConverters(WRT_STREAM *Stream) {
  for (ULONG i = 0; i < Stream->ConverterCount; i++)
    Stream->Miniport->Converters[Stream->FirstConverter + i].User = NULL;
  Stream->ConverterCount = 0;
}
