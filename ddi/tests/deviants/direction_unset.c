/* SPDX-License-Identifier: Apache-2.0 */
/* A bidirectional engine that renders is left an input. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);

VOID __wrap_WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDCTL2))
    Value &= (UCHAR)~HDA_SDCTL2_DIR_OUT;
  __real_WRITE_REGISTER_UCHAR(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
