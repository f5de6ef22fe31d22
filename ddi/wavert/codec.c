/* SPDX-License-Identifier: Apache-2.0 */
/* The codec's side: which converters the function group has, and their stream number and format. */
#include "wavert.h"

#define VERB_GET_PARAMETER 0xF00u
#define VERB_SET_STREAM_CHANNEL 0x706u
#define VERB_SET_POWER_STATE 0x705u
#define VERB_SET_FORMAT 0x2u /* 16-bit payload */

#define PARAMETER_SUBNODES 0x04u       /* 23:16 first, 7:0 count */
#define PARAMETER_FUNCTION_GROUP 0x08u /* 11:8 input delay, 3:0 output delay, frames */
#define PARAMETER_WIDGET 0x09u
#define PARAMETER_PCM 0x0Au
#define PARAMETER_STREAM_FORMATS 0x0Bu
#define STREAM_FORMATS_PCM 0x1u

/* Widget capabilities. */
#define WIDGET_TYPE(Capabilities) ((Capabilities) >> 20 & 0xFu)
#define WIDGET_AUDIO_OUTPUT 0u
#define WIDGET_AUDIO_INPUT 1u
#define WIDGET_DIGITAL 0x200u
#define WIDGET_FORMAT_OVERRIDE 0x10u
#define WIDGET_CHANNELS(Capabilities) (((Capabilities) >> 13 & 7u) * 2 + ((Capabilities)&1u) + 1)

#define NODES_MAX 256u
#define POWER_D0 0u
#define VERBS_PER_CONVERTER 3u
#define DELAY_MASK 0xFu
#define INPUT_DELAY_SHIFT 8u

static HDAUDIO_CODEC_COMMAND Verb8(const WRT_MINIPORT *Miniport, ULONG Node, ULONG VerbId,
                                   ULONG Data) {
  HDAUDIO_CODEC_COMMAND Command = {.Command = 0};
  Command.Verb8.CodecAddress = Miniport->CodecAddress & 0xFu;
  Command.Verb8.Node = Node & 0xFFu;
  Command.Verb8.VerbId = VerbId & 0xFFFu;
  Command.Verb8.Data = Data & 0xFFu;
  return Command;
}

static HDAUDIO_CODEC_COMMAND Verb16(const WRT_MINIPORT *Miniport, ULONG Node, ULONG VerbId,
                                    USHORT Data) {
  HDAUDIO_CODEC_COMMAND Command = {.Command = 0};
  Command.Verb16.CodecAddress = Miniport->CodecAddress & 0xFu;
  Command.Verb16.Node = Node & 0xFFu;
  Command.Verb16.VerbId = VerbId & 0xFu;
  Command.Verb16.Data = Data;
  return Command;
}

/* Sends them and waits. A codec that does not answer is not ready. */
static NTSTATUS Exchange(WRT_MINIPORT *Miniport, ULONG Count, HDAUDIO_CODEC_TRANSFER *Transfers) {
  NTSTATUS Status =
      Miniport->Bus.TransferCodecVerbs(Miniport->Bus.Context, Count, Transfers, NULL, NULL);
  for (ULONG i = 0; NT_SUCCESS(Status) && i < Count; i++)
    if (!Transfers[i].Input.IsValid)
      Status = STATUS_DEVICE_NOT_READY;
  return Status;
}

static NTSTATUS GetParameter(WRT_MINIPORT *Miniport, ULONG Node, ULONG Parameter, ULONG *Value) {
  HDAUDIO_CODEC_TRANSFER Transfer = {.Output =
                                         Verb8(Miniport, Node, VERB_GET_PARAMETER, Parameter)};
  NTSTATUS Status = Exchange(Miniport, 1, &Transfer);
  if (NT_SUCCESS(Status))
    *Value = Transfer.Input.Response;
  return Status;
}

/* Adds the converter if it takes PCM. */
static NTSTATUS AddConverter(WRT_MINIPORT *Miniport, UCHAR Node, ULONG Capabilities) {
  ULONG Formats, Pcm;
  if (Miniport->ConverterCount == WRT_CONVERTERS_MAX)
    return STATUS_SUCCESS;
  ULONG Source = Capabilities & WIDGET_FORMAT_OVERRIDE ? Node : Miniport->FunctionGroup;
  NTSTATUS Status = GetParameter(Miniport, Source, PARAMETER_STREAM_FORMATS, &Formats);
  if (NT_SUCCESS(Status))
    Status = GetParameter(Miniport, Source, PARAMETER_PCM, &Pcm);
  if (NT_SUCCESS(Status) && (Formats & STREAM_FORMATS_PCM))
    Miniport->Converters[Miniport->ConverterCount++] =
        (WRT_CONVERTER){.Node = Node,
                        .Capture = WIDGET_TYPE(Capabilities) == WIDGET_AUDIO_INPUT,
                        .Digital = (Capabilities & WIDGET_DIGITAL) != 0,
                        .Channels = WIDGET_CHANNELS(Capabilities),
                        .PcmCapabilities = Pcm};
  return Status;
}

