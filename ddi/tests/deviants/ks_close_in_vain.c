/* SPDX-License-Identifier: Apache-2.0 */
/* Closing a pin leaves everything as it is. */
#include "deviant.h"

static VOID Close(PVOID Pin) { UNREFERENCED_PARAMETER(Pin); }

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Port = {.ClosePin = Close}};
