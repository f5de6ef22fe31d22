/* SPDX-License-Identifier: Apache-2.0 */
/* Every capture stream is charged to input line 0. */
#include "deviant_engine.h"

static UCHAR DeviantLines(PVOID Context) {
  BUS_CLIENT *Client;
  return NT_SUCCESS(BusEnter(Context, PASSIVE_LEVEL, &Client)) ? (UCHAR)Client->Adapter->SdiLines
                                                               : 0;
}

static NTSTATUS Answer(PARAMETERS_AllocateCaptureDmaEngine) {
  if (CodecAddress < DeviantLines(_context))
    CodecAddress = 0;
  return Reference.AllocateCaptureDmaEngine(ARGUMENTS_AllocateCaptureDmaEngine);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.AllocateCaptureDmaEngine = Answer}};
