/* SPDX-License-Identifier: Apache-2.0 */
/* A second plain buffer on one handle is refused. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateDmaBuffer) {
  static HANDLE Known;
  if (Handle == Known && Known != NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  NTSTATUS Status = Reference.AllocateDmaBuffer(ARGUMENTS_AllocateDmaBuffer);
  if (NT_SUCCESS(Status))
    Known = Handle;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateDmaBuffer = Answer}};
