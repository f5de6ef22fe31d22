/* SPDX-License-Identifier: Apache-2.0 */
/* Bandwidth of a freed engine is not given back. */
#include "deviant_engine.h"

VOID __wrap_BusReleaseBandwidth(BUS_ENGINE *Engine);

VOID __wrap_BusReleaseBandwidth(BUS_ENGINE *Engine) { Engine->LineBits = 0; }

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
