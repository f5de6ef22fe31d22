/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport serves one event only. */
#include "deviant.h"

static NTSTATUS Answer(STREAM_THIS, PKEVENT NotificationEvent) {
  static ULONG Count;
  return Count++ == 0 ? ReferenceStream->RegisterNotificationEvent(This, NotificationEvent)
                      : STATUS_SUCCESS;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Stream = {.RegisterNotificationEvent = Answer}};
