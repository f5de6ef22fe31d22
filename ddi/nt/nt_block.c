/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory of pool blocks.
 *
 * Each block lies between guards that nobody may write. A freed block is filled with a pattern and
 * kept for a while: who writes to it is found when it is given up or when the books are checked.
 */
#include "nt_block.h"

#include "nt_sanitizer.h"

#include <search.h>
#include <stdlib.h>

#define GUARD_BYTES 16u
#define ALIGNMENT 64u /* a cache line; blocks of a page and more are aligned to pages */
#define GUARD_BYTE 0xFD
#define FREED_BYTE 0xDD
#define MAX_BLOCK_BYTES (SIZE_MAX / 2)
#define MAX_KEPT_BLOCKS 512u
#define MAX_KEPT_BYTES ((size_t)1 << 20)

static struct {
  void *by_address; /* tsearch tree, live and kept ones */
  size_t live;
  LIST_ENTRY kept; /* freed, the oldest first */
  size_t kept_count, kept_bytes;
  uint64_t allocations;
} books = {.kept = {&books.kept, &books.kept}};

/* Blocks do not overlap, so that a byte inside one compares equal to it. */
static int compare(const void *a, const void *b) {
  const struct nt_block *left = (const struct nt_block *)a, *right = (const struct nt_block *)b;
  if (left->memory + left->bytes <= right->memory && left->memory != right->memory)
    return -1;
  if (right->memory + right->bytes <= left->memory && left->memory != right->memory)
    return 1;
  return 0;
}

struct nt_block *nt_block_at(const void *memory) {
  struct nt_block key = {.memory = (uint8_t *)memory, .bytes = 1};
  void *node = tfind(&key, &books.by_address, compare);
  return node != NULL ? *(struct nt_block **)node : NULL;
}

size_t nt_blocks_live(void) { return books.live; }

static size_t round_up(size_t bytes, size_t to) { return (bytes + to - 1) / to * to; }

static void set_guards(const struct nt_block *block, bool check) {
  uint8_t *before = block->memory - GUARD_BYTES, *after = block->memory + block->bytes;
  bool whole = true;
  NT_PERMIT(before, GUARD_BYTES);
  NT_PERMIT(after, GUARD_BYTES);
  for (unsigned i = 0; check && i < GUARD_BYTES; i++)
    whole = whole && before[i] == GUARD_BYTE && after[i] == GUARD_BYTE;
  memset(before, GUARD_BYTE, GUARD_BYTES);
  memset(after, GUARD_BYTE, GUARD_BYTES);
  NT_FORBID(before, GUARD_BYTES);
  NT_FORBID(after, GUARD_BYTES);
  if (!whole)
    nt_finding("POOL-OVERRUN", "a block of %zu bytes, allocated in %s, was written past its ends",
               block->bytes, block->maker != NULL ? block->maker : "no call");
}

struct nt_block *nt_block_create(size_t bytes) {
  if (bytes > MAX_BLOCK_BYTES)
    return NULL;
  size_t alignment = bytes >= PAGE_SIZE ? PAGE_SIZE : ALIGNMENT;
  struct nt_block *block = (struct nt_block *)calloc(1, sizeof *block);
  uint8_t *room =
      (uint8_t *)aligned_alloc(alignment, round_up(alignment + bytes + GUARD_BYTES, alignment));
  if (block != NULL && room != NULL) {
    *block = (struct nt_block){.memory = room + alignment,
                               .bytes = bytes,
                               .room = room,
                               .maker = nt_call_name(),
                               .number = ++books.allocations};
    if (tsearch(block, &books.by_address, compare) != NULL) {
      books.live++;
      set_guards(block, false);
      return block;
    }
  }
  free(room);
  free(block);
  return NULL;
}

static void check_freed(const struct nt_block *block) {
  NT_PERMIT(block->memory, block->bytes);
  size_t at = 0;
  while (at < block->bytes && block->memory[at] == FREED_BYTE)
    at++;
  if (at < block->bytes)
    nt_finding("POOL-WRITE-AFTER-FREE", "byte %zu of a block freed in %s was written later", at,
               block->freer != NULL ? block->freer : "no call");
  memset(block->memory, FREED_BYTE, block->bytes);
  NT_FORBID(block->memory, block->bytes);
}

static void give_up(struct nt_block *block) {
  NT_PERMIT(block->memory - GUARD_BYTES, block->bytes + 2 * GUARD_BYTES);
  free(block->room);
  free(block);
}

static void give_up_oldest(void) {
  struct nt_block *block = CONTAINING_RECORD(RemoveHeadList(&books.kept), struct nt_block, link);
  (void)tdelete(block, &books.by_address, compare);
  books.kept_count--;
  books.kept_bytes -= block->bytes;
  check_freed(block);
  give_up(block);
}

void nt_block_free(struct nt_block *block) {
  set_guards(block, true);
  block->freed = true;
  block->freer = nt_call_name();
  memset(block->memory, FREED_BYTE, block->bytes);
  NT_FORBID(block->memory, block->bytes);
  InsertTailList(&books.kept, &block->link);
  books.live--;
  books.kept_count++;
  books.kept_bytes += block->bytes;
  while (books.kept_count > MAX_KEPT_BLOCKS || books.kept_bytes > MAX_KEPT_BYTES)
    give_up_oldest();
}

struct walk {
  void (*visit)(const struct nt_block *block, void *arg);
  void *arg;
};

static void visit_node(const void *node, VISIT which, void *closure) {
  const struct walk *walk = (const struct walk *)closure;
  const struct nt_block *block = *(struct nt_block *const *)node;
  if ((which == postorder || which == leaf) && !block->freed)
    walk->visit(block, walk->arg);
}

void nt_blocks_walk(void (*visit)(const struct nt_block *block, void *arg), void *arg) {
  struct walk walk = {visit, arg};
  twalk_r(books.by_address, visit_node, &walk);
}

static void check_live(const struct nt_block *block, void *arg) {
  (void)arg;
  set_guards(block, true);
}

void nt_blocks_check(void) {
  nt_blocks_walk(check_live, NULL);
  for (PLIST_ENTRY entry = books.kept.Flink; entry != &books.kept; entry = entry->Flink)
    check_freed(CONTAINING_RECORD(entry, struct nt_block, link));
}

static void give_up_node(void *node) { give_up((struct nt_block *)node); }

void nt_blocks_stop(void) {
  tdestroy(books.by_address, give_up_node);
  books.by_address = NULL;
  InitializeListHead(&books.kept);
  books.live = books.kept_count = books.kept_bytes = 0;
  books.allocations = 0;
}
