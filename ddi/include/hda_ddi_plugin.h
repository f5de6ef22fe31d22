/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_ddi_plugin.h: the door through which a bus-driver DDI implementation is tested.
 *
 * A DDI under test is a shared library that exports HdaDdiPluginEntry. It is compiled with
 * `-I ddi/include`; the kernel services it calls (Ke*, Mm*, Ex*, Io*, READ_REGISTER_*) are symbols
 * of the program that loads it. The reference driver comes through this same door.
 */
#ifndef HDA_DDI_PLUGIN_H
#define HDA_DDI_PLUGIN_H

#include <hdaudio.h>
#include <ntddk.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HDA_DDI_PLUGIN_ABI 1u

/* The controller as the PCI bus would have described it in the start request. */
typedef struct _HDA_DDI_DEVICE {
  PHYSICAL_ADDRESS BarPhysicalAddress; /* for MmMapIoSpace */
  ULONG BarLength;                     /* bytes */
  ULONG InterruptVector;               /* for IoConnectInterrupt */
  KIRQL InterruptIrql;                 /* DIRQL */
} HDA_DDI_DEVICE, *PHDA_DDI_DEVICE;

typedef struct _HDA_DDI_PLUGIN {
  ULONG AbiVersion; /* HDA_DDI_PLUGIN_ABI */
  ULONG Size;       /* sizeof(HDA_DDI_PLUGIN) */
  const char *Name;
  const char *Version;
  /* Starts the driver on the controller, at PASSIVE_LEVEL. On success *Fdo is the value the other
   * two routines get. */
  NTSTATUS (*StartDevice)(const HDA_DDI_DEVICE *Device, PVOID *Fdo);
  /* IRP_MN_QUERY_INTERFACE from the function driver of child `Child` (0 = first), at
   * PASSIVE_LEVEL. *Status holds STATUS_NOT_SUPPORTED on entry and is left so for an unknown
   * InterfaceType; *Information likewise is only written on success. Every call is a new client. */
  /* clang-format off */
  VOID (*QueryInterface)(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size,
                         USHORT Version, PINTERFACE Interface, PVOID InterfaceSpecificData,
                         NTSTATUS *Status, ULONG_PTR *Information);
  /* clang-format on */
  /* Stops the driver, at PASSIVE_LEVEL; afterwards it holds no page, pool block or interrupt. */
  VOID (*RemoveDevice)(PVOID Fdo);
} HDA_DDI_PLUGIN, *PHDA_DDI_PLUGIN;

/* NULL if the library does not speak AbiVersion. */
const HDA_DDI_PLUGIN *HdaDdiPluginEntry(ULONG AbiVersion);

#ifdef __cplusplus
}
#endif
#endif
