/* SPDX-License-Identifier: Apache-2.0 */
/* nt_block.h: the books about pool blocks. */
#ifndef NT_BLOCK_H
#define NT_BLOCK_H

#include "nt_internal.h"

struct nt_block {
  uint8_t *memory;
  size_t bytes;
  ULONG tag;
  bool paged, freed;
  const char *maker; /* the call in which it was allocated, NULL = none */
  const char *freer;
  uint64_t number; /* of its allocation */
  uint8_t *room;   /* what the block and its guards lie in */
  LIST_ENTRY link; /* among the freed ones */
};

/* NULL without memory. Not initialised. */
struct nt_block *nt_block_create(size_t bytes);
/* The block, live or freed, in which `memory` lies; NULL. */
struct nt_block *nt_block_at(const void *memory);
/* The block stays out of use for a while, so that later use of it is seen. */
void nt_block_free(struct nt_block *block);
/* Findings for every live block whose guards, and every freed block whose content, was written. */
void nt_blocks_check(void);
/* Live ones, in no order. */
void nt_blocks_walk(void (*visit)(const struct nt_block *block, void *arg), void *arg);
size_t nt_blocks_live(void);

#endif
