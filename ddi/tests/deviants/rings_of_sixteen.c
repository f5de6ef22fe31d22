/* SPDX-License-Identifier: Apache-2.0 */
/* CORB and RIRB have 16 entries. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);

VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value) {
  ULONG Offset = REGISTER_OFFSET(Register);
  if (Offset == 0x4E || Offset == 0x5E)
    Value = (UCHAR)((Value & 0xFC) | 1);
  __real_WRITE_REGISTER_UCHAR(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
