/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of a plain buffer are played in the opposite order. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  PFN_NUMBER Reversed[HDA_DESCRIPTORS_MAX];
  ULONG Total = BYTES_TO_PAGES(Bytes);
  for (ULONG i = 0; i < Total; i++)
    Reversed[i] = Pages[Completions == 0 ? Total - 1 - i : i];
  return __real_BusFillDescriptors(Bdl, Reversed, Bytes, Completions);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
