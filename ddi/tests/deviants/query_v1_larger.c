/* SPDX-License-Identifier: Apache-2.0 */
/* The V1 interface says the size of V2. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status) && Interface->Size == sizeof(HDAUDIO_BUS_INTERFACE))
    Interface->Size = sizeof(HDAUDIO_BUS_INTERFACE_V2);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
