/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wdm.h: the kernel services that ddi/nt provides, under their Windows names and layouts.
 *
 * Time is simulated: it moves in register accesses, stalls, delays and waits, and interrupts and
 * DPCs are taken there and whenever the IRQL drops. Between two such calls nothing else runs.
 */
#ifndef DDI_WDM_H
#define DDI_WDM_H

#include <nt/description.h>
#include <nt/device.h>
#include <nt/dpc.h>
#include <nt/extimer.h>
#include <nt/interlocked.h>
#include <nt/irp.h>
#include <nt/irql.h>
#include <nt/list.h>
#include <nt/memory.h>
#include <nt/object.h>
#include <nt/power.h>
#include <nt/registers.h>
#include <nt/removelock.h>
#include <nt/rtl.h>
#include <nt/thread.h>
#include <nt/wait.h>
#include <ntdef.h>

#endif
