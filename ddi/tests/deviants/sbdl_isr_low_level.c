/* SPDX-License-Identifier: Apache-2.0 */
/* The client's interrupt routine is called by the DPC. */
#include "deviant_engine.h"

typedef struct _CLIENT_ISR {
  PHDAUDIO_BDL_ISR Isr;
  PVOID Context;
} CLIENT_ISR;
static CLIENT_ISR Clients[HDA_STREAMS_MAX];

VOID __real_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);
VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count);

static BOOLEAN Pending[HDA_STREAMS_MAX];

VOID __wrap_BusNotify(BUS_ENGINE *Engine, const LARGE_INTEGER *Times, ULONG Count) {
  ULONG i = Engine->Index;
  if (Pending[i])
    Clients[i].Isr(Clients[i].Context, HDA_SDSTS_BCIS);
  Pending[i] = FALSE;
  __real_BusNotify(Engine, Times, Count);
}

static VOID Pass(PVOID Context, ULONG InterruptBitMask) {
  CLIENT_ISR *Client = (CLIENT_ISR *)Context;
  (void)InterruptBitMask;
  Pending[Client - Clients] = TRUE;
}

static NTSTATUS Answer(PARAMETERS_SetupDmaEngineWithBdl) {
  BUS_ENGINE *Engine = DeviantEngine(_context, Handle);
  if (Engine == NULL || Isr == NULL)
    return Reference.SetupDmaEngineWithBdl(ARGUMENTS_SetupDmaEngineWithBdl);
  Clients[Engine->Index].Isr = Isr;
  Clients[Engine->Index].Context = Context;
  return Reference.SetupDmaEngineWithBdl(_context, Handle, BufferLength, Lvi, Pass,
                                         &Clients[Engine->Index], StreamId, FifoSize);
}

const DEVIANT Deviant = {.Name = DEVIANT_NAME, .Routines = {.SetupDmaEngineWithBdl = Answer}};
