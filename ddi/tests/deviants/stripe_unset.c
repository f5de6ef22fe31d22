/* SPDX-License-Identifier: Apache-2.0 */
/* The stripe control is never set. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);

VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDCTL2))
    Value &= (UCHAR)~HDA_SDCTL2_STRIPE_TWO;
  __real_WRITE_REGISTER_UCHAR(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
