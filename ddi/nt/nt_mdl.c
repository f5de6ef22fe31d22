/* SPDX-License-Identifier: Apache-2.0 */
/* MDLs: of pages that they own, and of buffers that are there already. */
#include "nt_mdl.h"

#include <stdlib.h>

#define MDL_TAG 0x206C644Du /* "Mdl " */
#define MAX_MDL_BYTES (0xFFFFFFFFu & ~(ULONG)(PAGE_SIZE - 1))

static LIST_ENTRY live_mdls = {&live_mdls, &live_mdls};

struct nt_mdl *nt_mdl_find(const MDL *mdl) {
  for (PLIST_ENTRY entry = live_mdls.Flink; entry != &live_mdls; entry = entry->Flink) {
    struct nt_mdl *live = CONTAINING_RECORD(entry, struct nt_mdl, link);
    if (live->mdl == mdl)
      return live;
  }
  return NULL;
}

struct nt_mdl *nt_mdl_at(const volatile void *va, size_t *at) {
  for (PLIST_ENTRY entry = live_mdls.Flink; entry != &live_mdls; entry = entry->Flink) {
    struct nt_mdl *live = CONTAINING_RECORD(entry, struct nt_mdl, link);
    *at = (size_t)((uintptr_t)va - (uintptr_t)live->va);
    if (live->va != NULL && *at < live->mdl->ByteCount)
      return live;
  }
  return NULL;
}

bool nt_mdl_is_live(const MDL *mdl) {
  const struct nt_mdl *live = nt_mdl_find(mdl);
  return live != NULL && live->owns_pages;
}

void nt_sync_mappings(void) {
  if (nt.windows == 0)
    return;
  for (PLIST_ENTRY entry = live_mdls.Flink; entry != &live_mdls; entry = entry->Flink)
    nt_mdl_sync(CONTAINING_RECORD(entry, struct nt_mdl, link));
}

static void discard(struct nt_mdl *live) {
  free(live->window);
  free(live->common);
  free(live);
}

static void forget(struct nt_mdl *live) {
  (void)RemoveEntryList(&live->link);
  discard(live);
}

void nt_mdl_stop(void) {
  PLIST_ENTRY entry = live_mdls.Flink;
  InitializeListHead(&live_mdls);
  while (entry != &live_mdls) {
    struct nt_mdl *live = CONTAINING_RECORD(entry, struct nt_mdl, link);
    entry = entry->Flink;
    discard(live);
  }
}

/* A view that is left shows memory that soon is somebody else's. */
static void unmap_before_free(struct nt_mdl *live, const char *service) {
  if (live->va == NULL)
    return;
  nt_finding("MDL-STILL-MAPPED", "%s while the memory is mapped", service);
  nt_mdl_unmap(live);
}

void nt_mdl_memory_goes(const void *block) {
  struct nt_mdl *live = nt_mdl_find((const MDL *)block);
  if (live == NULL)
    return;
  if (live->owns_pages)
    nt_finding("MDL-PAGES-LEAK", "an MDL is freed while it still owns its pages");
  else if (live->mdl->MdlFlags & MDL_PAGES_LOCKED)
    nt_finding("MDL-STILL-LOCKED", "an MDL is freed before MmUnlockPages");
  unmap_before_free(live, "the MDL is freed");
  forget(live);
}

/* An MDL of `bytes` from `va`, without its page numbers. */
static struct nt_mdl *create(const void *va, size_t bytes) {
  size_t pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, bytes);
  size_t size = sizeof(MDL) + pages * sizeof(PFN_NUMBER);
  MDL *mdl = (MDL *)nt_pool_allocate(size, MDL_TAG, true);
  if (mdl == NULL)
    return NULL;
  struct nt_mdl *live = (struct nt_mdl *)calloc(1, sizeof *live);
  if (live == NULL) {
    ExFreePool(mdl);
    return NULL;
  }
  mdl->Size = (CSHORT)(size <= INT16_MAX ? size : 0);
  mdl->StartVa = PAGE_ALIGN(va);
  mdl->ByteOffset = BYTE_OFFSET(va);
  mdl->ByteCount = (ULONG)bytes;
  live->mdl = mdl;
  InsertTailList(&live_mdls, &live->link);
  return live;
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

static void clear_pages(const MDL *mdl) {
  for (size_t page = 0; page < mdl->ByteCount >> PAGE_SHIFT; page++)
    memset(hda_sim_mem(nt.sim, (uint64_t)MmGetMdlPfnArray(mdl)[page] << PAGE_SHIFT, PAGE_SIZE), 0,
           PAGE_SIZE);
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
  struct nt_mdl *live = create(NULL, wanted << PAGE_SHIFT);
  if (live == NULL)
    return NULL;
  PMDL mdl = live->mdl;
  size_t got = take_pages(MmGetMdlPfnArray(mdl), wanted, (uint64_t)LowAddress.QuadPart,
                          (uint64_t)HighAddress.QuadPart, Flags);
  if (got == 0 || (got < wanted && (Flags & MM_ALLOCATE_FULLY_REQUIRED))) {
    give_back(MmGetMdlPfnArray(mdl), got);
    ExFreePool(mdl);
    return NULL;
  }
  live->owns_pages = true;
  mdl->MdlFlags = MDL_PAGES_LOCKED;
  mdl->ByteCount = (ULONG)(got << PAGE_SHIFT);
  if (!(Flags & MM_DONT_ZERO_ALLOCATION))
    clear_pages(mdl);
  return mdl;
}