/* All widgets in one request: render converters are entered first, then those that capture. */
static NTSTATUS AddConverters(WRT_MINIPORT *Miniport, ULONG First, ULONG Count,
                              HDAUDIO_CODEC_TRANSFER *Transfers) {
  for (ULONG i = 0; i < Count; i++)
    Transfers[i].Output = Verb8(Miniport, First + i, VERB_GET_PARAMETER, PARAMETER_WIDGET);
  NTSTATUS Status = Exchange(Miniport, Count, Transfers);
  for (ULONG Type = WIDGET_AUDIO_OUTPUT; Type <= WIDGET_AUDIO_INPUT; Type++)
    for (ULONG i = 0; NT_SUCCESS(Status) && i < Count; i++)
      if (WIDGET_TYPE(Transfers[i].Input.Response) == Type)
        Status = AddConverter(Miniport, (UCHAR)(First + i), Transfers[i].Input.Response);
  return Status;
}

NTSTATUS WrtDiscover(WRT_MINIPORT *Miniport) {
  ULONG Subnodes = 0, Group = 0;
  Miniport->ConverterCount = 0;
  Miniport->Bus.GetResourceInformation(Miniport->Bus.Context, &Miniport->CodecAddress,
                                       &Miniport->FunctionGroup);
  NTSTATUS Status = GetParameter(Miniport, Miniport->FunctionGroup, PARAMETER_SUBNODES, &Subnodes);
  if (NT_SUCCESS(Status))
    Status = GetParameter(Miniport, Miniport->FunctionGroup, PARAMETER_FUNCTION_GROUP, &Group);
  ULONG First = Subnodes >> 16 & 0xFFu, Count = Subnodes & 0xFFu;
  if (!NT_SUCCESS(Status) || Count == 0)
    return Status;
  Miniport->OutputDelay = Group & DELAY_MASK;
  Miniport->InputDelay = Group >> INPUT_DELAY_SHIFT & DELAY_MASK;
  if (First + Count > NODES_MAX)
    return STATUS_DEVICE_CONFIGURATION_ERROR;
  HDAUDIO_CODEC_TRANSFER *Transfers = (HDAUDIO_CODEC_TRANSFER *)ExAllocatePool2(
      POOL_FLAG_NON_PAGED, Count * sizeof *Transfers, WRT_TAG);
  if (Transfers == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = AddConverters(Miniport, First, Count, Transfers);
  ExFreePoolWithTag(Transfers, WRT_TAG);
  return Status;
}

/* A converter of several that share a stream takes the channels after those of the one before. */
static ULONG FillProgram(const WRT_STREAM *Stream, UCHAR StreamId,
                         HDAUDIO_CODEC_TRANSFER *Transfers) {
  const WRT_MINIPORT *Miniport = Stream->Miniport;
  ULONG Count = 0, Channel = 0;
  for (ULONG i = 0; i < Stream->ConverterCount; i++) {
    const WRT_CONVERTER *Converter = &Miniport->Converters[Stream->FirstConverter + i];
    Transfers[Count++].Output = Verb8(Miniport, Converter->Node, VERB_SET_POWER_STATE, POWER_D0);
    Transfers[Count++].Output =
        Verb16(Miniport, Converter->Node, VERB_SET_FORMAT, Stream->ConverterFormat.ConverterFormat);
    Transfers[Count++].Output =
        Verb8(Miniport, Converter->Node, VERB_SET_STREAM_CHANNEL, (ULONG)StreamId << 4 | Channel);
    Channel += Converter->Channels;
  }
  return Count;
}

NTSTATUS WrtProgramConverters(WRT_STREAM *Stream, UCHAR StreamId) {
  HDAUDIO_CODEC_TRANSFER Transfers[VERBS_PER_CONVERTER * WRT_STREAM_CONVERTERS_MAX];
  Stream->ConvertersOnLink = TRUE;
  return Exchange(Stream->Miniport, FillProgram(Stream, StreamId, Transfers), Transfers);
}

VOID WrtSilenceConverters(WRT_STREAM *Stream) {
  HDAUDIO_CODEC_TRANSFER Transfers[WRT_STREAM_CONVERTERS_MAX];
  WRT_MINIPORT *Miniport = Stream->Miniport;
  Stream->IsPrepared = FALSE;
  if (!Stream->ConvertersOnLink || Miniport->Removed)
    return;
  Stream->ConvertersOnLink = FALSE;
  for (ULONG i = 0; i < Stream->ConverterCount; i++)
    Transfers[i].Output = Verb8(Miniport, Miniport->Converters[Stream->FirstConverter + i].Node,
                                VERB_SET_STREAM_CHANNEL, 0);
  (void)Exchange(Miniport, Stream->ConverterCount, Transfers);
}
