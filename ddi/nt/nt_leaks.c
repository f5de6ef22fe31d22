/* SPDX-License-Identifier: Apache-2.0 */
/* Pool blocks that were left behind, by tag and by the call that allocated them. */
#include "nt_block.h"

#include <stdlib.h>

#define MAX_GROUPS 64u

struct group {
  ULONG tag;
  const char *maker;
  uint64_t first; /* number of the earliest allocation: the order of findings */
  size_t blocks, bytes;
};

struct groups {
  struct group list[MAX_GROUPS];
  size_t count;
};

static void add(const struct nt_block *block, void *arg) {
  struct groups *groups = (struct groups *)arg;
  size_t i = 0;
  while (i < groups->count &&
         (groups->list[i].tag != block->tag || groups->list[i].maker != block->maker))
    i++;
  if (i == MAX_GROUPS)
    return;
  struct group *group = &groups->list[i];
  if (i == groups->count) {
    groups->count++;
    *group = (struct group){.tag = block->tag, .maker = block->maker, .first = block->number};
  }
  if (block->number < group->first)
    group->first = block->number;
  group->blocks++;
  group->bytes += block->bytes;
}

static int by_age(const void *a, const void *b) {
  uint64_t left = ((const struct group *)a)->first, right = ((const struct group *)b)->first;
  return (left > right) - (left < right);
}

/* A tag is four characters, the first in the lowest byte. */
static void tag_text(ULONG tag, char text[5]) {
  for (unsigned i = 0; i < 4; i++) {
    char c = (char)(tag >> 8 * i);
    text[i] = (char)(c >= ' ' && c <= '~' ? c : '.');
  }
  text[4] = 0;
}

void nt_pool_check_leaks(void) {
  nt_blocks_check();
  struct groups groups = {.count = 0};
  nt_blocks_walk(add, &groups);
  qsort(groups.list, groups.count, sizeof groups.list[0], by_age);
  for (size_t i = 0; i < groups.count; i++) {
    const struct group *group = &groups.list[i];
    char tag[5];
    tag_text(group->tag, tag);
    nt_finding("POOL-LEAK", "%zu blocks of tag \"%s\", %zu bytes, allocated in %s", group->blocks,
               tag, group->bytes, group->maker != NULL ? group->maker : "no call");
  }
}
