/* SPDX-License-Identifier: Apache-2.0 */
/* Two clients get the same engine. */
#include "deviant.h"

static HANDLE First;
static PVOID Owner;

static NTSTATUS Answer(PARAMETERS_AllocateRenderDmaEngine) {
  NTSTATUS Status = Reference.AllocateRenderDmaEngine(ARGUMENTS_AllocateRenderDmaEngine);
  if (NT_SUCCESS(Status)) {
    First = First != NULL && _context != Owner ? First : *Handle;
    Owner = _context;
    *Handle = First;
  }
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateRenderDmaEngine = Answer}};
