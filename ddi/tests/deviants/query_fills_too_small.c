/* SPDX-License-Identifier: Apache-2.0 */
/* An interface is written that is larger than was asked for. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType,
                               Size >= sizeof(INTERFACE) ? sizeof(HDAUDIO_BUS_INTERFACE_V3) : Size,
                               Version, Interface, InterfaceSpecificData, Status, Information);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
