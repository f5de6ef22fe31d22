/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Size of a cyclic buffer and its descriptor list.
 *
 * A segment is what lies between two notifications. It holds whole frames and starts on a
 * 128-byte boundary, so it is a multiple of lcm(128, frame bytes); the multiple nearest to the
 * request is taken, the larger one when two are equally near (DDI-ADBN-013).
 */
#include "bus.h"

#define DESCRIPTORS_MIN 2u

/* lcm(128, FrameBytes), by doubling: 128 is a power of two. */
static ULONG AlignedFrames(ULONG FrameBytes) {
  ULONG Bytes = FrameBytes;
  while (Bytes % HDA_DMA_ALIGNMENT != 0)
    Bytes *= 2;
  return Bytes;
}

/* One descriptor a page, and one more where the midpoint lies inside a page. */
static ULONG DescriptorsNeeded(ULONG Bytes, ULONG Count) {
  ULONG Pages = BYTES_TO_PAGES(Bytes);
  return Pages + (Count == 2 && Bytes / 2 % PAGE_SIZE != 0);
}

ULONG BusBufferBytes(ULONG FrameBytes, ULONG Count, SIZE_T Requested) {
  ULONG Granule = AlignedFrames(FrameBytes) * Count;
  ULONG Largest = HDA_DESCRIPTORS_MAX * PAGE_SIZE / Granule * Granule;
  while (DescriptorsNeeded(Largest, Count) > HDA_DESCRIPTORS_MAX)
    Largest -= Granule;
  if (Requested >= Largest)
    return Largest;
  ULONG Bytes = ((ULONG)Requested + Granule / 2) / Granule * Granule;
  if (Bytes == 0)
    Bytes = Granule;
  /* Two descriptors of 128 bytes are the least that hardware takes (DDI-ADBN-016). */
  while (Bytes < DESCRIPTORS_MIN * HDA_DMA_ALIGNMENT)
    Bytes += Granule;
  return Bytes;
}

/* First offset after `Offset` at which a descriptor has to end. */
static ULONG NextCut(ULONG Offset, ULONG Bytes, ULONG Split) {
  ULONG Cut = (Offset / PAGE_SIZE + 1) * PAGE_SIZE;
  if (Split > Offset && Split < Cut)
    Cut = Split;
  return Cut < Bytes ? Cut : Bytes;
}

ULONG BusFillDescriptors(PHDAUDIO_BUFFER_DESCRIPTOR Bdl, const PFN_NUMBER *Pages, ULONG Bytes,
                         ULONG Completions) {
  ULONG Count = 0, Split = 0;
  if (Completions == 2)
    Split = Bytes / 2;
  else if (Bytes <= PAGE_SIZE) /* one page still needs two descriptors */
    Split = Bytes / 2 / HDA_DMA_ALIGNMENT * HDA_DMA_ALIGNMENT;
  for (ULONG Offset = 0; Offset < Bytes; Count++) {
    ULONG End = NextCut(Offset, Bytes, Split);
    ULONGLONG Page = (ULONGLONG)Pages[Offset / PAGE_SIZE] << PAGE_SHIFT;
    Bdl[Count].Address.QuadPart = (LONGLONG)(Page + Offset % PAGE_SIZE);
    Bdl[Count].Length = End - Offset;
    Bdl[Count].InterruptOnCompletion =
        (Completions >= 1 && End == Bytes) || (Completions == 2 && End == Split);
    Offset = End;
  }
  return Count;
}
