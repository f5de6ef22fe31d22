/* SPDX-License-Identifier: Apache-2.0 */
/* Unregistering looks for the event on every engine. */
#include "deviant_engine.h"

static NTSTATUS Answer(PARAMETERS_UnregisterNotificationEvent) {
  BUS_CLIENT *Client;
  NTSTATUS Status = Reference.UnregisterNotificationEvent(ARGUMENTS_UnregisterNotificationEvent);
  if (Status != STATUS_INVALID_PARAMETER || !NT_SUCCESS(BusEnter(_context, PASSIVE_LEVEL, &Client)))
    return Status;
  for (ULONG i = 0; Status == STATUS_INVALID_PARAMETER && i < Client->Adapter->EngineCount; i++)
    if (Client->Adapter->Engines[i].Owner == Client)
      Status = Reference.UnregisterNotificationEvent(
          _context, BusHandleOf(&Client->Adapter->Engines[i]), NotificationEvent);
  return Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.UnregisterNotificationEvent = Answer}};
