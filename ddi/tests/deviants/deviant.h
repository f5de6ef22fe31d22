/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deviant.h: the reference driver with a place for one fault.
 *
 * A deviant is one source file. It defines `Deviant`: the routines that it answers itself; what is
 * NULL there is the reference's. Services of the kernel and functions of the reference are wrapped
 * by the linker: those listed under "wrap" in deviants.json arrive at __wrap_NAME, and __real_NAME
 * is the one behind.
 */
#ifndef DEVIANT_H
#define DEVIANT_H

#include <hda_ddi_plugin.h>

#include "routines.h"

typedef struct _DEVIANT_ROUTINES {
#define DEVIANT_MEMBER(Type, Name) Type Name;
  ROUTINES(DEVIANT_MEMBER)
#undef DEVIANT_MEMBER
  PINTERFACE_REFERENCE InterfaceReference;
  PINTERFACE_DEREFERENCE InterfaceDereference;
} DEVIANT_ROUTINES;

typedef struct _DEVIANT {
  const char *Name; /* DEVIANT_NAME, which the build defines */
  DEVIANT_ROUTINES Routines;
  HDA_DDI_BUS Bus;
  IMiniportWaveRTStreamNotificationVtbl Stream;
  HDA_DDI_MINIPORT Miniport;
  HDA_DDI_PORT Port;
} DEVIANT;
extern const DEVIANT Deviant;

/* What the reference answered with at the last interface query. */
extern DEVIANT_ROUTINES Reference;
extern const HDA_DDI_BUS *ReferenceBus;
extern const IMiniportWaveRTStreamNotificationVtbl *ReferenceStream;
extern const HDA_DDI_PORT *ReferencePort;

/* The reference's tables with what the deviant answers itself; deviant_wavert.c. */
const HDA_DDI_MINIPORT *DeviantMiniport(const HDA_DDI_MINIPORT *Whole);
const HDA_DDI_PORT *DeviantPort(const HDA_DDI_PORT *Whole);

/* Brings an engine to Reset or Stop, from whatever state, by the steps that the reference allows.
 */
VOID DeviantForceState(PVOID Context, HANDLE Handle, HDAUDIO_STREAM_STATE State);

#endif
