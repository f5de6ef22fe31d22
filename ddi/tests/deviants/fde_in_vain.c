/* SPDX-License-Identifier: Apache-2.0 */
/* FreeDmaEngine succeeds and keeps the engine. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_FreeDmaEngine) {
  if (DeviantEngine(_context, Handle) == NULL || DeviantEngine(_context, Handle)->Buffer != NULL)
    return Reference.FreeDmaEngine(ARGUMENTS_FreeDmaEngine);
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeDmaEngine = Answer}};
