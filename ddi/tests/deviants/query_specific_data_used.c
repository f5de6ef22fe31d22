/* SPDX-License-Identifier: Apache-2.0 */
/* Data that belong to the interface are refused. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  if (InterfaceSpecificData != NULL) {
    *Status = STATUS_INVALID_PARAMETER;
    return;
  }
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, Version, Interface,
                               InterfaceSpecificData, Status, Information);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
