/* SPDX-License-Identifier: Apache-2.0 */
/* An event is taken by the miniport and never signalled. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKEVENT NotificationEvent) {
  UNREFERENCED_PARAMETER(This);
  UNREFERENCED_PARAMETER(NotificationEvent);
  return STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.RegisterNotificationEvent = Answer}};
