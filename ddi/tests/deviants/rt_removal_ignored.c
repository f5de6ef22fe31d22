/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport does nothing when the controller is taken away. */
#include "deviant.h"

static VOID Ignore(PMINIPORTWAVERT Miniport) { UNREFERENCED_PARAMETER(Miniport); }

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Miniport = {.SurpriseRemoval = Ignore}};
