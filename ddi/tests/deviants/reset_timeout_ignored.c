/* SPDX-License-Identifier: Apache-2.0 */
/* A stream reset that hardware does not acknowledge is taken for done. */
#include "deviant_engine.h"

UCHAR __real_READ_REGISTER_UCHAR(volatile UCHAR *Register);
UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register);
VOID __real_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);

static UCHAR Written[PAGE_SIZE];

VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value) {
  Written[REGISTER_OFFSET(Register)] = Value;
  __real_WRITE_REGISTER_UCHAR(Register, Value);
}

UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register) {
  ULONG Offset = REGISTER_OFFSET(Register);
  UCHAR Value = __real_READ_REGISTER_UCHAR(Register);
  if (!IS_STREAM_REGISTER(Offset, HDA_SDCTL0))
    return Value;
  return (UCHAR)((Value & ~HDA_SDCTL0_SRST) | (Written[Offset] & HDA_SDCTL0_SRST));
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
