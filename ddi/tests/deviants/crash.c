/* SPDX-License-Identifier: Apache-2.0 */
/* RegisterNotificationEvent reads through a NULL pointer. */
#include "deviant.h"

static PKEVENT volatile Nowhere; /* NULL, but the compiler does not know */

/* Sanitizers stay out, so that it dies of the signal in every build. */
__attribute__((no_sanitize("address", "undefined"))) static NTSTATUS
Crash(PVOID _context, HANDLE Handle, PKEVENT NotificationEvent) {
  UNREFERENCED_PARAMETER(_context);
  UNREFERENCED_PARAMETER(Handle);
  UNREFERENCED_PARAMETER(NotificationEvent);
  PKEVENT Event = Nowhere;
  return Event->Header.SignalState;
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.RegisterNotificationEvent = Crash}};
