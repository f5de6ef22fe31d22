/* SPDX-License-Identifier: Apache-2.0 */
/* Size of the interface is the size that was asked for. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status))
    Interface->Size = (USHORT)(Size + 8);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
