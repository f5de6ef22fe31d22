/* SPDX-License-Identifier: Apache-2.0 */
/* A FIFO error is not acknowledged. */
#include "deviant_engine.h"

UCHAR __real_READ_REGISTER_UCHAR(volatile UCHAR *Register);
UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register);

UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register) {
  UCHAR Value = __real_READ_REGISTER_UCHAR(Register);
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDSTS))
    Value &= (UCHAR) ~(HDA_SDSTS_FIFOE | HDA_SDSTS_DESE);
  return Value;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
