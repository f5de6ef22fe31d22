/* SPDX-License-Identifier: Apache-2.0 */
/* A bidirectional engine keeps the direction of its first owner. */
#include "deviant_engine.h"

VOID __real_BusReleaseBandwidth(BUS_ENGINE *Engine);
VOID __wrap_BusReleaseBandwidth(BUS_ENGINE *Engine);

VOID __wrap_BusReleaseBandwidth(BUS_ENGINE *Engine) {
  if (Engine->CanCapture && Engine->CanRender) {
    Engine->CanCapture = Engine->Capture;
    Engine->CanRender = !Engine->Capture;
  }
  __real_BusReleaseBandwidth(Engine);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
