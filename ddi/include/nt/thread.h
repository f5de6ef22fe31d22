/* SPDX-License-Identifier: Apache-2.0 */
/* nt/thread.h: threads. */
#ifndef DDI_NT_THREAD_H
#define DDI_NT_THREAD_H

#include <nt/object.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _KTHREAD *PKTHREAD, *PRKTHREAD;
typedef PKTHREAD PETHREAD;

/* Also the one whose call an interrupt or a DPC has interrupted. */
PKTHREAD KeGetCurrentThread(VOID);
#define PsGetCurrentThread() KeGetCurrentThread()

#ifdef __cplusplus
}
#endif
#endif
