/* SPDX-License-Identifier: Apache-2.0 */
/* All clients share one context. */
#include "deviant.h"

static PVOID First;

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (!NT_SUCCESS(*Status))
    return;
  if (First == NULL)
    First = Interface->Context;
  Interface->Context = First;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
