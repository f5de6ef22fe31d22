/* SPDX-License-Identifier: Apache-2.0 */
/* Every render engine has the same handle. */
#include "deviant.h"

static HANDLE First;

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status)) {
    if (First == NULL)
      First = *Handle;
    *Handle = First;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
