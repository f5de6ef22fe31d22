/* SPDX-License-Identifier: Apache-2.0 */
/* nt/io.h: device objects and interfaces. */
#ifndef DDI_NT_IO_H
#define DDI_NT_IO_H

#include <ntdef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _DEVICE_OBJECT DEVICE_OBJECT, *PDEVICE_OBJECT;

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
#endif

#ifdef __cplusplus
}
#endif
#endif
