/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport leaves the cache type unset. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateBufferWithNotification) {
  MEMORY_CACHING_TYPE Before = CacheType != NULL ? *CacheType : MmCached;
  NTSTATUS Status =
      ReferenceStream->AllocateBufferWithNotification(ARGUMENTS_AllocateBufferWithNotification);
  if (CacheType != NULL)
    *CacheType = Before;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME,
                         .Stream = {.AllocateBufferWithNotification = Answer}};
