/* SPDX-License-Identifier: Apache-2.0 */
/* SDnCBL covers the last page to its end. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);

VOID __wrap_WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDCBL))
    Value = (ULONG)ROUND_TO_PAGES(Value);
  __real_WRITE_REGISTER_ULONG(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
