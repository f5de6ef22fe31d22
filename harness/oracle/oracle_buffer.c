/* SPDX-License-Identifier: Apache-2.0 */
/* Buffer sizes and descriptor lists. */
#include "hda_oracle.h"

#define PAGE ((uint64_t)HDA_ORACLE_PAGE_BYTES)
#define ALIGN ((uint64_t)HDA_ORACLE_ALIGN_BYTES)

static uint64_t divide_up(uint64_t a, uint64_t b) { return a / b + (a % b != 0 ? 1 : 0); }

static uint32_t gcd(uint32_t a, uint32_t b) {
  while (b != 0) {
    const uint32_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

uint32_t hda_oracle_granule(uint32_t block_bytes) {
  if (block_bytes == 0)
    return 0;
  return HDA_ORACLE_ALIGN_BYTES / gcd(HDA_ORACLE_ALIGN_BYTES, block_bytes) * block_bytes;
}

/* Descriptors needed for `count` segments of `segment` bytes: the pages, and one more for a
 * midpoint inside a page. */
static uint64_t descriptors_needed(uint64_t segment, unsigned count) {
  return divide_up(segment * count, PAGE) + (count == 2 && segment % PAGE != 0 ? 1 : 0);
}

uint64_t hda_oracle_buffer_max(uint32_t block_bytes, unsigned count) {
  if (block_bytes == 0 || (count != 1 && count != 2))
    return 0;
  const uint64_t granule = hda_oracle_granule(block_bytes);
  uint64_t segment = HDA_ORACLE_MAX_DESCRIPTORS * PAGE / count / granule * granule;
  while (segment > granule && descriptors_needed(segment, count) > HDA_ORACLE_MAX_DESCRIPTORS) {
    segment -= granule;
  }
  return segment * count;
}

uint64_t hda_oracle_buffer_size(uint32_t block_bytes, unsigned count, uint64_t request) {
  if (block_bytes == 0 || request == 0 || (count != 1 && count != 2))
    return 0;
  const uint64_t granule = hda_oracle_granule(block_bytes);
  const uint64_t max = hda_oracle_buffer_max(block_bytes, count);
  if (request >= max)
    return max;
  /* Nearest multiple of the granule to request / count, a tie goes up: (2r + cg) / 2cg. */
  uint64_t units = (2 * request + count * granule) / (2 * count * granule);
  if (units == 0)
    units = 1;
  /* Two descriptors of at least 128 bytes each are needed. */
  if (units * granule * count < 2 * ALIGN)
    units = divide_up(2 * ALIGN, granule * count);
  return units * granule * count;
}

size_t hda_oracle_descriptors(const uint64_t *pages, uint64_t size, unsigned count,
                              struct hda_oracle_descriptor *list) {
  if (size < 2 * ALIGN || count > 2)
    return 0;
  /* Where a list must be cut besides page boundaries. */
  uint64_t cut = 0;
  if (count == 2) {
    cut = size / 2;
  } else if (size <= PAGE) {
    cut = size / ALIGN / 2 * ALIGN;
  }
  size_t n = 0;
  for (uint64_t at = 0; at < size;) {
    if (n == HDA_ORACLE_MAX_DESCRIPTORS)
      return 0;
    uint64_t end = (at / PAGE + 1) * PAGE;
    if (end > size)
      end = size;
    if (at < cut && end > cut)
      end = cut;
    list[n++] = (struct hda_oracle_descriptor){
        .address = pages[at / PAGE] + at % PAGE,
        .length = (uint32_t)(end - at),
        .ioc = (count != 0 && end == size) || (count == 2 && end == cut),
    };
    at = end;
  }
  return n;
}

/* Are bytes first .. first + length - 1, counted from the first page, at `address` onwards? */
static bool lies_at(const uint64_t *pages, uint64_t first, uint64_t length, uint64_t address) {
  for (uint64_t at = first; at < first + length; at = (at / PAGE + 1) * PAGE) {
    if (pages[at / PAGE] + at % PAGE != address + (at - first))
      return false;
  }
  return true;
}

unsigned hda_oracle_list_check(const struct hda_oracle_descriptor *list, size_t descriptors,
                               const uint64_t *pages, uint64_t offset, uint64_t size,
                               unsigned count) {
  unsigned faults = 0;
  if (descriptors < 2 || descriptors > HDA_ORACLE_MAX_DESCRIPTORS)
    faults |= HDA_ORACLE_LIST_COUNT;
  uint64_t at = 0;
  unsigned hits = 0;
  for (size_t i = 0; i < descriptors; i++) {
    const uint64_t end = at + list[i].length;
    if (list[i].address % ALIGN != 0)
      faults |= HDA_ORACLE_LIST_ALIGN;
    if (list[i].length == 0)
      faults |= HDA_ORACLE_LIST_LENGTH;
    if (end <= size && !lies_at(pages, offset + at, list[i].length, list[i].address)) {
      faults |= HDA_ORACLE_LIST_ORDER;
    }
    if (list[i].ioc) {
      const bool due = (count != 0 && end == size) || (count == 2 && 2 * end == size);
      if (due) {
        hits++;
      } else {
        faults |= HDA_ORACLE_LIST_IOC;
      }
    }
    at = end;
  }
  if (at != size)
    faults |= HDA_ORACLE_LIST_SUM;
  if (hits != count)
    faults |= HDA_ORACLE_LIST_IOC;
  return faults;
}
