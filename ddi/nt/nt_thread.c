/* SPDX-License-Identifier: Apache-2.0 */
/* Threads. */
#include "nt_internal.h"

struct _KTHREAD {
  DISPATCHER_HEADER header;
};
static struct _KTHREAD host_thread;

PKTHREAD KeGetCurrentThread(VOID) { return &host_thread; }
