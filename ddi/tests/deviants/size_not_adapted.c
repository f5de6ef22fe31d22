/* SPDX-License-Identifier: Apache-2.0 */
/* A buffer gets the size that was asked for, whatever that is. */
#include "deviant_engine.h"

ULONG __real_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);
ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);

ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested) {
  ULONG Legal = __real_BusBufferBytes(FrameBytes, Count, Requested);
  if (Requested < 2 * HDA_DMA_ALIGNMENT || Requested > 64 * PAGE_SIZE)
    return Legal;
  return (ULONG)Requested;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