PMDL MmAllocatePagesForMdl(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
                           PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes) {
  return MmAllocatePagesForMdlEx(LowAddress, HighAddress, SkipBytes, TotalBytes, MmCached, 0);
}

VOID MmFreePagesFromMdl(PMDL MemoryDescriptorList) {
  (void)nt_require_irql_at_most(APC_LEVEL, "MmFreePagesFromMdl");
  if (!nt_memory_is_good(MemoryDescriptorList, "MDL", "MmFreePagesFromMdl"))
    return;
  struct nt_mdl *live = nt_mdl_find(MemoryDescriptorList);
  if (live == NULL || !live->owns_pages) {
    nt_finding("MDL-BAD-FREE", "%p is no MDL that owns pages (freed twice, or never allocated)",
               (void *)MemoryDescriptorList);
    return;
  }
  unmap_before_free(live, "MmFreePagesFromMdl");
  give_back(MmGetMdlPfnArray(MemoryDescriptorList), MemoryDescriptorList->ByteCount >> PAGE_SHIFT);
  forget(live);
}

PMDL IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer, BOOLEAN ChargeQuota,
                   PIRP Irp) {
  UNREFERENCED_PARAMETER(ChargeQuota);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoAllocateMdl");
  struct nt_mdl *live = create(VirtualAddress, Length);
  if (live == NULL)
    return NULL;
  if (Irp != NULL && !SecondaryBuffer)
    Irp->MdlAddress = live->mdl;
  return live->mdl;
}

VOID IoFreeMdl(PMDL Mdl) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "IoFreeMdl");
  ExFreePoolWithTag(Mdl, MDL_TAG);
}

/* Pool is no RAM of the simulated machine: its page numbers lie where no memory answers. */
static void describe(MDL *mdl, SHORT flags) {
  uint8_t *page = (uint8_t *)mdl->StartVa;
  for (size_t i = 0;
       i < ADDRESS_AND_SIZE_TO_SPAN_PAGES(mdl->StartVa, mdl->ByteOffset + mdl->ByteCount); i++) {
    uint64_t physical = (uintptr_t)page;
    MEMORY_CACHING_TYPE cache;
    uint8_t *first = i == 0 ? page + mdl->ByteOffset : page;
    (void)nt_system_address(first, &physical, &cache);
    MmGetMdlPfnArray(mdl)[i] = (PFN_NUMBER)(physical >> PAGE_SHIFT);
    page += PAGE_SIZE;
  }
  mdl->MdlFlags = (CSHORT)(mdl->MdlFlags | flags);
}

static bool describes_buffer(const MDL *mdl, const char *service) {
  if (!nt_memory_is_good(mdl, "MDL", service))
    return false;
  const struct nt_mdl *live = nt_mdl_find(mdl);
  if (live != NULL && !live->owns_pages)
    return true;
  nt_finding("MDL-UNKNOWN", "%s of what is no MDL from IoAllocateMdl", service);
  return false;
}

VOID MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmBuildMdlForNonPagedPool");
  if (!describes_buffer(MemoryDescriptorList, "MmBuildMdlForNonPagedPool"))
    return;
  describe(MemoryDescriptorList, MDL_SOURCE_IS_NONPAGED_POOL);
  MemoryDescriptorList->MappedSystemVa = MmGetMdlVirtualAddress(MemoryDescriptorList);
}

VOID MmProbeAndLockPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode,
                         LOCK_OPERATION Operation) {
  UNREFERENCED_PARAMETER(AccessMode);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmProbeAndLockPages");
  if (describes_buffer(MemoryDescriptorList, "MmProbeAndLockPages"))
    describe(MemoryDescriptorList,
             Operation == IoReadAccess ? MDL_PAGES_LOCKED : MDL_PAGES_LOCKED | MDL_WRITE_OPERATION);
}

VOID MmUnlockPages(PMDL MemoryDescriptorList) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmUnlockPages");
  if (!describes_buffer(MemoryDescriptorList, "MmUnlockPages"))
    return;
  if (!(MemoryDescriptorList->MdlFlags & MDL_PAGES_LOCKED))
    nt_finding("MDL-NOT-LOCKED", "MmUnlockPages of an MDL that is not locked");
  nt_mdl_unmap(nt_mdl_find(MemoryDescriptorList));
  MemoryDescriptorList->MdlFlags =
      (CSHORT)(MemoryDescriptorList->MdlFlags & ~(MDL_PAGES_LOCKED | MDL_WRITE_OPERATION));
}
