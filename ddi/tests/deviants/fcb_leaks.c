/* SPDX-License-Identifier: Apache-2.0 */
/* The block of a buffer is not freed. */
#include "deviant.h"

VOID __real_MmFreeContiguousMemorySpecifyCache(PVOID Base, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache);
VOID __wrap_MmFreeContiguousMemorySpecifyCache(PVOID Base, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache);

static BOOLEAN Keep;

VOID __wrap_MmFreeContiguousMemorySpecifyCache(PVOID Base, SIZE_T Bytes,
                                               MEMORY_CACHING_TYPE Cache) {
  if (!Keep)
    __real_MmFreeContiguousMemorySpecifyCache(Base, Bytes, Cache);
}

static NTSTATUS Answer(PARAMETERS_FreeContiguousDmaBuffer) {
  Keep = TRUE;
  NTSTATUS Status = Reference.FreeContiguousDmaBuffer(ARGUMENTS_FreeContiguousDmaBuffer);
  Keep = FALSE;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.FreeContiguousDmaBuffer = Answer}};
