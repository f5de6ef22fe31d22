/* SPDX-License-Identifier: Apache-2.0 */
/* InterfaceDereference does nothing. */
#include "deviant.h"

static VOID Ignore(PVOID Context) { UNREFERENCED_PARAMETER(Context); }

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.InterfaceDereference = Ignore}};
