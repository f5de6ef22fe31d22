/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport gives a plain buffer that is smaller than the request. */
#include "deviant.h"

static NTSTATUS Answer(PARAMETERS_AllocateAudioBuffer) {
  if (RequestedSize >= 2048)
    RequestedSize -= 1024;
  return ReferenceStream->AllocateAudioBuffer(ARGUMENTS_AllocateAudioBuffer);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.AllocateAudioBuffer = Answer}};
