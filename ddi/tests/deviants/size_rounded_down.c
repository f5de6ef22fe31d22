/* SPDX-License-Identifier: Apache-2.0 */
/* A size is rounded down to the legal one below. */
#include "deviant_engine.h"

ULONG __real_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);
ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);

ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested) {
  ULONG Legal = __real_BusBufferBytes(FrameBytes, Count, Requested);
  if (Requested < 2 * HDA_DMA_ALIGNMENT || Requested > 64 * PAGE_SIZE)
    return Legal;
  while (Legal > Requested)
    Legal =
        __real_BusBufferBytes(FrameBytes, Count, Legal - FrameBytes * HDA_DMA_ALIGNMENT * Count);
  return Legal;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
