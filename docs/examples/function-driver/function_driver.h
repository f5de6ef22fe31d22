/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two small function drivers of an audio function group: one plays a square wave and is told by an
 * event, in C; one records and is told by a callback, in C++. Each is handed the device object that
 * the bus driver made for the function group. Everything is called at PASSIVE_LEVEL.
 */
#ifndef FUNCTION_DRIVER_H
#define FUNCTION_DRIVER_H

#include <hdaudio.h>
#include <ntddk.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Asks the device below for an interface of the bus driver, by IRP_MN_QUERY_INTERFACE. */
NTSTATUS QueryBusInterface(PDEVICE_OBJECT Pdo, const GUID *Type, USHORT Size, PINTERFACE Interface);

/* Node of the first converter of the function group, output or input, and whether there is one. */
BOOLEAN FindConverter(const HDAUDIO_BUS_INTERFACE *Bus, BOOLEAN Capture, UCHAR *CodecAddress,
                      UCHAR *Node);
/* Tells the converter its stream and format, and opens its amplifier. */
NTSTATUS ProgramConverter(const HDAUDIO_BUS_INTERFACE *Bus, BOOLEAN Capture, UCHAR CodecAddress,
                          UCHAR Node, UCHAR StreamId, HDAUDIO_CONVERTER_FORMAT Format);

typedef struct _BEEP BEEP, *PBEEP;
/* Plays until BeepStop. */
NTSTATUS BeepStart(PDEVICE_OBJECT Pdo, PBEEP *Beep);
UCHAR BeepStreamId(const BEEP *Beep);
/* Gives everything back; how many halves of the buffer it has filled since the start. */
ULONG BeepStop(PBEEP Beep);

typedef struct _RECORDING {
  ULONG Halves;       /* of the buffer, that were complete */
  LONGLONG HalfTicks; /* performance counter between the last two */
  SHORT Peak;         /* largest sample */
  ULONG WrongOrder;   /* timestamps that did not grow */
} RECORDING;
/* Records from the function group's codec for `Milliseconds`. */
NTSTATUS Record(PDEVICE_OBJECT Pdo, UCHAR *StreamId, ULONG Milliseconds, RECORDING *Recording);

#ifdef __cplusplus
}
#endif
#endif
