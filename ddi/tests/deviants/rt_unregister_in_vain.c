/* SPDX-License-Identifier: Apache-2.0 */
/* An event that was unregistered is signalled on. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKEVENT NotificationEvent) {
  UNREFERENCED_PARAMETER(This);
  UNREFERENCED_PARAMETER(NotificationEvent);
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.UnregisterNotificationEvent = Answer}};
