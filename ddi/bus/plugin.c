/* SPDX-License-Identifier: Apache-2.0 */
/* The one exported entry, and the life of the adapter. */
#include "bus.h"

#include "../wavert/plugin_tables.h"

static NTSTATUS StartDevice(const HDA_DDI_DEVICE *Device, PVOID *Fdo) {
  BUS_ADAPTER *Adapter =
      (BUS_ADAPTER *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Adapter, BUS_TAG);
  if (Adapter == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Adapter->Device = *Device;
  KeInitializeSpinLock(&Adapter->Lock);
  KeInitializeSpinLock(&Adapter->DeliveryLock);
  InitializeListHead(&Adapter->Orphans);
  KeInitializeDpc(&Adapter->Dpc, BusDpc, Adapter);
  BusInitializeCommands(Adapter);
  NTSTATUS Status = BusStartController(Adapter);
  if (!NT_SUCCESS(Status)) {
    BusStopController(Adapter);
    ExFreePoolWithTag(Adapter, BUS_TAG);
    return Status;
  }
  *Fdo = Adapter;
  return STATUS_SUCCESS;
}

static VOID SurpriseRemoval(PVOID Fdo) { BusLoseController((BUS_ADAPTER *)Fdo); }

static VOID RemoveDevice(PVOID Fdo) {
  BUS_ADAPTER *Adapter = (BUS_ADAPTER *)Fdo;
  BusDropAllClients(Adapter);
  BusStopController(Adapter);
  BusFreeOrphans(Adapter);
  ExFreePoolWithTag(Adapter, BUS_TAG);
}

static const HDA_DDI_BUS Bus = {
    .StartDevice = StartDevice,
    .QueryInterface = BusQueryInterface,
    .SurpriseRemoval = SurpriseRemoval,
    .RemoveDevice = RemoveDevice,
};

static const HDA_DDI_PLUGIN Plugin = {
    .AbiVersion = HDA_DDI_PLUGIN_ABI,
    .Size = sizeof(HDA_DDI_PLUGIN),
    .Name = "reference",
    .Version = "1.0",
    .Bus = &Bus,
    .Miniport = &WrtMiniportTable,
    .Port = &WrtPortTable,
};

__attribute__((visibility("default"))) const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion) {
  return AbiVersion == HDA_DDI_PLUGIN_ABI ? &Plugin : NULL;
}
