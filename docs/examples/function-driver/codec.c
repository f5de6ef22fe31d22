/* SPDX-License-Identifier: Apache-2.0 */
/* What both function drivers need of the bus driver: the interface and codec commands. */
#include <initguid.h>

#include "function_driver.h"

#define PARAMETER_SUBORDINATE_NODES 0x04
#define PARAMETER_WIDGET_CAPABILITIES 0x09
#define PARAMETER_INPUT_AMPLIFIER 0x0D
#define PARAMETER_OUTPUT_AMPLIFIER 0x12
#define VERB_GET_PARAMETER 0xF00u
#define VERB_SET_STREAM_CHANNEL 0x706u
#define VERB_SET_POWER_STATE 0x705u
/* These two have 16 bits of payload. */
#define VERB_SET_FORMAT 0x2u
#define VERB_SET_AMPLIFIER 0x3u
#define AMPLIFIER_OUTPUT 0x8000u
#define AMPLIFIER_INPUT 0x4000u
#define AMPLIFIER_BOTH_SIDES 0x3000u
#define AMPLIFIER_OFFSET 0x7Fu /* step that changes nothing */
#define WIDGET_TYPE(capabilities) ((capabilities) >> 20 & 0xF)
enum { WIDGET_OUTPUT = 0, WIDGET_INPUT = 1 };

NTSTATUS QueryBusInterface(PDEVICE_OBJECT Pdo, const GUID *Type, USHORT Size,
                           PINTERFACE Interface) {
  KEVENT Done;
  IO_STATUS_BLOCK IoStatus;
  KeInitializeEvent(&Done, NotificationEvent, FALSE);
  PIRP Irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, Pdo, NULL, 0, NULL, &Done, &IoStatus);
  if (Irp == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  PIO_STACK_LOCATION Stack = IoGetNextIrpStackLocation(Irp);
  Stack->MinorFunction = IRP_MN_QUERY_INTERFACE;
  Stack->Parameters.QueryInterface.InterfaceType = Type;
  Stack->Parameters.QueryInterface.Size = Size;
  Stack->Parameters.QueryInterface.Version = 0x0100;
  Stack->Parameters.QueryInterface.Interface = Interface;
  Stack->Parameters.QueryInterface.InterfaceSpecificData = NULL;
  Irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
  NTSTATUS Status = IoCallDriver(Pdo, Irp);
  if (Status == STATUS_PENDING) {
    (void)KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    Status = IoStatus.Status;
  }
  return Status;
}

static BOOLEAN Send(const HDAUDIO_BUS_INTERFACE *Bus, HDAUDIO_CODEC_COMMAND Command,
                    ULONG *Response) {
  HDAUDIO_CODEC_TRANSFER Transfer;
  RtlZeroMemory(&Transfer, sizeof Transfer);
  Transfer.Output = Command;
  NTSTATUS Status = Bus->TransferCodecVerbs(Bus->Context, 1, &Transfer, NULL, NULL);
  *Response = Transfer.Input.Response;
  return (BOOLEAN)(NT_SUCCESS(Status) && Transfer.Input.IsValid);
}

static BOOLEAN Verb8(const HDAUDIO_BUS_INTERFACE *Bus, UCHAR CodecAddress, UCHAR Node, ULONG Verb,
                     UCHAR Data, ULONG *Response) {
  HDAUDIO_CODEC_COMMAND Command;
  Command.Command = 0;
  Command.Verb8.CodecAddress = CodecAddress & 0xF;
  Command.Verb8.Node = Node;
  Command.Verb8.VerbId = Verb & 0xFFF;
  Command.Verb8.Data = Data;
  return Send(Bus, Command, Response);
}

static BOOLEAN Verb16(const HDAUDIO_BUS_INTERFACE *Bus, UCHAR CodecAddress, UCHAR Node, ULONG Verb,
                      USHORT Data) {
  HDAUDIO_CODEC_COMMAND Command;
  ULONG Response;
  Command.Command = 0;
  Command.Verb16.CodecAddress = CodecAddress & 0xF;
  Command.Verb16.Node = Node;
  Command.Verb16.VerbId = Verb & 0xF;
  Command.Verb16.Data = Data;
  return Send(Bus, Command, &Response);
}

BOOLEAN FindConverter(const HDAUDIO_BUS_INTERFACE *Bus, BOOLEAN Capture, UCHAR *CodecAddress,
                      UCHAR *Node) {
  UCHAR Group;
  ULONG Nodes, Capabilities;
  Bus->GetResourceInformation(Bus->Context, CodecAddress, &Group);
  if (!Verb8(Bus, *CodecAddress, Group, VERB_GET_PARAMETER, PARAMETER_SUBORDINATE_NODES, &Nodes))
    return FALSE;
  ULONG First = Nodes >> 16 & 0xFF, Count = Nodes & 0xFF;
  for (ULONG i = First; i < First + Count; i++)
    if (Verb8(Bus, *CodecAddress, (UCHAR)i, VERB_GET_PARAMETER, PARAMETER_WIDGET_CAPABILITIES,
              &Capabilities) &&
        WIDGET_TYPE(Capabilities) == (Capture ? WIDGET_INPUT : WIDGET_OUTPUT)) {
      *Node = (UCHAR)i;
      /* D0 for the function group and its converter. */
      return (BOOLEAN)(Verb8(Bus, *CodecAddress, Group, VERB_SET_POWER_STATE, 0, &Nodes) &&
                       Verb8(Bus, *CodecAddress, *Node, VERB_SET_POWER_STATE, 0, &Nodes));
    }
  return FALSE;
}

/* Amplifiers are muted after a reset. */
static BOOLEAN Unmute(const HDAUDIO_BUS_INTERFACE *Bus, UCHAR CodecAddress, UCHAR Node,
                      BOOLEAN Capture) {
  ULONG Amplifier;
  if (!Verb8(Bus, CodecAddress, Node, VERB_GET_PARAMETER,
             Capture ? PARAMETER_INPUT_AMPLIFIER : PARAMETER_OUTPUT_AMPLIFIER, &Amplifier))
    return FALSE;
  return Verb16(Bus, CodecAddress, Node, VERB_SET_AMPLIFIER,
                (USHORT)((Capture ? AMPLIFIER_INPUT : AMPLIFIER_OUTPUT) | AMPLIFIER_BOTH_SIDES |
                         (Amplifier & AMPLIFIER_OFFSET)));
}

NTSTATUS ProgramConverter(const HDAUDIO_BUS_INTERFACE *Bus, BOOLEAN Capture, UCHAR CodecAddress,
                          UCHAR Node, UCHAR StreamId, HDAUDIO_CONVERTER_FORMAT Format) {
  ULONG Response;
  BOOLEAN Good =
      (BOOLEAN)(Unmute(Bus, CodecAddress, Node, Capture) &&
                Verb16(Bus, CodecAddress, Node, VERB_SET_FORMAT, Format.ConverterFormat) &&
                Verb8(Bus, CodecAddress, Node, VERB_SET_STREAM_CHANNEL, (UCHAR)(StreamId << 4),
                      &Response));
  return Good ? STATUS_SUCCESS : STATUS_IO_TIMEOUT;
}
