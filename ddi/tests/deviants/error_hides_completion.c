/* SPDX-License-Identifier: Apache-2.0 */
/* A completion that comes with an error is acknowledged and lost. */
#include "deviant_engine.h"

UCHAR __real_READ_REGISTER_UCHAR(volatile UCHAR *Register);
UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register);

UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register) {
  UCHAR Value = __real_READ_REGISTER_UCHAR(Register);
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDSTS) && (Value & HDA_SDSTS_FIFOE) != 0) {
    WRITE_REGISTER_UCHAR(Register, HDA_SDSTS_BCIS);
    Value &= (UCHAR)~HDA_SDSTS_BCIS;
  }
  return Value;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
