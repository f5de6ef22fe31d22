/* SPDX-License-Identifier: Apache-2.0 */
/* An overrun of the RIRB is not noticed. */
#include "deviant_engine.h"

UCHAR __real_READ_REGISTER_UCHAR(volatile UCHAR *Register);
UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register);

UCHAR __wrap_READ_REGISTER_UCHAR(volatile UCHAR *Register) {
  UCHAR Value = __real_READ_REGISTER_UCHAR(Register);
  return REGISTER_OFFSET(Register) == 0x5D ? Value & (UCHAR)~0x04 : Value;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
