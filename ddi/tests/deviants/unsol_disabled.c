/* SPDX-License-Identifier: Apache-2.0 */
/* GCTL.UNSOL is not set. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);

VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value) {
  if (REGISTER_OFFSET(Register) == HDA_GCTL)
    Value &= ~0x100u;
  __real_WRITE_REGISTER_ULONG(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
