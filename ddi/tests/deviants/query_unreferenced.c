/* SPDX-License-Identifier: Apache-2.0 */
/* The interface comes without a reference for who asked. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
  if (NT_SUCCESS(*Status)) {
    PVOID Context = Interface->Context;
    Interface->InterfaceReference(Context);
    Interface->InterfaceDereference(Context);
    Interface->InterfaceDereference(Context);
  }
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
