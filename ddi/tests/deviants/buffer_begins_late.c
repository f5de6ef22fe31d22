/* SPDX-License-Identifier: Apache-2.0 */
/* DMA begins 128 bytes behind the start of the first page. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  ULONG Count = __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions);
  if (Bytes % PAGE_SIZE != 0 && Bdl[0].Length > HDA_DMA_ALIGNMENT)
    Bdl[0].Address.QuadPart += HDA_DMA_ALIGNMENT;
  return Count;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
