/* SPDX-License-Identifier: Apache-2.0 */
/* The V3 interface comes without the callback routines. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status) && Interface->Size == sizeof(HDAUDIO_BUS_INTERFACE_V3)) {
    PHDAUDIO_BUS_INTERFACE_V3 V3 = (PHDAUDIO_BUS_INTERFACE_V3)(PVOID)Interface;
    V3->RegisterNotificationCallback = NULL;
    V3->UnregisterNotificationCallback = NULL;
  }
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
