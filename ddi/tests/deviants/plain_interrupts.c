/* SPDX-License-Identifier: Apache-2.0 */
/* A plain buffer interrupts once a pass. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  return __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions != 0 ? Completions : 1);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
