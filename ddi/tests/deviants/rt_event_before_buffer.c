/* SPDX-License-Identifier: Apache-2.0 */
/* An event is taken before there is a buffer. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKEVENT NotificationEvent) {
  NTSTATUS Status = ReferenceStream->RegisterNotificationEvent(This, NotificationEvent);
  return Status == STATUS_INVALID_DEVICE_REQUEST ? STATUS_SUCCESS : Status;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.RegisterNotificationEvent = Answer}};
