/* SPDX-License-Identifier: Apache-2.0 */
/* An unsolicited response is taken for the answer to a command. */
#include "deviant_engine.h"

BUS_RIRB_RESULT __real_BusReadRirb(BUS_ADAPTER *Adapter, PHDAUDIO_CODEC_RESPONSE Response);
BUS_RIRB_RESULT __wrap_BusReadRirb(BUS_ADAPTER *Adapter, PHDAUDIO_CODEC_RESPONSE Response);

BUS_RIRB_RESULT __wrap_BusReadRirb(BUS_ADAPTER *Adapter, PHDAUDIO_CODEC_RESPONSE Response) {
  BUS_RIRB_RESULT Result = __real_BusReadRirb(Adapter, Response);
  if (Result == BusRirbTaken)
    Response->IsUnsolicitedResponse = 0;
  return Result;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME};
