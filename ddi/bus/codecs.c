/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codecs and their function groups: one child for each. All codecs are asked at the same time, so
 * that the whole takes few link frames.
 */
#include "bus.h"

#define GET_PARAMETER 0xF00u
#define PARAMETER_SUBORDINATE_NODES 0x04u /* 23:16 first node, 7:0 count */
#define PARAMETER_FUNCTION_GROUP_TYPE 0x05u
#define TYPE_AUDIO 0x01u
#define TYPE_MODEM 0x02u
#define ROOT_NODE 0u
#define NODE_MAX 0x7Fu

/* One codec while it is asked. */
typedef struct _PROBE {
  UCHAR CodecAddress;
  UCHAR FirstNode;
  UCHAR NodeCount;
  HDAUDIO_CODEC_TRANSFER Root;
  PHDAUDIO_CODEC_TRANSFER Nodes;
  LIST_ENTRY Queue;
  BUS_TRANSFER Transfer;
} PROBE;

static PVOID Allocate(SIZE_T Bytes) { return ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, BUS_TAG); }

static HDAUDIO_CODEC_TRANSFER Ask(UCHAR CodecAddress, UCHAR Node, UCHAR Parameter) {
  HDAUDIO_CODEC_TRANSFER Transfer = {.Output = {.Command = 0}};
  Transfer.Output.Verb8.CodecAddress = CodecAddress & 0xFu;
  Transfer.Output.Verb8.Node = Node;
  Transfer.Output.Verb8.VerbId = GET_PARAMETER;
  Transfer.Output.Verb8.Data = Parameter;
  return Transfer;
}

/* Sends to all that have something to send, then waits for all of them. */
static VOID Exchange(BUS_ADAPTER *Adapter, PROBE *Probes, ULONG Count) {
  for (ULONG i = 0; i < Count; i++)
    if (Probes[i].Transfer.Count != 0)
      (void)BusSubmitTransfer(Adapter, &Probes[i].Queue, &Probes[i].Transfer);
  for (ULONG i = 0; i < Count; i++)
    if (Probes[i].Transfer.Count != 0)
      (void)BusAwaitTransfer(&Probes[i].Transfer);
}

static VOID StartProbe(PROBE *Probe, PHDAUDIO_CODEC_TRANSFER Elements, ULONG Count) {
  InitializeListHead(&Probe->Queue);
  BusInitializeTransfer(&Probe->Transfer, Elements, Count, NULL, NULL);
}

/* How many nodes there are to ask in all. A codec that is silent or talks nonsense has none. */
static ULONG ReadRoots(PROBE *Probes, ULONG Count) {
  ULONG Nodes = 0;
  for (ULONG i = 0; i < Count; i++) {
    HDAUDIO_CODEC_RESPONSE Answer = Probes[i].Root.Input;
    Probes[i].FirstNode = (UCHAR)(Answer.Response >> 16);
    Probes[i].NodeCount = (UCHAR)Answer.Response;
    if (!Answer.IsValid || Probes[i].FirstNode == ROOT_NODE ||
        Probes[i].FirstNode + Probes[i].NodeCount > NODE_MAX + 1)
      Probes[i].NodeCount = 0;
    Nodes += Probes[i].NodeCount;
  }
  return Nodes;
}

static VOID AskNodes(PROBE *Probes, ULONG Count, PHDAUDIO_CODEC_TRANSFER Elements) {
  for (ULONG i = 0; i < Count; i++) {
    Probes[i].Nodes = Elements;
    for (UCHAR Node = 0; Node < Probes[i].NodeCount; Node++)
      *Elements++ = Ask(Probes[i].CodecAddress, (UCHAR)(Probes[i].FirstNode + Node),
                        PARAMETER_FUNCTION_GROUP_TYPE);
    StartProbe(&Probes[i], Probes[i].Nodes, Probes[i].NodeCount);
  }
}

