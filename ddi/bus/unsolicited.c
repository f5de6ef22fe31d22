/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unsolicited responses. The tags of a codec are shared by the clients of all its function groups;
 * a response is matched by the codec that sent it and by its tag.
 */
#include "bus.h"

static BUS_EVENT_CALLBACK *CallbacksOf(BUS_CLIENT *Client) {
  return Client->Adapter->EventCallbacks[Client->FunctionGroup.CodecAddress];
}

/* Adapter lock held. Lowest free tag first. */
static NTSTATUS TakeTag(BUS_CLIENT *Client, PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine,
                        PVOID Context, PUCHAR Tag) {
  for (UCHAR i = 0; i < BUS_CODEC_TAGS; i++) {
    BUS_EVENT_CALLBACK *Entry = &CallbacksOf(Client)[i];
    if (Entry->Client != NULL)
      continue;
    *Entry = (BUS_EVENT_CALLBACK){.Client = Client, .Routine = Routine, .Context = Context};
    *Tag = i;
    return STATUS_SUCCESS;
  }
  return STATUS_INSUFFICIENT_RESOURCES; /* DDI-REC-002 */
}

NTSTATUS BusRegisterEventCallback(PVOID _context, PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine,
                                  PVOID Context, PUCHAR Tag) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnterPresent(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Routine == NULL || Tag == NULL)
    return STATUS_INVALID_PARAMETER; /* DDI-REC-006 */
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  Status = TakeTag(Client, Routine, Context, Tag);
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
  return Status;
}

/* Adapter lock held. A tag that another client has is unknown too. */
static NTSTATUS GiveBackTag(BUS_CLIENT *Client, UCHAR Tag) {
  BUS_EVENT_CALLBACK *Entry = &CallbacksOf(Client)[Tag];
  if (Entry->Client != Client)
    return STATUS_INVALID_PARAMETER;
  Entry->Client = NULL;
  return STATUS_SUCCESS;
}

/* DDI-UEC-001: no call is under way when it returns. */
NTSTATUS BusUnregisterEventCallback(PVOID _context, UCHAR Tag) {
  BUS_CLIENT *Client;
  KIRQL Irql;
  NTSTATUS Status = BusEnter(_context, PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Tag >= BUS_CODEC_TAGS)
    return STATUS_INVALID_PARAMETER; /* DDI-UEC-002 */
  Irql = BusHoldDeliveries(Client->Adapter);
  KeAcquireSpinLockAtDpcLevel(&Client->Adapter->Lock);
  Status = GiveBackTag(Client, Tag);
  KeReleaseSpinLockFromDpcLevel(&Client->Adapter->Lock);
  BusResumeDeliveries(Client->Adapter, Irql);
  return Status;
}

VOID BusDeliverUnsolicited(BUS_ADAPTER *Adapter, HDAUDIO_CODEC_RESPONSE Response) {
  BUS_EVENT_CALLBACK Copy = Adapter->EventCallbacks[Response.SDataIn][Response.Unsolicited.Tag];
  if (Copy.Client == NULL)
    return;
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
  Copy.Routine(Response, Copy.Context);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
}

VOID BusDropEventCallbacks(BUS_CLIENT *Client) {
  KIRQL Irql;
  KeAcquireSpinLock(&Client->Adapter->Lock, &Irql);
  for (ULONG i = 0; i < BUS_CODEC_TAGS; i++)
    if (CallbacksOf(Client)[i].Client == Client)
      CallbacksOf(Client)[i].Client = NULL;
  KeReleaseSpinLock(&Client->Adapter->Lock, Irql);
}
