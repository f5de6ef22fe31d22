/* SPDX-License-Identifier: Apache-2.0 */
/* A size is rounded down to whole frames only. */
#include "deviant_engine.h"

ULONG __real_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);
ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);

ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested) {
  ULONG Legal = __real_BusBufferBytes(FrameBytes, Count, Requested);
  if (Requested < 2 * HDA_DMA_ALIGNMENT || Requested > 64 * PAGE_SIZE)
    return Legal;
  return (ULONG)Requested / FrameBytes * FrameBytes;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
