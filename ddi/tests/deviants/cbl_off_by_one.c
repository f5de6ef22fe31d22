/* SPDX-License-Identifier: Apache-2.0 */
/* SDnCBL is one byte short. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);

VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDCBL))
    Value -= 1;
  __real_WRITE_REGISTER_ULONG(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
