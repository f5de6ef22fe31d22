/* SPDX-License-Identifier: Apache-2.0 */
/* The block is cached. */
#include "deviant.h"

PVOID __real_MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS Lowest,
                                                    PHYSICAL_ADDRESS Highest,
                                                    PHYSICAL_ADDRESS Boundary,
                                                    MEMORY_CACHING_TYPE CacheType);
PVOID __wrap_MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS Lowest,
                                                    PHYSICAL_ADDRESS Highest,
                                                    PHYSICAL_ADDRESS Boundary,
                                                    MEMORY_CACHING_TYPE CacheType);

PVOID __wrap_MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS Lowest,
                                                    PHYSICAL_ADDRESS Highest,
                                                    PHYSICAL_ADDRESS Boundary,
                                                    MEMORY_CACHING_TYPE CacheType) {
  if (CacheType == MmWriteCombined)
    CacheType = MmCached;
  return __real_MmAllocateContiguousMemorySpecifyCache(NumberOfBytes, Lowest, Highest, Boundary,
                                                       CacheType);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
