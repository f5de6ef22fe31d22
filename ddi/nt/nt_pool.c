/* SPDX-License-Identifier: Apache-2.0 */
/* Pool: every block is known by address, so that a wrong free is seen and not followed. */
#include "nt_block.h"

#include <stdio.h>

/* Pool memory is not zero; a recognisable pattern shows who reads it before writing it. */
#define FRESH_BYTE 0xCD

static size_t fail_in; /* 1 = the next allocation fails, 0 = none will */

void nt_pool_start(void) { fail_in = 0; }
size_t nt_pool_blocks_in_use(void) { return nt_blocks_live(); }
void nt_fail_pool_allocation(size_t n) { fail_in = n; }

static struct nt_block *find(const void *memory) {
  struct nt_block *block = nt_block_at(memory);
  return block != NULL && block->memory == memory ? block : NULL;
}

bool nt_pool_is_live(const void *block) {
  const struct nt_block *found = find(block);
  return found != NULL && !found->freed;
}

bool nt_memory_is_good(const void *object, const char *kind, const char *service) {
  const struct nt_block *block = nt_block_at(object);
  if (block == NULL)
    return nt_object_memory_is_good(object, kind, service);
  char rule[32];
  if (block->freed) {
    (void)snprintf(rule, sizeof rule, "%s-FREED", kind);
    nt_finding(rule, "%s on memory freed in %s", service,
               block->freer != NULL ? block->freer : "no call");
  } else if (block->paged) {
    (void)snprintf(rule, sizeof rule, "%s-PAGED", kind);
    nt_finding(rule, "%s on an object in paged pool", service);
  }
  return !block->freed;
}

static void *allocate_block(size_t bytes, ULONG tag, bool zero, bool paged) {
  if (fail_in != 0 && --fail_in == 0)
    return NULL;
  struct nt_block *block = nt_block_create(bytes);
  if (block == NULL)
    return NULL;
  block->tag = tag;
  block->paged = paged;
  memset(block->memory, zero ? 0 : FRESH_BYTE, bytes);
  return block->memory;
}

void *nt_pool_allocate(size_t bytes, ULONG tag, bool zero) {
  return allocate_block(bytes, tag, zero, false);
}

static void *allocate(bool paged, SIZE_T bytes, ULONG tag, bool zero, const char *service) {
  if (!nt_require_irql_at_most(paged ? APC_LEVEL : DISPATCH_LEVEL, service))
    return NULL;
  if (tag == 0)
    nt_finding("POOL-TAG", "%s with tag 0", service);
  return allocate_block(bytes, tag, zero, paged);
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

/* Nothing of the kernel's may go on in memory that goes away. */
static void end_use(const struct nt_block *block) {
  nt_mdl_memory_goes(block->memory);
  nt_timers_memory_goes(block->memory, block->bytes);
  nt_dpcs_memory_goes(block->memory, block->bytes);
  nt_waits_memory_goes(block->memory, block->bytes);
  nt_work_memory_goes(block->memory, block->bytes);
  nt_locks_memory_goes(block->memory, block->bytes);
}

VOID ExFreePoolWithTag(PVOID P, ULONG Tag) {
  struct nt_block *block = find(P);
  (void)nt_require_irql_at_most(block != NULL && block->paged ? APC_LEVEL : DISPATCH_LEVEL,
                                "ExFreePoolWithTag");
  if (block == NULL) {
    nt_finding("POOL-BAD-FREE", "%p is no pool block", P);
    return;
  }
  if (block->freed) {
    nt_finding("POOL-BAD-FREE", "a block is freed again; it was freed in %s",
               block->freer != NULL ? block->freer : "no call");
    return;
  }
  if (Tag != 0 && Tag != block->tag)
    nt_finding("POOL-TAG", "block of tag %08X freed with tag %08X", block->tag, Tag);
  end_use(block);
  nt_block_free(block);
}

VOID ExFreePool(PVOID P) { ExFreePoolWithTag(P, 0); }
