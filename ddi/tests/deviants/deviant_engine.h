/* SPDX-License-Identifier: Apache-2.0 */
/* deviant_engine.h: for deviants that look into the reference. */
#ifndef DEVIANT_ENGINE_H
#define DEVIANT_ENGINE_H

#include "../../bus/bus.h"
#include "deviant.h"

/* The engine of a handle; NULL for a context or handle that is none, or above DISPATCH_LEVEL. */
BUS_ENGINE *DeviantEngine(PVOID Context, HANDLE Handle);

/* Sets the registered events, as a completion does. */
VOID DeviantSignal(BUS_ENGINE *Engine);
/* Forgets what is registered on the engine. */
VOID DeviantDropRegistrations(BUS_ENGINE *Engine);

/* Offset from the BAR of a register that is being read or written; the mapping is page aligned. */
#define REGISTER_OFFSET(Register) ((ULONG)((ULONG_PTR)(Register) & (PAGE_SIZE - 1)))
/* Is it register `Name` of a stream descriptor? */
#define IS_STREAM_REGISTER(Offset, Name) ((Offset) >= HDA_SD(0) && ((Offset)&0x1F) == (Name))
#define STREAM_OF_REGISTER(Offset) (((Offset)-HDA_SD(0)) / 0x20)

#endif
