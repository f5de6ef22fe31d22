/* SPDX-License-Identifier: Apache-2.0 */
/* A tag that is given back still calls its routine. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_UnregisterEventCallback) {
  BUS_CLIENT *Client;
  BUS_EVENT_CALLBACK *Entry = NULL, Copy = {0};
  if (Tag < BUS_CODEC_TAGS && NT_SUCCESS(BusEnter(_context, PASSIVE_LEVEL, &Client))) {
    Entry = &Client->Adapter->EventCallbacks[Client->FunctionGroup.CodecAddress][Tag];
    Copy = *Entry;
  }
  NTSTATUS Status = Reference.UnregisterEventCallback(ARGUMENTS_UnregisterEventCallback);
  if (NT_SUCCESS(Status) && Entry != NULL)
    *Entry = Copy;
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterEventCallback = Answer}};
