/* SPDX-License-Identifier: Apache-2.0 */
/* SetDmaEngineState waits on an event. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_SetDmaEngineState) {
  KEVENT Never;
  LARGE_INTEGER Timeout = {.QuadPart = -100};
  KeInitializeEvent(&Never, NotificationEvent, FALSE);
  (void)KeWaitForSingleObject(&Never, Executive, KernelMode, FALSE, &Timeout);
  return Reference.SetDmaEngineState(ARGUMENTS_SetDmaEngineState);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetDmaEngineState = Answer}};
