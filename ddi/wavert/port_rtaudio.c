/* SPDX-License-Identifier: Apache-2.0 */
/* KSPROPSETID_RtAudio. */
#include "port.h"

static NTSTATUS Buffer(PORT_REQUEST *Request) {
  const KSRTAUDIO_BUFFER_PROPERTY *Instance = (const KSRTAUDIO_BUFFER_PROPERTY *)Request->Instance;
  return PortAllocateBuffer(Request->Pin, 0, Instance->RequestedBufferSize, Instance->BaseAddress,
                            (KSRTAUDIO_BUFFER *)Request->Value);
}

static NTSTATUS BufferWithNotification(PORT_REQUEST *Request) {
  const KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION *Instance =
      (const KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION *)Request->Instance;
  if (Request->Pin->Notification == NULL)
    return STATUS_NOT_SUPPORTED;
  if (Instance->NotificationCount < 1 || Instance->NotificationCount > 2)
    return STATUS_UNSUCCESSFUL; /* an unsupported combination of attributes */
  return PortAllocateBuffer(Request->Pin, Instance->NotificationCount,
                            Instance->RequestedBufferSize, Instance->BaseAddress,
                            (KSRTAUDIO_BUFFER *)Request->Value);
}

static NTSTATUS HwLatency(PORT_REQUEST *Request) {
  PMINIPORTWAVERTSTREAM Stream = Request->Pin->Stream;
  Stream->lpVtbl->GetHWLatency(Stream, (KSRTAUDIO_HWLATENCY *)Request->Value);
  return STATUS_SUCCESS;
}

static NTSTATUS Register(PORT_REQUEST *Request) {
  const KSRTAUDIO_HWREGISTER_PROPERTY *Instance =
      (const KSRTAUDIO_HWREGISTER_PROPERTY *)Request->Instance;
  return PortMapRegister(Request->Pin,
                         Instance->Property.Id == KSPROPERTY_RTAUDIO_POSITIONREGISTER
                             ? PortPositionRegister
                             : PortClockRegister,
                         Instance->BaseAddress, (KSRTAUDIO_HWREGISTER *)Request->Value);
}

static NTSTATUS Event(PORT_REQUEST *Request) {
  const KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY *Instance =
      (const KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY *)Request->Instance;
  return Instance->Property.Id == KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT
             ? PortRegisterEvent(Request->Pin, Instance->NotificationEvent)
             : PortUnregisterEvent(Request->Pin, Instance->NotificationEvent);
}

static NTSTATUS QueryNotificationSupport(PORT_REQUEST *Request) {
  *(BOOL *)Request->Value = Request->Pin->Notification != NULL;
  return STATUS_SUCCESS;
}

/* No miniport interface of WaveRT offers virtual packet registers. */
static NTSTATUS PacketRegister(PORT_REQUEST *Request) {
  UNREFERENCED_PARAMETER(Request);
  return STATUS_NOT_SUPPORTED;
}

#define GET KSPROPERTY_TYPE_GET
#define SET KSPROPERTY_TYPE_SET

/* The two event properties carry no value; pages differ on which direction they are, so both work.
 */
static const PORT_PROPERTY RtAudioProperties[] = {
    {KSPROPERTY_RTAUDIO_BUFFER, GET, sizeof(KSRTAUDIO_BUFFER_PROPERTY), sizeof(KSRTAUDIO_BUFFER),
     Buffer},
    {KSPROPERTY_RTAUDIO_HWLATENCY, GET, sizeof(KSPROPERTY), sizeof(KSRTAUDIO_HWLATENCY), HwLatency},
    {KSPROPERTY_RTAUDIO_POSITIONREGISTER, GET, sizeof(KSRTAUDIO_HWREGISTER_PROPERTY),
     sizeof(KSRTAUDIO_HWREGISTER), Register},
    {KSPROPERTY_RTAUDIO_CLOCKREGISTER, GET, sizeof(KSRTAUDIO_HWREGISTER_PROPERTY),
     sizeof(KSRTAUDIO_HWREGISTER), Register},
    {KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION, GET,
     sizeof(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION), sizeof(KSRTAUDIO_BUFFER),
     BufferWithNotification},
    {KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT, GET | SET,
     sizeof(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY), 0, Event},
    {KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT, GET | SET,
     sizeof(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY), 0, Event},
    {KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT, GET, sizeof(KSPROPERTY), sizeof(BOOL),
     QueryNotificationSupport},
    {KSPROPERTY_RTAUDIO_PACKETCOUNT, GET, sizeof(KSPROPERTY), sizeof(ULONG), PortPacketCount},
    {KSPROPERTY_RTAUDIO_PRESENTATION_POSITION, GET, sizeof(KSPROPERTY),
     sizeof(KSAUDIO_PRESENTATION_POSITION), PortPresentationPosition},
    {KSPROPERTY_RTAUDIO_GETREADPACKET, GET, sizeof(KSPROPERTY),
     sizeof(KSRTAUDIO_GETREADPACKET_INFO), PortGetReadPacket},
    {KSPROPERTY_RTAUDIO_SETWRITEPACKET, SET, sizeof(KSPROPERTY),
     sizeof(KSRTAUDIO_SETWRITEPACKET_INFO), PortSetWritePacket},
    {KSPROPERTY_RTAUDIO_PACKETVREGISTER, GET, sizeof(KSRTAUDIO_PACKETVREGISTER_PROPERTY),
     sizeof(KSRTAUDIO_PACKETVREGISTER), PacketRegister},
};
const PORT_PROPERTY_SET PortRtAudioProperties = {&KSPROPSETID_RtAudio, ARRAYSIZE(RtAudioProperties),
                                                 RtAudioProperties};
