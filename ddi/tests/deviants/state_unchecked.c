/* SPDX-License-Identifier: Apache-2.0 */
/* ROUTINE takes an engine in STATE for one in Reset, and with HIDE for one without a buffer. */
#include "deviant_engine.h"

static NTSTATUS Answer(ROUTINE_PARAMETERS(ROUTINE)) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->State == STATE) {
    Engine->State = ResetState;
    if (HIDE)
      Engine->Buffer = NULL;
  }
  return Reference.ROUTINE(ROUTINE_ARGUMENTS(ROUTINE));
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.ROUTINE = Answer}};
