/* SPDX-License-Identifier: Apache-2.0 */
/* The descriptor that ends the buffer does not interrupt. */
#include "deviant_engine.h"

ULONG __real_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);
ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions);

ULONG __wrap_BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages,
                                ULONG Bytes, ULONG Completions) {
  ULONG Count = __real_BusFillDescriptors(Bdl, Pages, Bytes, Completions);
  Bdl[Count - 1].InterruptOnCompletion = 0;
  return Count;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
