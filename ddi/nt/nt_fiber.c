/* SPDX-License-Identifier: Apache-2.0 */
/* Stacks of threads: below each lies a page that nobody may touch. */
#include "nt_fiber.h"

#include <sys/mman.h>
#include <unistd.h>

/* The hardware model runs on the stack of whoever makes time move. */
#define STACK_BYTES ((size_t)1 << 20)

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

#ifdef ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>

static const void *left_stack; /* of the fiber that was left last */
static size_t left_bytes;
static struct nt_fiber *left;

static void before_switch(struct nt_fiber *from, const struct nt_fiber *to, bool ends) {
  left = from;
  __sanitizer_start_switch_fiber(ends ? NULL : &from->shadow, to->stack, to->bytes);
}
static void after_switch(void *shadow) {
  __sanitizer_finish_switch_fiber(shadow, &left_stack, &left_bytes);
  if (left->stack == NULL) { /* the stack the process came with is only known now */
    left->stack = (void *)left_stack;
    left->bytes = left_bytes;
  }
}
static void clean_stack(void *stack, size_t bytes) { ASAN_UNPOISON_MEMORY_REGION(stack, bytes); }
#else
static void before_switch(struct nt_fiber *from, const struct nt_fiber *to, bool ends) {
  (void)from;
  (void)to;
  (void)ends;
}
static void after_switch(void *shadow) { (void)shadow; }
static void clean_stack(void *stack, size_t bytes) {
  (void)stack;
  (void)bytes;
}
#endif

static size_t guard_bytes(void) { return (size_t)sysconf(_SC_PAGESIZE); }

bool nt_fiber_create(struct nt_fiber *fiber, void (*entry)(void)) {
  size_t guard = guard_bytes();
  char *room = (char *)mmap(NULL, guard + STACK_BYTES, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (room == MAP_FAILED)
    return false;
  (void)mprotect(room, guard, PROT_NONE);
  (void)getcontext(&fiber->context);
  fiber->stack = room + guard;
  fiber->bytes = STACK_BYTES;
  fiber->context.uc_stack.ss_sp = fiber->stack;
  fiber->context.uc_stack.ss_size = STACK_BYTES;
  fiber->context.uc_link = NULL;
  makecontext(&fiber->context, entry, 0);
  return true;
}

void nt_fiber_destroy(struct nt_fiber *fiber) {
  size_t guard = guard_bytes();
  clean_stack(fiber->stack, fiber->bytes);
  (void)munmap((char *)fiber->stack - guard, guard + fiber->bytes);
}

void nt_fiber_switch(struct nt_fiber *from, struct nt_fiber *to, bool ends) {
  before_switch(from, to, ends);
  (void)swapcontext(&from->context, &to->context);
  after_switch(from->shadow);
}

void nt_fiber_begin(void) { after_switch(NULL); }
