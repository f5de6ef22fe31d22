/* SPDX-License-Identifier: Apache-2.0 */
/* The client's interrupt routine is called twice. */
#include "deviant_engine.h"

typedef struct _CLIENT_ISR {
  PHDAUDIO_BDL_ISR Isr;
  PVOID Context;
} CLIENT_ISR;
static CLIENT_ISR Clients[HDA_STREAMS_MAX];

static VOID Pass(PVOID Context, ULONG InterruptBitMask) {
  CLIENT_ISR *Client = (CLIENT_ISR *)Context;
  Client->Isr(Client->Context, InterruptBitMask);
  Client->Isr(Client->Context, InterruptBitMask);
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
