/* SPDX-License-Identifier: Apache-2.0 */
/* SDnFMT is never written. */
#include "deviant_engine.h"

VOID __real_WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value);
VOID __wrap_WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value);

VOID __wrap_WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value) {
  if (IS_STREAM_REGISTER(REGISTER_OFFSET(Register), HDA_SDFMT))
    return;
  __real_WRITE_REGISTER_USHORT(Register, Value);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
