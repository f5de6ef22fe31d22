/* SPDX-License-Identifier: Apache-2.0 */
/*
 * MDLs and their system mappings.
 *
 * The pages of an MDL are scattered, and simulated memory cannot be mapped a second time in order.
 * A mapping is therefore a copy with a memory of its last common content: whenever time moves, what
 * the driver changed goes to the pages and what hardware changed comes back. An MDL of one page, or
 * of pages that happen to be neighbours, is mapped directly.
 */
#include "nt_internal.h"

#include <stdlib.h>

#define MDL_TAG 0x206C644Du /* "Mdl " */
#define MAX_MDL_BYTES (0xFFFFFFFFu & ~(ULONG)(PAGE_SIZE - 1))

struct live_mdl {
  LIST_ENTRY link;
  MDL *mdl;
  uint8_t *window;           /* copy, NULL when mapped directly or not at all */
  uint8_t *common;           /* content at the last synchronisation */
  MEMORY_CACHING_TYPE cache; /* of the mapping */
};

static LIST_ENTRY live_mdls = {&live_mdls, &live_mdls};
static unsigned window_count;

void nt_mdl_start(void) {
  InitializeListHead(&live_mdls);
  window_count = 0;
}

static struct live_mdl *find(const MDL *mdl) {
  for (PLIST_ENTRY entry = live_mdls.Flink; entry != &live_mdls; entry = entry->Flink) {
    struct live_mdl *live = CONTAINING_RECORD(entry, struct live_mdl, link);
    if (live->mdl == mdl)
      return live;
  }
  return NULL;
}

bool nt_mdl_is_live(const MDL *mdl) { return find(mdl) != NULL; }

bool nt_mdl_address(const void *va, uint64_t *physical, MEMORY_CACHING_TYPE *cache) {
  for (PLIST_ENTRY entry = live_mdls.Flink; entry != &live_mdls; entry = entry->Flink) {
    const struct live_mdl *live = CONTAINING_RECORD(entry, struct live_mdl, link);
    const uint8_t *base = (const uint8_t *)live->mdl->MappedSystemVa;
    if ((live->mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA) == 0 || (const uint8_t *)va < base)
      continue;
    size_t at = (size_t)((const uint8_t *)va - base);
    if (at >= live->mdl->ByteCount)
      continue;
    uint64_t page = (uint64_t)MmGetMdlPfnArray(live->mdl)[at >> PAGE_SHIFT] << PAGE_SHIFT;
    *physical = page + at % PAGE_SIZE;
    *cache = live->cache;
    return true;
  }
  return false;
}

static uint8_t *page_memory(const MDL *mdl, size_t page) {
  uint64_t address = (uint64_t)MmGetMdlPfnArray(mdl)[page] << PAGE_SHIFT;
  return (uint8_t *)hda_sim_mem(nt.sim, address, PAGE_SIZE);
}

static size_t page_count(const MDL *mdl) { return mdl->ByteCount >> PAGE_SHIFT; }

static void sync_page(const struct live_mdl *live, size_t page) {
  uint8_t *memory = page_memory(live->mdl, page);
  uint8_t *window = live->window + page * PAGE_SIZE, *common = live->common + page * PAGE_SIZE;
  if (memcmp(window, common, PAGE_SIZE) != 0)
    for (size_t i = 0; i < PAGE_SIZE; i++)
      if (window[i] != common[i])
        memory[i] = window[i];
  if (memcmp(memory, window, PAGE_SIZE) != 0)
    memcpy(window, memory, PAGE_SIZE);
  memcpy(common, memory, PAGE_SIZE);
}

static void sync_window(const struct live_mdl *live) {
  for (size_t page = 0; page < page_count(live->mdl); page++)
    sync_page(live, page);
}

void nt_sync_mappings(void) {
  if (window_count == 0)
    return;
  for (PLIST_ENTRY entry = live_mdls.Flink; entry != &live_mdls; entry = entry->Flink) {
    struct live_mdl *live = CONTAINING_RECORD(entry, struct live_mdl, link);
    if (live->window != NULL)
      sync_window(live);
  }
}

