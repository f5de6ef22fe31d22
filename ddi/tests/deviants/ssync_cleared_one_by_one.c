/* SPDX-License-Identifier: Apache-2.0 */
/* The bits of SSYNC are cleared one after the other. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);

static ULONG Held;

VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value) {
  if (REGISTER_OFFSET(Register) == HDA_SSYNC) {
    for (ULONG Gone = Held & ~Value; (Gone & (Gone - 1)) != 0; Gone &= Gone - 1) {
      Held &= ~(Gone & (0u - Gone));
      __real_WRITE_REGISTER_ULONG(Register, Held);
      KeStallExecutionProcessor(30);
    }
    Held = Value;
  }
  __real_WRITE_REGISTER_ULONG(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
