/* SPDX-License-Identifier: Apache-2.0 */
/* nt/device.h: device objects, driver objects and interfaces. */
#ifndef DDI_NT_DEVICE_H
#define DDI_NT_DEVICE_H

#include <nt/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

struct _IRP;
struct _DEVICE_OBJECT;
struct _DRIVER_OBJECT;

#define DO_BUFFERED_IO 0x00000004u
#define DO_EXCLUSIVE 0x00000008u
#define DO_DIRECT_IO 0x00000010u
#define DO_DEVICE_INITIALIZING 0x00000080u
#define DO_BUS_ENUMERATED_DEVICE 0x00001000u
#define DO_POWER_PAGABLE 0x00002000u
#define DO_POWER_INRUSH 0x00004000u
#define FILE_DEVICE_SECURE_OPEN 0x00000100u
#define FILE_DEVICE_SOUND 0x0000001Du
#define FILE_DEVICE_UNKNOWN 0x00000022u
#define FILE_DEVICE_KS 0x0000002Fu
#define FILE_DEVICE_BUS_EXTENDER 0x0000002Au
typedef ULONG DEVICE_TYPE;

/* Parts that only the I/O manager of Windows uses are kept as room. */
typedef struct DECLSPEC_ALIGN(16) _DEVICE_OBJECT {
  CSHORT Type;
  USHORT Size;
  LONG ReferenceCount;
  struct _DRIVER_OBJECT *DriverObject;
  struct _DEVICE_OBJECT *NextDevice;
  struct _DEVICE_OBJECT *AttachedDevice; /* the one above */
  struct _IRP *CurrentIrp;
  PVOID Timer;
  ULONG Flags;
  ULONG Characteristics;
  PVOID Vpb;
  PVOID DeviceExtension;
  DEVICE_TYPE DeviceType;
  CCHAR StackSize;
  ULONG_PTR Queue[9];
  ULONG AlignmentRequirement;
  ULONG_PTR DeviceQueue[5];
  KDPC Dpc;
  ULONG ActiveThreadCount;
  PVOID SecurityDescriptor;
  KEVENT DeviceLock;
  USHORT SectorSize;
  USHORT Spare1;
  PVOID DeviceObjectExtension;
  PVOID Reserved;
} DEVICE_OBJECT, *PDEVICE_OBJECT;

typedef VOID INTERFACE_REFERENCE_ROUTINE(PVOID Context);
typedef INTERFACE_REFERENCE_ROUTINE *PINTERFACE_REFERENCE;
typedef VOID INTERFACE_DEREFERENCE_ROUTINE(PVOID Context);
typedef INTERFACE_DEREFERENCE_ROUTINE *PINTERFACE_DEREFERENCE;

typedef struct _INTERFACE {
  USHORT Size;
  USHORT Version;
  PVOID Context;
  PINTERFACE_REFERENCE InterfaceReference;
  PINTERFACE_DEREFERENCE InterfaceDereference;
} INTERFACE, *PINTERFACE;

#if DDI_64_BIT
C_ASSERT(sizeof(INTERFACE) == 32);
DDI_ASSERT_AT(INTERFACE, Version, 2);
DDI_ASSERT_AT(INTERFACE, Context, 8);
DDI_ASSERT_AT(INTERFACE, InterfaceReference, 16);
DDI_ASSERT_AT(INTERFACE, InterfaceDereference, 24);
C_ASSERT(sizeof(DEVICE_OBJECT) == 0x150);
DDI_ASSERT_AT(DEVICE_OBJECT, DriverObject, 0x08);
DDI_ASSERT_AT(DEVICE_OBJECT, Flags, 0x30);
DDI_ASSERT_AT(DEVICE_OBJECT, DeviceExtension, 0x40);
DDI_ASSERT_AT(DEVICE_OBJECT, DeviceType, 0x48);
DDI_ASSERT_AT(DEVICE_OBJECT, StackSize, 0x4C);
DDI_ASSERT_AT(DEVICE_OBJECT, Dpc, 0xC8);
DDI_ASSERT_AT(DEVICE_OBJECT, DeviceLock, 0x118);
#endif

#ifdef __cplusplus
}
#endif
#endif
