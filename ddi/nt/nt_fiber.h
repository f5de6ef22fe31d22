/* SPDX-License-Identifier: Apache-2.0 */
/* nt_fiber.h: stacks to run on, one at a time. */
#ifndef NT_FIBER_H
#define NT_FIBER_H

#include <stdbool.h>
#include <stddef.h>
#include <ucontext.h>

struct nt_fiber {
  ucontext_t context;
  void *stack; /* lowest byte, NULL for the stack the process came with */
  size_t bytes;
  void *shadow; /* of the address sanitizer */
};

/* A fiber that runs `entry`, which must not return. False without memory. */
bool nt_fiber_create(struct nt_fiber *fiber, void (*entry)(void));
/* Not the running one. */
void nt_fiber_destroy(struct nt_fiber *fiber);
/* Leaves `from`, for ever if `ends`, and goes on in `to`. */
void nt_fiber_switch(struct nt_fiber *from, struct nt_fiber *to, bool ends);
/* First call in `entry`. */
void nt_fiber_begin(void);

#endif
