/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt routine serves one stream a time. */
#include "deviant_engine.h"

ULONG __real_READ_REGISTER_ULONG(volatile ULONG *Register);
ULONG __wrap_READ_REGISTER_ULONG(volatile ULONG *Register);

ULONG __wrap_READ_REGISTER_ULONG(volatile ULONG *Register) {
  ULONG Value = __real_READ_REGISTER_ULONG(Register), Streams = Value & 0x3FFFFFFFu;
  if (REGISTER_OFFSET(Register) == HDA_INTSTS && (Streams & (Streams - 1)) != 0)
    Value &= ~Streams | (Streams & (0u - Streams));
  return Value;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
