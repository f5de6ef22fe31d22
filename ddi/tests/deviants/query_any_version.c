/* SPDX-License-Identifier: Apache-2.0 */
/* Any version is taken for 0x0100. */
#include "deviant.h"

static VOID Query(PVOID Fdo, ULONG Child, const GUID *InterfaceType, USHORT Size, USHORT Version,
                  PINTERFACE Interface, PVOID InterfaceSpecificData, NTSTATUS *Status,
                  ULONG_PTR *Information) {
  (void)Version;
  ReferenceBus->QueryInterface(Fdo, Child, InterfaceType, Size, HDAUDIO_INTERFACE_VERSION,
                               Interface, InterfaceSpecificData, Status, Information);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Bus = {.QueryInterface = Query}};
