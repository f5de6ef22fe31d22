/* SPDX-License-Identifier: Apache-2.0 */
/* The last of 256 descriptors is left out, and CBL keeps the length of all. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  ULONG Count = __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions);
  if (Count < 255)
    return Count;
  Bdl[Count - 2].InterruptOnCompletion = 1;
  return Count - 1;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
