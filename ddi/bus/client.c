/* SPDX-License-Identifier: Apache-2.0 */
/* Clients: interface query, contexts and their reference counts. */
#include "bus.h"

/* Every live context. A context that is not in the list is never dereferenced. */
static LIST_ENTRY Clients = {&Clients, &Clients};
static KSPIN_LOCK ClientsLock;

static NTSTATUS CreateClient(BUS_ADAPTER *Adapter, ULONG Child, BUS_CLIENT **Created) {
  BUS_CLIENT *Client = (BUS_CLIENT *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Client, BUS_TAG);
  if (Client == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Client->Adapter = Adapter;
  InitializeListHead(&Client->Detached);
  Client->References = 1; /* on behalf of who asked, DDI-QI-009 */
  NTSTATUS Status = BusBindClient(Client, Child);
  if (!NT_SUCCESS(Status)) {
    ExFreePoolWithTag(Client, BUS_TAG);
    return Status;
  }
  KIRQL Irql;
  KeAcquireSpinLock(&ClientsLock, &Irql);
  InsertTailList(&Clients, &Client->Link);
  KeReleaseSpinLock(&ClientsLock, Irql);
  *Created = Client;
  return STATUS_SUCCESS;
}

/* Lock held. */
static BUS_CLIENT *FindClient(PVOID Context) {
  for (PLIST_ENTRY Entry = Clients.Flink; Entry != &Clients; Entry = Entry->Flink) {
    BUS_CLIENT *Client = CONTAINING_RECORD(Entry, BUS_CLIENT, Link);
    if (Client == Context)
      return Client;
  }
  return NULL;
}

VOID BusQueryInterface(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                       USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                       NTSTATUS *Status, ULONG_PTR *Information) {
  UNREFERENCED_PARAMETER(InterfaceSpecificData);
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)Fdo;
  const BUS_INTERFACE *Offered = BusFindInterface(InterfaceType);
  if (Offered == NULL)
    return; /* DDI-QI-011 */
  if (Size < Offered->Size || Version != HDAUDIO_INTERFACE_VERSION) {
    *Status = STATUS_INVALID_BUFFER_SIZE; /* DDI-QI-012, DDI-QI-014 */
    return;
  }
  if (Adapter->Removed) {
    *Status = STATUS_NO_SUCH_DEVICE;
    return;
  }
  if (Interface == NULL) {
    *Status = STATUS_INVALID_PARAMETER;
    return;
  }
  BusFreeOrphans(Adapter);
  BUS_CLIENT *Client;
  NTSTATUS Created = CreateClient(Adapter, Child, &Client);
  if (!NT_SUCCESS(Created)) {
    *Status = Created;
    return;
  }
  BusFillInterface(Offered, Client, Interface);
  *Status = STATUS_SUCCESS;
  *Information = 0;
}

NTSTATUS BusEnter(PVOID Context, KIRQL HighestIrql, BUS_CLIENT **Client) {
  if (KeGetCurrentIrql() > HighestIrql)
    return STATUS_UNSUCCESSFUL;
  KIRQL Irql;
  KeAcquireSpinLock(&ClientsLock, &Irql);
  *Client = FindClient(Context);
  KeReleaseSpinLock(&ClientsLock, Irql);
  return *Client != NULL ? STATUS_SUCCESS : STATUS_NO_SUCH_DEVICE;
}

NTSTATUS BusEnterPresent(PVOID Context, KIRQL HighestIrql, BUS_CLIENT **Client) {
  NTSTATUS Status = BusEnter(Context, HighestIrql, Client);
  return NT_SUCCESS(Status) && (*Client)->Adapter->Removed ? STATUS_NO_SUCH_DEVICE : Status;
}

VOID BusInterfaceReference(PVOID Context) {
  BUS_CLIENT *Client;
  if (NT_SUCCESS(BusEnter(Context, DISPATCH_LEVEL, &Client)))
    (void)InterlockedIncrement(&Client->References);
}

static VOID DestroyClient(BUS_CLIENT *Client) {
  BUS_ADAPTER *Adapter = Client->Adapter;
  LIST_ENTRY Taken;
  KIRQL Irql;
  InitializeListHead(&Taken);
  KeAcquireSpinLock(&ClientsLock, &Irql);
  (void)RemoveEntryList(&Client->Link);
  KeReleaseSpinLock(&ClientsLock, Irql);
  Irql = BusHoldDeliveries(Adapter);
  BusReleaseCodecOf(Client);
  KeAcquireSpinLockAtDpcLevel(&Adapter->Lock);
  BusReleaseEnginesOf(Client, &Taken);
  KeReleaseSpinLockFromDpcLevel(&Adapter->Lock);
  BusResumeDeliveries(Adapter, Irql);
  BusFreeRegistrations(&Taken);
  ExFreePoolWithTag(Client, BUS_TAG);
  if (KeGetCurrentIrql() == PASSIVE_LEVEL)
    BusFreeOrphans(Adapter);
}

/* The last reference takes the client's engines with it. */
VOID BusInterfaceDereference(PVOID Context) {
  BUS_CLIENT *Client;
  if (!NT_SUCCESS(BusEnter(Context, DISPATCH_LEVEL, &Client)))
    return;
  if (InterlockedDecrement(&Client->References) == 0)
    DestroyClient(Client);
}

static BUS_CLIENT *AnyClientOf(const BUS_ADAPTER *Adapter) {
  BUS_CLIENT *Found = NULL;
  KIRQL Irql;
  KeAcquireSpinLock(&ClientsLock, &Irql);
  for (PLIST_ENTRY Entry = Clients.Flink; Entry != &Clients && Found == NULL; Entry = Entry->Flink)
    if (CONTAINING_RECORD(Entry, BUS_CLIENT, Link)->Adapter == Adapter)
      Found = CONTAINING_RECORD(Entry, BUS_CLIENT, Link);
  KeReleaseSpinLock(&ClientsLock, Irql);
  return Found;
}

/* What is called back at the end of one client may end another. */
VOID BusDropAllClients(BUS_ADAPTER *Adapter) {
  BUS_CLIENT *Client;
  while ((Client = AnyClientOf(Adapter)) != NULL)
    DestroyClient(Client);
}
