/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Physical pages.
 *
 * Pages come from the RAM regions of the simulated machine, the highest region first, so that
 * 64-bit addresses are exercised whenever the caller allows them. Inside a region the order is a
 * fixed permutation (a stride prime to the region's size): neighbours in an MDL are not neighbours
 * in memory, and a run gives the same pages every time.
 */
#include "nt_internal.h"

#include <stdlib.h>

#define MAX_REGIONS 4u

struct region {
  uint64_t base; /* of its first whole page */
  size_t pages;
  size_t stride;
  size_t first_free; /* no page before this one in permuted order is free */
  struct page *page; /* by index */
};

enum page_state {
  PAGE_UNTOUCHED,  /* never handed out */
  PAGE_TAKEN,      /* handed out */
  PAGE_GIVEN_BACK, /* was handed out once */
  PAGE_ACCUSED,    /* the hardware touched it when it should not have: said once */
};

struct page {
  enum page_state state;
  const char *taker; /* the call in which it was handed out last, NULL = none */
};

static struct {
  struct region regions[MAX_REGIONS];
  unsigned region_count;
  size_t in_use;
  size_t budget;
} memory;

static size_t greatest_common_divisor(size_t a, size_t b) {
  while (b != 0) {
    size_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static size_t choose_stride(size_t pages) {
  size_t stride = pages / 8 * 5 + 1;
  while (greatest_common_divisor(stride, pages) != 1)
    stride++;
  return stride;
}

void nt_pages_start(void) {
  memory.region_count = 0;
  memory.in_use = 0;
  memory.budget = NT_UNLIMITED;
  struct hda_sim_region found;
  for (unsigned i = 0; i < MAX_REGIONS; i++) {
    if (hda_sim_mem_region(nt.sim, i, &found) != HDA_SIM_OK)
      break;
    uint64_t base = ROUND_TO_PAGES(found.base);
    uint64_t end = (found.base + found.bytes) & ~(uint64_t)(PAGE_SIZE - 1);
    if (end <= base)
      continue;
    size_t pages = (size_t)((end - base) >> PAGE_SHIFT);
    struct page *page = (struct page *)calloc(pages, sizeof *page);
    if (page == NULL)
      break;
    memory.regions[memory.region_count++] =
        (struct region){.base = base, .pages = pages, .stride = choose_stride(pages), .page = page};
  }
}

void nt_pages_stop(void) {
  for (unsigned i = 0; i < memory.region_count; i++)
    free(memory.regions[i].page);
  memory.region_count = 0;
  memory.in_use = 0;
}

size_t nt_pages_in_use(void) { return memory.in_use; }
void nt_set_page_budget(size_t pages) { memory.budget = pages; }

static size_t page_at(const struct region *region, size_t position) {
  return (size_t)((uint64_t)position * region->stride % region->pages);
}

static bool is_taken(const struct region *region, size_t page) {
  return region->page[page].state == PAGE_TAKEN;
}

static bool fits(const struct region *region, size_t page, uint64_t low, uint64_t high) {
  uint64_t address = region->base + ((uint64_t)page << PAGE_SHIFT);
  return address >= low && address + (PAGE_SIZE - 1) <= high;
}

static void take(struct region *region, size_t page) {
  region->page[page] = (struct page){.state = PAGE_TAKEN, .taker = nt_call_name()};
  memory.in_use++;
  if (memory.budget != NT_UNLIMITED)
    memory.budget--;
}

static bool take_from(struct region *region, uint64_t low, uint64_t high, uint64_t *address) {
  bool all_before_taken = true;
  for (size_t position = region->first_free; position < region->pages; position++) {
    size_t page = page_at(region, position);
    if (is_taken(region, page)) {
      if (all_before_taken)
        region->first_free = position + 1;
      continue;
    }
    all_before_taken = false;
    if (!fits(region, page, low, high))
      continue;
    take(region, page);
    *address = region->base + ((uint64_t)page << PAGE_SHIFT);
    return true;
  }
  return false;
}

bool nt_page_take(uint64_t low, uint64_t high, uint64_t *address) {
  if (memory.budget == 0)
    return false;
  for (unsigned i = memory.region_count; i-- > 0;)
    if (take_from(&memory.regions[i], low, high, address))
      return true;
  return false;
}

static bool run_is_usable(const struct region *region, size_t first, size_t count, uint64_t low,
                          uint64_t high, uint64_t boundary) {
  uint64_t start = region->base + ((uint64_t)first << PAGE_SHIFT);
  uint64_t last = start + ((uint64_t)count << PAGE_SHIFT) - 1;
  if (start < low || last > high)
    return false;
  if (boundary != 0 && start / boundary != last / boundary)
    return false;
  for (size_t i = 0; i < count; i++)
    if (is_taken(region, first + i))
      return false;
  return true;
}

bool nt_pages_take_run(size_t count, uint64_t low, uint64_t high, uint64_t boundary,
                       uint64_t *address) {
  if (count == 0 || (memory.budget != NT_UNLIMITED && memory.budget < count))
    return false;
  for (unsigned i = memory.region_count; i-- > 0;) {
    struct region *region = &memory.regions[i];
    for (size_t first = 0; first + count <= region->pages; first++) {
      if (!run_is_usable(region, first, count, low, high, boundary))
        continue;
      for (size_t k = 0; k < count; k++)
        take(region, first + k);
      *address = region->base + ((uint64_t)first << PAGE_SHIFT);
      return true;
    }
  }
  return false;
}

static struct region *region_of(uint64_t address, size_t *page) {
  for (unsigned i = 0; i < memory.region_count; i++) {
    struct region *region = &memory.regions[i];
    if (address < region->base)
      continue;
    *page = (size_t)((address - region->base) >> PAGE_SHIFT);
    if (*page < region->pages)
      return region;
  }
  return NULL;
}

bool nt_page_is_allocated(uint64_t physical_address) {
  size_t page = 0;
  const struct region *region = region_of(physical_address, &page);
  return region != NULL && is_taken(region, page);
}

bool nt_page_give_back(uint64_t address) {
  size_t page = 0;
  struct region *region = region_of(address, &page);
  if (region == NULL || !is_taken(region, page))
    return false;
  region->page[page].state = PAGE_GIVEN_BACK;
  region->first_free = 0;
  memory.in_use--;
  return true;
}

static bool is_wrong(const struct page *page) {
  return page->state == PAGE_GIVEN_BACK || (page->state == PAGE_UNTOUCHED && nt_iospace_in_use());
}

void nt_pages_touched(uint64_t address, uint64_t bytes, bool write) {
  for (uint64_t at = address & ~(uint64_t)(PAGE_SIZE - 1); at < address + bytes; at += PAGE_SIZE) {
    size_t index = 0;
    const struct region *region = region_of(at, &index);
    if (region == NULL || !is_wrong(&region->page[index]))
      continue;
    bool freed = region->page[index].state == PAGE_GIVEN_BACK;
    region->page[index].state = PAGE_ACCUSED;
    nt_finding(freed ? "DMA-FREED-PAGE" : "DMA-UNKNOWN-PAGE",
               "hardware %s physical address %llX, a page that %s", write ? "writes" : "reads",
               (unsigned long long)(at > address ? at : address),
               freed ? "was freed" : "was never allocated");
  }
}

struct page_leak {
  const char *taker;
  size_t pages;
};
#define MAX_LEAKS 32u

static size_t count_leak(struct page_leak *leaks, size_t count, const char *taker) {
  size_t i = 0;
  while (i < count && leaks[i].taker != taker)
    i++;
  if (i == MAX_LEAKS)
    return count;
  leaks[i].taker = taker;
  leaks[i].pages++;
  return i == count ? count + 1 : count;
}

void nt_pages_check_leaks(void) {
  struct page_leak leaks[MAX_LEAKS] = {{NULL, 0}};
  size_t count = 0;
  for (unsigned i = 0; memory.in_use != 0 && i < memory.region_count; i++)
    for (size_t page = 0; page < memory.regions[i].pages; page++)
      if (is_taken(&memory.regions[i], page))
        count = count_leak(leaks, count, memory.regions[i].page[page].taker);
  for (size_t i = 0; i < count; i++)
    nt_finding("PAGE-LEAK", "%zu pages, allocated in %s", leaks[i].pages,
               leaks[i].taker != NULL ? leaks[i].taker : "no call");
}
