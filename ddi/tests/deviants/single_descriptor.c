/* SPDX-License-Identifier: Apache-2.0 */
/* A buffer of one page with one notification is one descriptor. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  if (Completions != 1 || Bytes > PAGE_SIZE)
    return __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions);
  Bdl[0].Address.QuadPart = (LONGLONG)(Pages[0] << PAGE_SHIFT);
  Bdl[0].Length = Bytes;
  Bdl[0].InterruptOnCompletion = 1;
  return 1;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