static void drop_window(struct live_mdl *live) {
  if (live->window != NULL)
    window_count--;
  free(live->window);
  free(live->common);
  live->window = live->common = NULL;
}

static void unmap(struct live_mdl *live) {
  if (live->window != NULL)
    sync_window(live);
  drop_window(live);
  live->mdl->MappedSystemVa = NULL;
  live->mdl->MdlFlags = (CSHORT)(live->mdl->MdlFlags & ~MDL_MAPPED_TO_SYSTEM_VA);
}

static void forget(struct live_mdl *live) {
  drop_window(live);
  (void)RemoveEntryList(&live->link);
  free(live);
}

bool nt_mdl_abandon(const void *block) {
  struct live_mdl *live = find((const MDL *)block);
  if (live != NULL)
    forget(live);
  return live != NULL;
}

void nt_mdl_stop(void) {
  PLIST_ENTRY entry = live_mdls.Flink;
  InitializeListHead(&live_mdls);
  while (entry != &live_mdls) {
    struct live_mdl *live = CONTAINING_RECORD(entry, struct live_mdl, link);
    entry = entry->Flink;
    drop_window(live);
    free(live);
  }
}

static bool is_one_run(const MDL *mdl) {
  const PFN_NUMBER *pfn = MmGetMdlPfnArray(mdl);
  for (size_t i = 1; i < page_count(mdl); i++)
    if (pfn[i] != pfn[0] + i)
      return false;
  return true;
}

static void give_back(const PFN_NUMBER *pfn, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!nt_page_give_back((uint64_t)pfn[i] << PAGE_SHIFT))
      nt_finding("PAGE-BAD-FREE", "physical page %llX is not handed out",
                 (unsigned long long)pfn[i]);
}

static size_t take_pages(PFN_NUMBER *pfn, size_t wanted, uint64_t low, uint64_t high, ULONG flags) {
  uint64_t address = 0;
  if (flags & MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS) {
    if (!nt_pages_take_run(wanted, low, high, 0, &address))
      return 0;
    for (size_t i = 0; i < wanted; i++)
      pfn[i] = (PFN_NUMBER)(address >> PAGE_SHIFT) + i;
    return wanted;
  }
  size_t got = 0;
  while (got < wanted && nt_page_take(low, high, &address))
    pfn[got++] = (PFN_NUMBER)(address >> PAGE_SHIFT);
  return got;
}

static void fill_header(MDL *mdl, size_t pages) {
  size_t bytes = sizeof(MDL) + pages * sizeof(PFN_NUMBER);
  RtlZeroMemory(mdl, sizeof *mdl);
  mdl->Size = (CSHORT)(bytes <= INT16_MAX ? bytes : 0);
  mdl->MdlFlags = MDL_PAGES_LOCKED;
  mdl->ByteCount = (ULONG)(pages << PAGE_SHIFT);
}

PMDL MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
                             PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes,
                             MEMORY_CACHING_TYPE CacheType, ULONG Flags) {
  UNREFERENCED_PARAMETER(SkipBytes);
  UNREFERENCED_PARAMETER(CacheType);
  if (!nt_require_irql_at_most(APC_LEVEL, "MmAllocatePagesForMdlEx"))
    return NULL;
  if (TotalBytes == 0 || TotalBytes > MAX_MDL_BYTES)
    return NULL;
  size_t wanted = BYTES_TO_PAGES(TotalBytes);
  MDL *mdl = (MDL *)nt_pool_allocate(sizeof(MDL) + wanted * sizeof(PFN_NUMBER), MDL_TAG, true);
  if (mdl == NULL)
    return NULL;
  struct live_mdl *live = (struct live_mdl *)calloc(1, sizeof *live);
  PFN_NUMBER *pfn = MmGetMdlPfnArray(mdl);
  size_t got = live == NULL ? 0
                            : take_pages(pfn, wanted, (uint64_t)LowAddress.QuadPart,
                                         (uint64_t)HighAddress.QuadPart, Flags);
  if (got == 0 || (got < wanted && (Flags & MM_ALLOCATE_FULLY_REQUIRED))) {
    give_back(pfn, got);
    free(live);
    ExFreePool(mdl);
    return NULL;
  }
  fill_header(mdl, got);
  live->mdl = mdl;
  InsertTailList(&live_mdls, &live->link);
  if (!(Flags & MM_DONT_ZERO_ALLOCATION))
    for (size_t page = 0; page < got; page++)
      memset(page_memory(mdl, page), 0, PAGE_SIZE);
  return mdl;
}

