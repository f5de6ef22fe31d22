/* SPDX-License-Identifier: Apache-2.0 */
/* The latency leaves the FIFO out. */
#include "deviant.h"

static VOID Answer(STREAM_THIS, KSRTAUDIO_HWLATENCY *hwLatency) {
  ReferenceStream->GetHWLatency(This, hwLatency);
  hwLatency->FifoSize = 0;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetHWLatency = Answer}};
