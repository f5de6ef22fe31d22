/* SPDX-License-Identifier: Apache-2.0 */
#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 * 1024)

struct arena_block {
  struct arena_block *next;
  size_t used, size;
  alignas(max_align_t) unsigned char data[];
};

static void die_out_of_memory(void) {
  fputs("hdasim: out of memory\n", stderr);
  exit(2);
}

void *arena_alloc(struct arena *arena, size_t bytes) {
  const size_t align = alignof(max_align_t);
  if (bytes > SIZE_MAX / 2)
    die_out_of_memory();
  bytes = (bytes + align - 1) / align * align;
  struct arena_block *block = arena->blocks;
  if (block == NULL || block->size - block->used < bytes) {
    size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    block = calloc(1, sizeof *block + size);
    if (block == NULL)
      die_out_of_memory();
    block->size = size;
    block->next = arena->blocks;
    arena->blocks = block;
  }
  void *memory = block->data + block->used;
  block->used += bytes;
  return memory;
}

char *arena_copy(struct arena *arena, const char *text, size_t bytes) {
  char *copy = arena_alloc(arena, bytes + 1);
  memcpy(copy, text, bytes);
  return copy;
}

char *arena_print(struct arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  va_list again;
  va_copy(again, args);
  int bytes = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (bytes < 0)
    bytes = 0;
  char *text = arena_alloc(arena, (size_t)bytes + 1);
  vsnprintf(text, (size_t)bytes + 1, format, again);
  va_end(again);
  return text;
}

void arena_free(struct arena *arena) {
  while (arena->blocks != NULL) {
    struct arena_block *block = arena->blocks;
    arena->blocks = block->next;
    free(block);
  }
}

void *array_grow(void *items, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity)
    return items;
  size_t wanted = *capacity < 8 ? 8 : *capacity * 2;
  void *grown = realloc(items, wanted * size);
  if (grown == NULL)
    die_out_of_memory();
  *capacity = wanted;
  return grown;
}
