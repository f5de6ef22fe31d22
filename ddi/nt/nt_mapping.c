/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Views of the pages of MDLs.
 *
 * The pages of an MDL are scattered, and simulated memory cannot be mapped a second time in order.
 * A view is therefore a copy with a memory of its last common content: whenever time moves, what
 * the driver changed goes to the pages and what hardware changed comes back. An MDL of one page, or
 * of pages that happen to be neighbours, and one of a buffer is mapped directly. The view of the
 * system and those of user mode are at the same address.
 */
#include "nt_mdl.h"

#include <stdlib.h>

static uint8_t *page_memory(const MDL *mdl, size_t page) {
  uint64_t address = (uint64_t)MmGetMdlPfnArray(mdl)[page] << PAGE_SHIFT;
  return (uint8_t *)hda_sim_mem(nt.sim, address, PAGE_SIZE);
}

static size_t page_count(const MDL *mdl) { return mdl->ByteCount >> PAGE_SHIFT; }

static void sync_page(const struct nt_mdl *live, size_t page) {
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

void nt_mdl_sync(const struct nt_mdl *live) {
  if (live->window != NULL)
    for (size_t page = 0; page < page_count(live->mdl); page++)
      sync_page(live, page);
}

static void set_mapped_flag(MDL *mdl, void *system_va) {
  mdl->MdlFlags = (CSHORT)(system_va != NULL ? mdl->MdlFlags | MDL_MAPPED_TO_SYSTEM_VA
                                             : mdl->MdlFlags & ~MDL_MAPPED_TO_SYSTEM_VA);
  if (!(mdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL))
    mdl->MappedSystemVa = system_va;
}

void nt_mdl_unmap(struct nt_mdl *live) {
  nt_mdl_sync(live);
  if (live->window != NULL)
    nt.windows--;
  free(live->window);
  free(live->common);
  live->va = live->window = live->common = NULL;
  live->user_views = 0;
  live->system_view = false;
  set_mapped_flag(live->mdl, NULL);
}

static bool is_one_run(const MDL *mdl) {
  const PFN_NUMBER *pfn = MmGetMdlPfnArray(mdl);
  for (size_t i = 1; i < page_count(mdl); i++)
    if (pfn[i] != pfn[0] + i)
      return false;
  return true;
}

static uint8_t *open_window(struct nt_mdl *live) {
  size_t bytes = live->mdl->ByteCount;
  live->window = (uint8_t *)aligned_alloc(PAGE_SIZE, bytes);
  live->common = (uint8_t *)malloc(bytes);
  if (live->window == NULL || live->common == NULL) {
    free(live->window);
    free(live->common);
    live->window = live->common = NULL;
    return NULL;
  }
  for (size_t page = 0; page < page_count(live->mdl); page++)
    memcpy(live->window + page * PAGE_SIZE, page_memory(live->mdl, page), PAGE_SIZE);
  memcpy(live->common, live->window, bytes);
  nt.windows++;
  return live->window;
}

static uint8_t *open_view(struct nt_mdl *live) {
  if (nt.fail_mapping_in != 0 && --nt.fail_mapping_in == 0)
    return NULL;
  if (!live->owns_pages)
    return (uint8_t *)MmGetMdlVirtualAddress(live->mdl);
  if (is_one_run(live->mdl))
    return (uint8_t *)hda_sim_mem(nt.sim, (uint64_t)MmGetMdlPfnArray(live->mdl)[0] << PAGE_SHIFT,
                                  live->mdl->ByteCount);
  return open_window(live);
}

void nt_fail_mapping(size_t n) { nt.fail_mapping_in = n; }

bool nt_mdl_address(const void *va, uint64_t *physical, MEMORY_CACHING_TYPE *cache) {
  size_t at = 0;
  const struct nt_mdl *live = nt_mdl_at(va, &at);
  if (live == NULL || !live->owns_pages)
    return false;
  *physical =
      ((uint64_t)MmGetMdlPfnArray(live->mdl)[at >> PAGE_SHIFT] << PAGE_SHIFT) + at % PAGE_SIZE;
  *cache = live->cache;
  return true;
}

bool nt_is_mapped(const volatile void *va) {
  uint32_t offset = 0;
  size_t at = 0;
  return nt_mdl_at(va, &at) != NULL || nt_bar_offset(va, &offset);
}

static struct nt_mdl *mappable(const MDL *mdl) {
  if (!nt_memory_is_good(mdl, "MDL", "mapping"))
    return NULL;
  struct nt_mdl *live = nt_mdl_find(mdl);
  if (live == NULL)
    nt_finding("MDL-UNKNOWN", "mapping of what is no live MDL");
  else if (mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL))
    return live;
  else
    nt_finding("MDL-NOT-LOCKED", "mapping of an MDL whose pages are not locked");
  return NULL;
}

PVOID MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
                                   MEMORY_CACHING_TYPE CacheType, PVOID RequestedAddress,
                                   ULONG BugCheckOnFailure, ULONG Priority) {
  UNREFERENCED_PARAMETER(RequestedAddress);
  UNREFERENCED_PARAMETER(BugCheckOnFailure);
  UNREFERENCED_PARAMETER(Priority);
  (void)nt_require_irql_at_most(AccessMode == KernelMode ? DISPATCH_LEVEL : APC_LEVEL,
                                "MmMapLockedPagesSpecifyCache");
  struct nt_mdl *live = mappable(MemoryDescriptorList);
  if (live == NULL)
    return NULL;
  if (AccessMode == KernelMode && live->system_view) {
    nt_finding("MDL-MAPPED-TWICE", "the MDL has a system mapping already");
    return live->va;
  }
  if (live->va == NULL) {
    live->va = open_view(live);
    live->cache = CacheType;
  }
  if (live->va == NULL)
    return NULL;
  if (AccessMode != KernelMode) {
    live->user_views++;
    return live->va;
  }
  live->system_view = true;
  set_mapped_flag(MemoryDescriptorList, live->va);
  return live->va;
}

VOID MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList) {
  if (!nt_memory_is_good(MemoryDescriptorList, "MDL", "MmUnmapLockedPages"))
    return;
  struct nt_mdl *live = nt_mdl_find(MemoryDescriptorList);
  if (live == NULL || BaseAddress == NULL || live->va != BaseAddress) {
    nt_finding("MDL-NOT-MAPPED", "MmUnmapLockedPages of %p, which maps no such MDL", BaseAddress);
    return;
  }
  (void)nt_require_irql_at_most(live->user_views != 0 ? APC_LEVEL : DISPATCH_LEVEL,
                                "MmUnmapLockedPages");
  if (live->user_views + live->system_view == 1) {
    nt_mdl_unmap(live);
  } else if (live->user_views != 0) {
    live->user_views--;
  }
}

PVOID MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority) {
  const struct nt_mdl *live = nt_mdl_find(Mdl);
  if (live != NULL && (Mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)))
    return Mdl->MappedSystemVa;
  return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, Priority);
}
