/* SPDX-License-Identifier: Apache-2.0 */
/* Pool: every live block is known by address, so that a wrong free is seen and not followed. */
#include "nt_internal.h"

#include <search.h>
#include <stdlib.h>

struct pool_block {
  void *memory;
  ULONG tag;
};

/* Pool memory is not zero; a recognisable pattern shows who reads it before writing it. */
#define FRESH_POOL_BYTE 0xCD

static struct {
  void *blocks; /* tsearch tree of struct pool_block, ordered by address */
  size_t count;
  size_t fail_in; /* 1 = the next allocation fails, 0 = none will */
} pool;

static int compare_blocks(const void *a, const void *b) {
  uintptr_t left = (uintptr_t)((const struct pool_block *)a)->memory;
  uintptr_t right = (uintptr_t)((const struct pool_block *)b)->memory;
  return (left > right) - (left < right);
}

static struct pool_block *find(const void *memory) {
  struct pool_block key = {.memory = (void *)memory};
  void *node = tfind(&key, &pool.blocks, compare_blocks);
  return node != NULL ? *(struct pool_block **)node : NULL;
}

static void forget(struct pool_block *block) {
  (void)tdelete(block, &pool.blocks, compare_blocks);
  free(block->memory);
  free(block);
  pool.count--;
}

void nt_pool_start(void) { pool.fail_in = 0; }

void nt_pool_stop(void) {
  while (pool.blocks != NULL)
    forget(*(struct pool_block **)pool.blocks);
}

size_t nt_pool_blocks_in_use(void) { return pool.count; }
void nt_fail_pool_allocation(size_t n) { pool.fail_in = n; }
bool nt_pool_is_live(const void *block) { return find(block) != NULL; }

void *nt_pool_allocate(size_t bytes, ULONG tag, bool zero) {
  if (pool.fail_in != 0 && --pool.fail_in == 0)
    return NULL;
  struct pool_block *block = (struct pool_block *)malloc(sizeof *block);
  void *memory = malloc(bytes != 0 ? bytes : 1);
  struct pool_block **node = NULL;
  if (block != NULL && memory != NULL) {
    *block = (struct pool_block){.memory = memory, .tag = tag};
    node = (struct pool_block **)tsearch(block, &pool.blocks, compare_blocks);
  }
  if (node == NULL) {
    free(memory);
    free(block);
    return NULL;
  }
  pool.count++;
  memset(memory, zero ? 0 : FRESH_POOL_BYTE, bytes);
  return memory;
}

static void *allocate(bool paged, SIZE_T bytes, ULONG tag, bool zero, const char *service) {
  if (!nt_require_irql_at_most(paged ? APC_LEVEL : DISPATCH_LEVEL, service))
    return NULL;
  if (tag == 0)
    nt_finding("POOL-TAG", "%s with tag 0", service);
  return nt_pool_allocate(bytes, tag, zero);
}

PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag) {
  return allocate((Flags & POOL_FLAG_PAGED) != 0, NumberOfBytes, Tag,
                  (Flags & POOL_FLAG_UNINITIALIZED) == 0, "ExAllocatePool2");
}

static bool is_paged(POOL_TYPE type) { return (type & PagedPool) != 0; }

PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
  return allocate(is_paged(PoolType), NumberOfBytes, Tag, false, "ExAllocatePoolWithTag");
}

PVOID ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
  return allocate(is_paged(PoolType), NumberOfBytes, Tag, false, "ExAllocatePoolUninitialized");
}

PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag) {
  return allocate(is_paged(PoolType), NumberOfBytes, Tag, true, "ExAllocatePoolZero");
}

VOID ExFreePoolWithTag(PVOID P, ULONG Tag) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "ExFreePoolWithTag");
  struct pool_block *block = find(P);
  if (block == NULL) {
    nt_finding("POOL-BAD-FREE", "%p is no live pool block (freed twice, or never allocated)", P);
    return;
  }
  if (Tag != 0 && Tag != block->tag)
    nt_finding("POOL-TAG", "block of tag %08X freed with tag %08X", block->tag, Tag);
  nt_mdl_memory_goes(P);
  forget(block);
}

VOID ExFreePool(PVOID P) { ExFreePoolWithTag(P, 0); }
