/* SPDX-License-Identifier: Apache-2.0 */
/* Pages are taken above 4 GiB though the controller has 32 address bits. */
#include "deviant.h"

PMDL __real_MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS Low, PHYSICAL_ADDRESS High,
                                    PHYSICAL_ADDRESS Skip, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache,
                                    ULONG Flags);
PMDL __wrap_MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS Low, PHYSICAL_ADDRESS High,
                                    PHYSICAL_ADDRESS Skip, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache,
                                    ULONG Flags);

PMDL __wrap_MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS Low, PHYSICAL_ADDRESS High,
                                    PHYSICAL_ADDRESS Skip, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache,
                                    ULONG Flags) {
  High.QuadPart = INT64_MAX;
  return __real_MmAllocatePagesForMdlEx(Low, High, Skip, Bytes, Cache, Flags);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
