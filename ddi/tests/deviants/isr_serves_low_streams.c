/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine does not see streams above the third. */
#include "deviant_engine.h"

ULONG __real_READ_REGISTER_ULONG(volatile ULONG *Register);
ULONG __wrap_READ_REGISTER_ULONG(volatile ULONG *Register);

ULONG __wrap_READ_REGISTER_ULONG(volatile ULONG *Register) {
  ULONG Value = __real_READ_REGISTER_ULONG(Register);
  return REGISTER_OFFSET(Register) == HDA_INTSTS ? Value & 0xC0000007u : Value;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
