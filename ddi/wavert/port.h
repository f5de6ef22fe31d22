/* SPDX-License-Identifier: Apache-2.0 */
/*
 * port.h: the objects of the reference WaveRT port driver.
 *
 * A filter per miniport and a pin per stream. The port knows miniports only by their interfaces.
 * Requests to one filter come one after the other, at PASSIVE_LEVEL.
 */
#ifndef PORT_H
#define PORT_H

#include <hda_ddi_plugin.h>

#define PORT_TAG 0x50725748u /* "HWrP" */

/* The object that Init gets. */
typedef struct _PORT_FILTER {
  IPortWaveRT Interface; /* first */
  LONG References;
  PMINIPORTWAVERT Miniport;
  PPCFILTER_DESCRIPTOR Description;
} PORT_FILTER;

/* A register page in the client's address space. */
typedef struct _PORT_MAPPING {
  PMDL Mdl; /* NULL = none */
  PVOID BaseAddress;
} PORT_MAPPING;

typedef struct _PORT_EVENT {
  LIST_ENTRY Link;
  PKEVENT Event; /* one reference for each time it is in the list */
} PORT_EVENT;

typedef struct _PORT_BUFFER {
  PMDL Mdl; /* NULL = none */
  ULONG Bytes;
  BOOLEAN WithNotification;
  PVOID BaseAddress; /* of the client's view */
} PORT_BUFFER;

typedef struct _PORT_PIN {
  PORT_FILTER *Filter;
  ULONG PinId;
  PPORTWAVERTSTREAM PortStream;
  PMINIPORTWAVERTSTREAM Stream;
  /* NULL if the stream does not have it. */
  PMINIPORTWAVERTSTREAMNOTIFICATION Notification;
  PMINIPORTWAVERTINPUTSTREAM Input;
  PMINIPORTWAVERTOUTPUTSTREAM Output;
  KSSTATE State;
  PKSDATAFORMAT Format; /* the pin's copy */
  PORT_BUFFER Buffer;
  PORT_MAPPING PositionRegister, ClockRegister;
  LIST_ENTRY Events;
} PORT_PIN;

/* One property request; lengths in bytes. */
typedef struct _PORT_REQUEST {
  PORT_PIN *Pin;
  BOOLEAN Set;
  const VOID *Instance;
  PVOID Value;
  ULONG ValueLength;
  PULONG BytesReturned;
} PORT_REQUEST;

typedef NTSTATUS PORT_HANDLER(PORT_REQUEST *Request);

typedef struct _PORT_PROPERTY {
  ULONG Id;
  ULONG Access; /* KSPROPERTY_TYPE_GET, _SET */
  ULONG InstanceBytes;
  ULONG ValueBytes; /* at least */
  PORT_HANDLER *Handler;
} PORT_PROPERTY;

typedef struct _PORT_PROPERTY_SET {
  const GUID *Set;
  ULONG Count;
  const PORT_PROPERTY *Properties;
} PORT_PROPERTY_SET;

/* ---- port_pin.c */
NTSTATUS PortCreatePin(PVOID Filter, ULONG PinId, BOOLEAN Capture, PKSDATAFORMAT DataFormat,
                       PVOID *Pin);
VOID PortClosePin(PVOID Pin);
/* Steps through the states between. On failure the pin is in the last state it reached. */
NTSTATUS PortSetState(PORT_PIN *Pin, KSSTATE State);
/* The pin's own copy of a format. */
NTSTATUS PortCopyFormat(const KSDATAFORMAT *Format, PKSDATAFORMAT *Copy);

/* ---- port_property.c */
NTSTATUS PortPinProperty(PVOID Pin, PVOID Property, ULONG PropertyLength, PVOID Value,
                         ULONG ValueLength, PULONG BytesReturned);

/* ---- port_connection.c, port_rtaudio.c, port_packet.c: the properties */
extern const PORT_PROPERTY_SET PortConnectionProperties;
extern const PORT_PROPERTY_SET PortAudioProperties;
extern const PORT_PROPERTY_SET PortRtAudioProperties;
PORT_HANDLER PortPacketCount;
PORT_HANDLER PortPresentationPosition;
PORT_HANDLER PortGetReadPacket;
PORT_HANDLER PortSetWritePacket;

/* ---- port_event.c */
NTSTATUS PortRegisterEvent(PORT_PIN *Pin, HANDLE UserEvent);
NTSTATUS PortUnregisterEvent(PORT_PIN *Pin, HANDLE UserEvent);
VOID PortForgetEvents(PORT_PIN *Pin);

/* ---- port_buffer.c */
/* Count 0: without notifications. */
NTSTATUS PortAllocateBuffer(PORT_PIN *Pin, ULONG Count, ULONG RequestedBytes, PVOID BaseAddress,
                            KSRTAUDIO_BUFFER *Result);
VOID PortFreeBuffer(PORT_PIN *Pin);

/* ---- port_register.c */
typedef enum _PORT_REGISTER { PortPositionRegister, PortClockRegister } PORT_REGISTER;
NTSTATUS PortMapRegister(PORT_PIN *Pin, PORT_REGISTER Which, PVOID BaseAddress,
                         KSRTAUDIO_HWREGISTER *Result);
VOID PortUnmapRegisters(PORT_PIN *Pin);

/* ---- port_stream.c */
NTSTATUS PortCreateStream(PPORTWAVERTSTREAM *PortStream);

#endif
