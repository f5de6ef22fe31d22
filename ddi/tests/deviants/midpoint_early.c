/* SPDX-License-Identifier: Apache-2.0 */
/* The middle of the buffer is taken 128 bytes too early. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  ULONG Count = __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions);
  for (ULONG i = 0; Completions == 2 && i + 1 < Count; i++)
    if (Bdl[i].InterruptOnCompletion && Bdl[i].Length > HDA_DMA_ALIGNMENT &&
        Bdl[i].Address.QuadPart + Bdl[i].Length == Bdl[i + 1].Address.QuadPart) {
      Bdl[i].Length -= HDA_DMA_ALIGNMENT;
      Bdl[i + 1].Length += HDA_DMA_ALIGNMENT;
      Bdl[i + 1].Address.QuadPart -= HDA_DMA_ALIGNMENT;
    }
  return Count;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