PMDL MmAllocatePagesForMdl(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
                           PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes) {
  return MmAllocatePagesForMdlEx(LowAddress, HighAddress, SkipBytes, TotalBytes, MmCached, 0);
}

VOID MmFreePagesFromMdl(PMDL MemoryDescriptorList) {
  (void)nt_require_irql_at_most(APC_LEVEL, "MmFreePagesFromMdl");
  struct live_mdl *live = find(MemoryDescriptorList);
  if (live == NULL) {
    nt_finding("MDL-BAD-FREE", "%p is no MDL that owns pages (freed twice, or never allocated)",
               (void *)MemoryDescriptorList);
    return;
  }
  if (MemoryDescriptorList->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA)
    unmap(live);
  give_back(MmGetMdlPfnArray(MemoryDescriptorList), page_count(MemoryDescriptorList));
  forget(live);
}

VOID IoFreeMdl(PMDL Mdl) { ExFreePoolWithTag(Mdl, MDL_TAG); }

PVOID MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
                                   MEMORY_CACHING_TYPE CacheType, PVOID RequestedAddress,
                                   ULONG BugCheckOnFailure, ULONG Priority) {
  UNREFERENCED_PARAMETER(AccessMode);
  UNREFERENCED_PARAMETER(RequestedAddress);
  UNREFERENCED_PARAMETER(BugCheckOnFailure);
  UNREFERENCED_PARAMETER(Priority);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmMapLockedPagesSpecifyCache");
  struct live_mdl *live = find(MemoryDescriptorList);
  if (live == NULL) {
    nt_finding("MDL-UNKNOWN", "mapping of an MDL that owns no pages");
    return NULL;
  }
  if (MemoryDescriptorList->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA) {
    nt_finding("MDL-MAPPED-TWICE", "the MDL has a system mapping already");
    return MemoryDescriptorList->MappedSystemVa;
  }
  void *va = NULL;
  size_t bytes = MemoryDescriptorList->ByteCount;
  if (is_one_run(MemoryDescriptorList)) {
    va = hda_sim_mem(nt.sim, (uint64_t)MmGetMdlPfnArray(MemoryDescriptorList)[0] << PAGE_SHIFT,
                     bytes);
  } else {
    live->window = (uint8_t *)aligned_alloc(PAGE_SIZE, bytes);
    live->common = (uint8_t *)malloc(bytes);
    if (live->window == NULL || live->common == NULL) {
      free(live->window);
      free(live->common);
      live->window = live->common = NULL;
      return NULL;
    }
    window_count++;
    for (size_t page = 0; page < page_count(MemoryDescriptorList); page++) {
      memcpy(live->window + page * PAGE_SIZE, page_memory(MemoryDescriptorList, page), PAGE_SIZE);
    }
    memcpy(live->common, live->window, bytes);
    va = live->window;
  }
  live->cache = CacheType;
  MemoryDescriptorList->MappedSystemVa = va;
  MemoryDescriptorList->MdlFlags =
      (CSHORT)(MemoryDescriptorList->MdlFlags | MDL_MAPPED_TO_SYSTEM_VA);
  return va;
}

VOID MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmUnmapLockedPages");
  struct live_mdl *live = find(MemoryDescriptorList);
  if (live == NULL || BaseAddress == NULL || MemoryDescriptorList->MappedSystemVa != BaseAddress) {
    nt_finding("MDL-NOT-MAPPED", "MmUnmapLockedPages of %p, which maps no such MDL", BaseAddress);
    return;
  }
  unmap(live);
}

PVOID MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority) {
  if (find(Mdl) != NULL && (Mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA))
    return Mdl->MappedSystemVa;
  return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, Priority);
}
