/* SPDX-License-Identifier: Apache-2.0 */
/* A shorter allocation of pages is taken for a whole one. */
#include "deviant_engine.h"

PMDL __real_MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS Low, PHYSICAL_ADDRESS High,
                                    PHYSICAL_ADDRESS Skip, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache,
                                    ULONG Flags);
PMDL __wrap_MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS Low, PHYSICAL_ADDRESS High,
                                    PHYSICAL_ADDRESS Skip, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache,
                                    ULONG Flags);
ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

static ULONG PagesObtained;

PMDL __wrap_MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS Low, PHYSICAL_ADDRESS High,
                                    PHYSICAL_ADDRESS Skip, SIZE_T Bytes, MEMORY_CACHING_TYPE Cache,
                                    ULONG Flags) {
  PMDL Mdl = __real_MmAllocatePagesForMdlEx(Low, High, Skip, Bytes, Cache,
                                            Flags & ~(ULONG)MM_ALLOCATE_FULLY_REQUIRED);
  if (Mdl != NULL) {
    PagesObtained = BYTES_TO_PAGES(MmGetMdlByteCount(Mdl));
    Mdl->ByteCount = (ULONG)Bytes;
  }
  return Mdl;
}

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  PFN_NUMBER Wrapped[HDA_DESCRIPTORS_MAX];
  for (ULONG i = 0; i < BYTES_TO_PAGES(Bytes); i++)
    Wrapped[i] = Pages[i % PagesObtained];
  return __real_BusFillDescriptors(Bdl, Wrapped, Bytes, Completions);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
