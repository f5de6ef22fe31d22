/* SPDX-License-Identifier: Apache-2.0 */
/* A size is rounded up to whole pages. */
#include "deviant_engine.h"

ULONG __real_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);
ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested);

ULONG __wrap_BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested) {
  ULONG Legal = __real_BusBufferBytes(FrameBytes, Count, Requested);
  ULONG Pages = (ULONG)ROUND_TO_PAGES(Legal);
  while (Pages % (FrameBytes * Count) != 0)
    Pages += PAGE_SIZE;
  return Pages <= 64 * PAGE_SIZE ? Pages : Legal;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
