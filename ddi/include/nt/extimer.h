/* SPDX-License-Identifier: Apache-2.0 */
/* nt/extimer.h: timers with periods shorter than a millisecond. */
#ifndef DDI_NT_EXTIMER_H
#define DDI_NT_EXTIMER_H

#include <nt/wait.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _EX_TIMER *PEX_TIMER;
/* At DISPATCH_LEVEL. */
typedef VOID EXT_CALLBACK(PEX_TIMER Timer, PVOID Context);
typedef EXT_CALLBACK *PEXT_CALLBACK;
typedef struct _EXT_SET_PARAMETERS *PEXT_SET_PARAMETERS;
typedef struct _EXT_CANCEL_PARAMETERS *PEXT_CANCEL_PARAMETERS;
typedef struct _EXT_DELETE_PARAMETERS *PEXT_DELETE_PARAMETERS;

/* Every timer here is as exact as simulated time: these change nothing. */
#define EX_TIMER_HIGH_RESOLUTION 0x4u
#define EX_TIMER_NO_WAKE 0x8u

PEX_TIMER ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext, ULONG Attributes);
/* DueTime as in KeSetTimer, Period in units of 100 ns (0 = once). TRUE: it was running before. */
BOOLEAN ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period,
                   PEXT_SET_PARAMETERS Parameters);
/* TRUE if it was running. */
BOOLEAN ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS Parameters);
/* The timer is gone afterwards, with Cancel or without; Wait is only legal with Cancel. */
BOOLEAN ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait,
                      PEXT_DELETE_PARAMETERS Parameters);

#ifdef __cplusplus
}
#endif
#endif
