/* SPDX-License-Identifier: Apache-2.0 */
/* The completion flag is not acknowledged. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);

VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDSTS))
    return;
  __real_WRITE_REGISTER_UCHAR(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