static BOOLEAN IsFunctionGroup(HDAUDIO_CODEC_RESPONSE Answer) {
  UCHAR Type = (UCHAR)Answer.Response;
  return Answer.IsValid && (Type == TYPE_AUDIO || Type == TYPE_MODEM);
}

static VOID AddChildren(BUS_ADAPTER *Adapter, const PROBE *Probe) {
  for (UCHAR i = 0; i < Probe->NodeCount; i++) {
    if (!IsFunctionGroup(Probe->Nodes[i].Input))
      continue;
    Adapter->Children[Adapter->ChildCount++] = (BUS_FUNCTION_GROUP){
        .CodecAddress = Probe->CodecAddress, .Node = (UCHAR)(Probe->FirstNode + i)};
  }
}

/* `Nodes` elements follow each other, codec by codec. */
static NTSTATUS FindChildren(BUS_ADAPTER *Adapter, PROBE *Probes, ULONG Count, ULONG Nodes) {
  if (Nodes == 0)
    return STATUS_SUCCESS;
  PHDAUDIO_CODEC_TRANSFER Elements = (PHDAUDIO_CODEC_TRANSFER)Allocate(Nodes * sizeof *Elements);
  Adapter->Children = (BUS_FUNCTION_GROUP *)Allocate(Nodes * sizeof *Adapter->Children);
  NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;
  if (Elements != NULL && Adapter->Children != NULL) {
    AskNodes(Probes, Count, Elements);
    Exchange(Adapter, Probes, Count);
    for (ULONG i = 0; i < Count; i++)
      AddChildren(Adapter, &Probes[i]);
    Status = STATUS_SUCCESS;
  }
  if (Elements != NULL)
    ExFreePoolWithTag(Elements, BUS_TAG);
  return Status;
}

NTSTATUS BusEnumerateCodecs(BUS_ADAPTER *Adapter) {
  PROBE *Probes = (PROBE *)Allocate(HDA_SDI_LINES_MAX * sizeof *Probes);
  ULONG Count = 0;
  if (Probes == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  for (UCHAR Address = 0; Address < HDA_SDI_LINES_MAX; Address++) {
    if (!BusCodecDetected(Adapter, Address))
      continue;
    PROBE *Probe = &Probes[Count++];
    Probe->CodecAddress = Address;
    Probe->Root = Ask(Address, ROOT_NODE, PARAMETER_SUBORDINATE_NODES);
    StartProbe(Probe, &Probe->Root, 1);
  }
  Exchange(Adapter, Probes, Count);
  NTSTATUS Status = FindChildren(Adapter, Probes, Count, ReadRoots(Probes, Count));
  ExFreePoolWithTag(Probes, BUS_TAG);
  return Status;
}

VOID BusForgetCodecs(BUS_ADAPTER *Adapter) {
  if (Adapter->Children != NULL)
    ExFreePoolWithTag(Adapter->Children, BUS_TAG);
  Adapter->Children = NULL;
}

BOOLEAN BusCodecDetected(const BUS_ADAPTER *Adapter, UCHAR CodecAddress) {
  return ((ULONG)Adapter->CodecMask >> CodecAddress) & 1u;
}

/* A controller without any function group can still be used: its only client stands for none, with
 * the root node, which is never a function group, as its node. */
NTSTATUS BusBindClient(BUS_CLIENT *Client, ULONG Child) {
  const BUS_ADAPTER *Adapter = Client->Adapter;
  InitializeListHead(&Client->Transfers);
  if (Child < Adapter->ChildCount) {
    Client->FunctionGroup = Adapter->Children[Child];
    return STATUS_SUCCESS;
  }
  Client->FunctionGroup = (BUS_FUNCTION_GROUP){.CodecAddress = 0, .Node = ROOT_NODE};
  return Child == 0 ? STATUS_SUCCESS : STATUS_NO_SUCH_DEVICE;
}

VOID BusReleaseCodecOf(BUS_CLIENT *Client) {
  BusDropEventCallbacks(Client);
  BusCancelQueue(Client->Adapter, &Client->Transfers);
}
