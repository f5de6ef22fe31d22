/* SPDX-License-Identifier: Apache-2.0 */
/* INTCTL never gets the bit of a stream. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);

VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value) {
  if (REGISTER_OFFSET(Register) == HDA_INTCTL)
    Value &= HDA_INTCTL_GIE | HDA_INTCTL_CIE;
  __real_WRITE_REGISTER_ULONG(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
