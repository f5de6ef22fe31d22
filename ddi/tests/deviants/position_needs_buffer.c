/* SPDX-License-Identifier: Apache-2.0 */
/* The position register is refused before there is a buffer. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_GetLinkPositionRegister) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine != NULL && Engine->Buffer == NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  return Reference.GetLinkPositionRegister(ARGUMENTS_GetLinkPositionRegister);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.GetLinkPositionRegister = Answer}};
