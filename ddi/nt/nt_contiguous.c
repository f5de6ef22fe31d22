/* SPDX-License-Identifier: Apache-2.0 */
/* Physically contiguous memory: its system address is the simulated memory itself. */
#include "nt_internal.h"

#include <stdlib.h>

struct block {
  LIST_ENTRY link;
  uint8_t *va;
  uint64_t address;
  size_t pages;
  MEMORY_CACHING_TYPE cache;
};

static LIST_ENTRY blocks = {&blocks, &blocks};

static struct block *find(const void *va) {
  const uint8_t *byte = (const uint8_t *)va;
  for (PLIST_ENTRY entry = blocks.Flink; entry != &blocks; entry = entry->Flink) {
    struct block *block = CONTAINING_RECORD(entry, struct block, link);
    if (byte >= block->va && byte < block->va + (block->pages << PAGE_SHIFT))
      return block;
  }
  return NULL;
}

bool nt_system_address(const void *va, uint64_t *physical, MEMORY_CACHING_TYPE *cache) {
  const struct block *block = find(va);
  if (block == NULL)
    return nt_mdl_address(va, physical, cache);
  *physical = block->address + (uint64_t)((const uint8_t *)va - block->va);
  *cache = block->cache;
  return true;
}

void nt_contiguous_stop(void) {
  while (!IsListEmpty(&blocks))
    free(CONTAINING_RECORD(RemoveHeadList(&blocks), struct block, link));
}

PVOID MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
                                             PHYSICAL_ADDRESS LowestAcceptableAddress,
                                             PHYSICAL_ADDRESS HighestAcceptableAddress,
                                             PHYSICAL_ADDRESS BoundaryAddressMultiple,
                                             MEMORY_CACHING_TYPE CacheType) {
  if (!nt_require_irql_at_most(DISPATCH_LEVEL, "MmAllocateContiguousMemorySpecifyCache"))
    return NULL;
  struct block *block = (struct block *)calloc(1, sizeof *block);
  if (block == NULL)
    return NULL;
  block->cache = CacheType;
  block->pages = BYTES_TO_PAGES(NumberOfBytes);
  if (!nt_pages_take_run(block->pages, (uint64_t)LowestAcceptableAddress.QuadPart,
                         (uint64_t)HighestAcceptableAddress.QuadPart,
                         (uint64_t)BoundaryAddressMultiple.QuadPart, &block->address)) {
    free(block);
    return NULL;
  }
  block->va = (uint8_t *)hda_sim_mem(nt.sim, block->address, (uint64_t)block->pages << PAGE_SHIFT);
  InsertTailList(&blocks, &block->link);
  return block->va;
}

PVOID MmAllocateContiguousMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS HighestAcceptableAddress) {
  PHYSICAL_ADDRESS zero = {.QuadPart = 0};
  return MmAllocateContiguousMemorySpecifyCache(NumberOfBytes, zero, HighestAcceptableAddress, zero,
                                                MmCached);
}

VOID MmFreeContiguousMemory(PVOID BaseAddress) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmFreeContiguousMemory");
  struct block *block = find(BaseAddress);
  if (block == NULL || block->va != BaseAddress) {
    nt_finding("CONTIGUOUS-BAD-FREE", "%p is no live block of contiguous memory", BaseAddress);
    return;
  }
  for (size_t i = 0; i < block->pages; i++)
    (void)nt_page_give_back(block->address + ((uint64_t)i << PAGE_SHIFT));
  (void)RemoveEntryList(&block->link);
  free(block);
}

VOID MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes,
                                        MEMORY_CACHING_TYPE CacheType) {
  UNREFERENCED_PARAMETER(CacheType);
  const struct block *block = find(BaseAddress);
  if (block != NULL && block->pages != BYTES_TO_PAGES(NumberOfBytes))
    nt_finding("CONTIGUOUS-BAD-FREE", "the size given differs from the size allocated");
  MmFreeContiguousMemory(BaseAddress);
}

PHYSICAL_ADDRESS MmGetPhysicalAddress(PVOID BaseAddress) {
  uint64_t physical = 0;
  uint32_t offset = 0;
  MEMORY_CACHING_TYPE cache;
  if (nt_bar_offset(BaseAddress, &offset))
    physical = NT_BAR_PHYSICAL + offset;
  else if (!nt_system_address(BaseAddress, &physical, &cache))
    nt_finding("PHYSICAL-UNKNOWN", "MmGetPhysicalAddress of %p, no memory of the machine",
               BaseAddress);
  PHYSICAL_ADDRESS address = {.QuadPart = (LONGLONG)physical};
  return address;
}
