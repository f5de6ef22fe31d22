/* SPDX-License-Identifier: Apache-2.0 */
/* The delays of chipset and codec are not written. */
#include "deviant.h"

static VOID Answer(STREAM_THIS, KSRTAUDIO_HWLATENCY *hwLatency) {
  KSRTAUDIO_HWLATENCY Whole;
  ReferenceStream->GetHWLatency(This, &Whole);
  hwLatency->FifoSize = Whole.FifoSize;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.GetHWLatency = Answer}};
