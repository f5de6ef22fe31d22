/* SPDX-License-Identifier: Apache-2.0 */
/* Every stream is programmed with number 1. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);

VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDCTL2) && Value >= HDA_SDCTL2_STRM(1u))
    Value = (UCHAR)((Value & 0xFu) | HDA_SDCTL2_STRM(1u));
  __real_WRITE_REGISTER_UCHAR(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
