/* SPDX-License-Identifier: Apache-2.0 */
/* The pages are taken for one run of memory. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  PFN_NUMBER Run[HDA_DESCRIPTORS_MAX];
  for (ULONG i = 0; i < BYTES_TO_PAGES(Bytes); i++)
    Run[i] = Pages[0] + i;
  return __real_BusFillDescriptors(Bdl, Run, Bytes, Completions);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
