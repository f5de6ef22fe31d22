/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_ddi_plugin.h: the door through which implementations of the DDI are tested.
 *
 * What is under test is a shared library that exports HdaDdiPluginEntry. It is compiled with
 * `-I ddi/include`; the kernel services it calls (Ke*, Mm*, Ex*, Io*, READ_REGISTER_*) are symbols
 * of the program that loads it. A library brings a bus driver, a WaveRT miniport, a WaveRT port
 * driver, or several of them; the reference implementation, which comes through this same door,
 * stands in for the rest.
 */
#ifndef HDA_DDI_PLUGIN_H
#define HDA_DDI_PLUGIN_H

#include <hdaudio.h>
#include <ntddk.h>
#include <portcls.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HDA_DDI_PLUGIN_ABI 2u

/* The controller as the PCI bus would have described it in the start request. */
typedef struct _HDA_DDI_DEVICE {
  PHYSICAL_ADDRESS BarPhysicalAddress; /* for MmMapIoSpace */
  ULONG BarLength;                     /* bytes */
  ULONG InterruptVector;               /* for IoConnectInterrupt */
  KIRQL InterruptIrql;                 /* DIRQL */
  UCHAR RevisionId;                    /* PCI configuration space */
  USHORT VendorId, DeviceId;
} HDA_DDI_DEVICE, *PHDA_DDI_DEVICE;

/* The bus driver. Every routine is called at PASSIVE_LEVEL. */
typedef struct _HDA_DDI_BUS {
  /* Starts the driver on the controller. On success *Fdo is the value the other routines get. */
  NTSTATUS (*StartDevice)(const HDA_DDI_DEVICE *Device, PVOID *Fdo);
  /* IRP_MN_QUERY_INTERFACE from the function driver of child `Child`: the function groups that the
   * codecs have, 0 = the first, by codec address and then by node. *Status holds
   * STATUS_NOT_SUPPORTED on entry and is left so for an unknown InterfaceType; *Information
   * likewise is only written on success. Every call is a new client. */
  /* clang-format off */
  VOID (*QueryInterface)(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                         USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                         NTSTATUS *Status, ULONG_PTR *Information);
  /* clang-format on */
  /* May be NULL. IRP_MN_SURPRISE_REMOVAL: the controller is gone, its registers read all ones.
   * Clients still give back what they hold, and RemoveDevice follows. */
  VOID (*SurpriseRemoval)(PVOID Fdo);
  /* Stops the driver; afterwards it holds no page, pool block or interrupt. */
  VOID (*RemoveDevice)(PVOID Fdo);
} HDA_DDI_BUS, *PHDA_DDI_BUS;

/* The function driver's side of WaveRT. Every routine is called at PASSIVE_LEVEL. */
typedef struct _HDA_DDI_MINIPORT {
  /* Makes the miniport of the function group `Pdo`, which answers IRP_MN_QUERY_INTERFACE as the bus
   * driver does. The caller gets one reference; Init is the port driver's to call. */
  NTSTATUS (*Create)(PDEVICE_OBJECT Pdo, PMINIPORTWAVERT *Miniport);
  /* May be NULL. The controller is gone or about to be taken away (RT-CLS-002): every stream is
   * stopped and gives up its engine; buffers stay until the port asks for them. */
  VOID (*SurpriseRemoval)(PMINIPORTWAVERT Miniport);
} HDA_DDI_MINIPORT, *PHDA_DDI_MINIPORT;

/* The WaveRT port driver, as far as a client in user mode sees it. PASSIVE_LEVEL. */
typedef struct _HDA_DDI_PORT {
  /* Takes a reference on the miniport and calls its Init. */
  NTSTATUS (*CreateFilter)(PMINIPORTWAVERT Miniport, PVOID *Filter);
  VOID (*DestroyFilter)(PVOID Filter); /* its pins are closed before */
  /* KsCreatePin: NewStream of the miniport. */
  NTSTATUS(*CreatePin)
  (PVOID Filter, ULONG PinId, BOOLEAN Capture, PKSDATAFORMAT DataFormat, PVOID *Pin);
  VOID (*ClosePin)(PVOID Pin);
  /* IOCTL_KS_PROPERTY: `Property` is a KSPROPERTY with what the property appends to it, `Value`
   * what is got or set; lengths in bytes. *BytesReturned is the length of what was written, or what
   * would have been with STATUS_BUFFER_OVERFLOW for a ValueLength of 0. */
  NTSTATUS(*PinProperty)
  (PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value, ULONG ValueLength,
   PULONG BytesReturned);
  /* The object a miniport gets as `PortStream` in NewStream, for callers that do without a pin. The
   * caller gets one reference. */
  NTSTATUS (*CreatePortStream)(PPORTWAVERTSTREAM *PortStream);
} HDA_DDI_PORT, *PHDA_DDI_PORT;

typedef struct _HDA_DDI_PLUGIN {
  ULONG AbiVersion; /* HDA_DDI_PLUGIN_ABI */
  ULONG Size;       /* sizeof(HDA_DDI_PLUGIN) */
  const char *Name;
  const char *Version;
  const HDA_DDI_BUS *Bus; /* each may be NULL: the reference's is taken */
  const HDA_DDI_MINIPORT *Miniport;
  const HDA_DDI_PORT *Port;
} HDA_DDI_PLUGIN, *PHDA_DDI_PLUGIN;

/* NULL if the library does not speak AbiVersion. */
const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion);

#ifdef __cplusplus
}
#endif
#endif
