/* SPDX-License-Identifier: Apache-2.0 */
/* A freed buffer stays programmed: SDnBDPL keeps the address of the list. */
#include "deviant_engine.h"

VOID __real_BusStreamForget(BUS_ENGINE *Engine);
VOID __wrap_BusStreamForget(BUS_ENGINE *Engine);

VOID __wrap_BusStreamForget(BUS_ENGINE *Engine) {
  (void)Engine;
  (void)__real_BusStreamForget;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
