/* SPDX-License-Identifier: Apache-2.0 */
/* The first descriptor ends 64 bytes late, and the second begins there. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  ULONG Count = __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions);
  if (Bdl[0].Address.QuadPart + Bdl[0].Length == Bdl[1].Address.QuadPart) {
    Bdl[0].Length += HDA_DMA_ALIGNMENT / 2;
    Bdl[1].Length -= HDA_DMA_ALIGNMENT / 2;
    Bdl[1].Address.QuadPart += HDA_DMA_ALIGNMENT / 2;
  }
  return Count;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
