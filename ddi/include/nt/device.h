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

#define IRP_MJ_CREATE 0x00
#define IRP_MJ_CLOSE 0x02
#define IRP_MJ_READ 0x03
#define IRP_MJ_WRITE 0x04
#define IRP_MJ_DEVICE_CONTROL 0x0E
#define IRP_MJ_INTERNAL_DEVICE_CONTROL 0x0F
#define IRP_MJ_SHUTDOWN 0x10
#define IRP_MJ_CLEANUP 0x12
#define IRP_MJ_POWER 0x16
#define IRP_MJ_SYSTEM_CONTROL 0x17
#define IRP_MJ_PNP 0x1B
#define IRP_MJ_MAXIMUM_FUNCTION 0x1B

typedef NTSTATUS DRIVER_INITIALIZE(struct _DRIVER_OBJECT *DriverObject,
                                   PUNICODE_STRING RegistryPath);
typedef DRIVER_INITIALIZE *PDRIVER_INITIALIZE;
typedef NTSTATUS DRIVER_ADD_DEVICE(struct _DRIVER_OBJECT *DriverObject,
                                   PDEVICE_OBJECT PhysicalDeviceObject);
typedef DRIVER_ADD_DEVICE *PDRIVER_ADD_DEVICE;
typedef NTSTATUS DRIVER_DISPATCH(PDEVICE_OBJECT DeviceObject, struct _IRP *Irp);
typedef DRIVER_DISPATCH *PDRIVER_DISPATCH;
typedef VOID DRIVER_STARTIO(PDEVICE_OBJECT DeviceObject, struct _IRP *Irp);
typedef DRIVER_STARTIO *PDRIVER_STARTIO;
typedef VOID DRIVER_UNLOAD(struct _DRIVER_OBJECT *DriverObject);
typedef DRIVER_UNLOAD *PDRIVER_UNLOAD;

typedef struct _DRIVER_EXTENSION {
  struct _DRIVER_OBJECT *DriverObject;
  PDRIVER_ADD_DEVICE AddDevice;
  ULONG Count;
  UNICODE_STRING ServiceKeyName;
} DRIVER_EXTENSION, *PDRIVER_EXTENSION;

typedef struct _DRIVER_OBJECT {
  CSHORT Type;
  CSHORT Size;
  PDEVICE_OBJECT DeviceObject; /* the one created last */
  ULONG Flags;
  PVOID DriverStart;
  ULONG DriverSize;
  PVOID DriverSection;
  PDRIVER_EXTENSION DriverExtension;
  UNICODE_STRING DriverName;
  PUNICODE_STRING HardwareDatabase;
  PVOID FastIoDispatch;
  PDRIVER_INITIALIZE DriverInit;
  PDRIVER_STARTIO DriverStartIo;
  PDRIVER_UNLOAD DriverUnload;
  PDRIVER_DISPATCH MajorFunction[IRP_MJ_MAXIMUM_FUNCTION + 1];
} DRIVER_OBJECT, *PDRIVER_OBJECT;

/* The extension is zeroed and goes with the device; DeviceName is not used. */
NTSTATUS IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                        PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                        ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                        PDEVICE_OBJECT *DeviceObject);
VOID IoDeleteDevice(PDEVICE_OBJECT DeviceObject);
/* The device that was on top of TargetDevice's stack and now is right below SourceDevice. */
PDEVICE_OBJECT IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
                                           PDEVICE_OBJECT TargetDevice);
VOID IoDetachDevice(PDEVICE_OBJECT TargetDevice);
PDEVICE_OBJECT IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject);

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
C_ASSERT(sizeof(DRIVER_OBJECT) == 0x150);
DDI_ASSERT_AT(DRIVER_OBJECT, DriverExtension, 0x30);
DDI_ASSERT_AT(DRIVER_OBJECT, DriverUnload, 0x68);
DDI_ASSERT_AT(DRIVER_OBJECT, MajorFunction, 0x70);
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
