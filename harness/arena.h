/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena.h: memory that lives as long as a suite of vectors.
 *
 * Everything that is read from files is allocated here and released at once. Out of memory ends
 * the program with a message: there is no useful way to go on.
 */
#ifndef HDASIM_ARENA_H
#define HDASIM_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Vectors hold pointers as numbers; this is the way back. */
static inline void *pointer_of(uint64_t number) {
  uintptr_t bits = (uintptr_t)number;
  void *pointer;
  memcpy(&pointer, &bits, sizeof pointer);
  return pointer;
}

struct arena_block;
struct arena {
  struct arena_block *blocks;
};

/* Zeroed, aligned for any object; bytes 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t bytes);
char *arena_copy(struct arena *arena, const char *text, size_t bytes); /* adds the NUL */
char *arena_print(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void arena_free(struct arena *arena);

/* Grows a heap array of `size`-byte items to hold one more; *capacity is in items. */
void *array_grow(void *items, size_t count, size_t *capacity, size_t size);

#endif
