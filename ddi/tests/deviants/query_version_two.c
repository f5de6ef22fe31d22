/* SPDX-License-Identifier: Apache-2.0 */
/* Version of the interface is 0x0200. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status))
    Interface->Version = 0x0200;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
