/* SPDX-License-Identifier: Apache-2.0 */
/* The BDL interface comes without its last routine. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status) && Interface->Size == sizeof(HDAUDIO_BUS_INTERFACE_BDL))
    ((PHDAUDIO_BUS_INTERFACE_BDL)(PVOID)Interface)->GetResourceInformation = NULL;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
