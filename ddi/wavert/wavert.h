/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wavert.h: the objects of the reference WaveRT miniport, which is a client of the bus driver.
 *
 * One miniport per function group, one stream per pin that is open. Methods of PASSIVE_LEVEL are
 * called one after the other, as a port driver does; a stream's spin lock guards what GetPosition
 * and the notification callback share with them.
 */
#ifndef WAVERT_H
#define WAVERT_H

#include <hda_ddi_plugin.h>

#define WRT_TAG 0x54725748u /* "HWrT" */
#define WRT_CONVERTERS_MAX 32u
#define WRT_STREAM_CONVERTERS_MAX 8u /* 16 channels of a stream on stereo converters */

typedef struct _WRT_STREAM WRT_STREAM;

/* A converter widget of the function group: one pin of the filter. */
typedef struct _WRT_CONVERTER {
  UCHAR Node;
  BOOLEAN Capture;
  BOOLEAN Digital;
  ULONG Channels;
  ULONG PcmCapabilities; /* rates and sizes, as the codec reports them */
  const WRT_STREAM *User;
} WRT_CONVERTER;

/* The filter's description and everything it points to. */
typedef struct _WRT_DESCRIPTION {
  PCFILTER_DESCRIPTOR Filter;
  PCPIN_DESCRIPTOR Pins[WRT_CONVERTERS_MAX];
  KSDATARANGE_AUDIO Ranges[WRT_CONVERTERS_MAX];
  PKSDATARANGE RangePointers[WRT_CONVERTERS_MAX];
  GUID Categories[2];
} WRT_DESCRIPTION;

typedef struct _WRT_MINIPORT {
  IMiniportWaveRT Interface; /* first: it is what others hold */
  LONG References;
  PDEVICE_OBJECT Pdo;
  HDAUDIO_BUS_INTERFACE_V3 Bus;     /* slots 0 to 17 are those of V2 */
  BOOLEAN HasNotificationCallbacks; /* the interface is V3 */
  BOOLEAN Initialised;
  BOOLEAN Removed;
  UCHAR CodecAddress;
  UCHAR FunctionGroup;
  ULONG OutputDelay, InputDelay; /* of the codec, frames */
  ULONG ConverterCount;          /* render converters come first */
  WRT_CONVERTER Converters[WRT_CONVERTERS_MAX];
  WRT_DESCRIPTION Description;
  LIST_ENTRY Streams;
} WRT_MINIPORT;

typedef enum _WRT_BUFFER_KIND {
  WrtNoBuffer,
  WrtPlainBuffer,
  WrtNotificationBuffer
} WRT_BUFFER_KIND;

typedef struct _WRT_FORMAT {
  HDAUDIO_STREAM_FORMAT Stream;
  ULONG FrameBytes;
} WRT_FORMAT;

typedef struct _WRT_EVENT {
  LIST_ENTRY Link;
  PKEVENT Event;
} WRT_EVENT;

/* Where the stream stood when it was last looked at. */
typedef struct _WRT_CLOCK {
  ULONGLONG Bytes;  /* since the stream left STOP */
  LONGLONG Counter; /* performance counter */
} WRT_CLOCK;

struct _WRT_STREAM {
  IMiniportWaveRTStreamNotification Interface; /* first; also IMiniportWaveRTStream, IUnknown */
  IMiniportWaveRTInputStream Input;            /* capture only */
  IMiniportWaveRTOutputStream Output;          /* render only */
  LIST_ENTRY Link;
  LONG References;
  WRT_MINIPORT *Miniport;
  PPORTWAVERTSTREAM PortStream;
  BOOLEAN Capture;
  ULONG FirstConverter, ConverterCount;
  WRT_FORMAT Format;
  HDAUDIO_CONVERTER_FORMAT ConverterFormat;
  BOOLEAN ConvertersOnLink;
  BOOLEAN IsPrepared; /* the engine is in Stop or Run, and the converters know its stream */

  HANDLE Engine;
  BOOLEAN EngineFreed; /* surprise removal took it away; the handle still names the buffer */
  HDAUDIO_STREAM_STATE EngineState;
  KSSTATE State;

  WRT_BUFFER_KIND BufferKind;
  PMDL BufferMdl;
  SIZE_T BufferBytes;
  ULONG NotificationCount;
  UCHAR StreamId;
  ULONG FifoBytes;
  LIST_ENTRY Events;
  BOOLEAN CallbackRegistered;

  KSPIN_LOCK Lock; /* of what follows, and of State */
  PULONG PositionRegister;
  WRT_CLOCK Clock;
  BOOLEAN Started; /* was in RUN since STOP */
  ULONG PacketsDone;
  ULONG PacketsRead;     /* the packet after the one that GetReadPacket reported last */
  LONGLONG PacketStart;  /* performance counter at the start of the last finished packet */
  LONGLONG LastBoundary; /* and at its end */
  BOOLEAN EndOfStream;
};

/* ---- bus_query.c */
NTSTATUS WrtQueryBus(WRT_MINIPORT *Miniport);

/* ---- description.c */
VOID WrtDescribe(WRT_MINIPORT *Miniport);
NTSTATUS WrtIntersect(WRT_MINIPORT *Miniport, ULONG PinId, const KSDATARANGE *Client,
                      ULONG OutputBufferLength, PVOID ResultantFormat,
                      PULONG ResultantFormatLength);

/* ---- format.c */
/* STATUS_INVALID_PARAMETER unless it is PCM that the bus and memory layout can express. */
NTSTATUS WrtParseFormat(const KSDATAFORMAT *DataFormat, WRT_FORMAT *Format);
/* Rates of the codec's PCM parameter, bit 0 first, frames per second; 0 past the end. */
ULONG WrtRateOfBit(ULONG Bit);
typedef struct _WRT_SIZE {
  USHORT ValidBits, ContainerBits;
} WRT_SIZE;
/* Sizes of the same parameter, the smallest first; 0 past the end. */
WRT_SIZE WrtSizeOfIndex(ULONG Index);
BOOLEAN WrtTakesSize(const WRT_CONVERTER *Converter, ULONG Index);
BOOLEAN WrtConverterTakes(const WRT_CONVERTER *Converter, const WRT_FORMAT *Format);

/* ---- codec.c */
/* Finds the converters of the function group. */
NTSTATUS WrtDiscover(WRT_MINIPORT *Miniport);
/* Power, stream number and format to the stream's converters. */
NTSTATUS WrtProgramConverters(WRT_STREAM *Stream, UCHAR StreamId);
/* Takes them off the link, if they were on it: the number goes to another stream when the buffer is
 * freed. */
VOID WrtSilenceConverters(WRT_STREAM *Stream);

/* ---- converter.c: which converters a stream has */
/* How many converters from the pin's on take the format. STATUS_INVALID_PARAMETER if they cannot,
 * STATUS_INSUFFICIENT_RESOURCES if another stream has one. */
NTSTATUS WrtFindConverters(const WRT_STREAM *Stream, ULONG Pin, const WRT_FORMAT *Format,
                           ULONG *Count);
NTSTATUS WrtClaimConverters(WRT_STREAM *Stream, ULONG Pin, const WRT_FORMAT *Format);
VOID WrtReleaseConverters(WRT_STREAM *Stream);

/* ---- stream.c */
NTSTATUS WrtNewStream(WRT_MINIPORT *Miniport, PMINIPORTWAVERTSTREAM *Stream,
                      PPORTWAVERTSTREAM PortStream, ULONG Pin, const WRT_FORMAT *Format);
NTSTATUS WrtStreamQuery(WRT_STREAM *Stream, REFIID InterfaceId, PVOID *Interface);
ULONG WrtStreamAddRef(WRT_STREAM *Stream);
ULONG WrtStreamRelease(WRT_STREAM *Stream);
/* Stops, and gives the engine back (RT-CLS-002). */
VOID WrtStreamRemove(WRT_STREAM *Stream);

/* ---- stream_state.c */
NTSTATUS WrtSetState(WRT_STREAM *Stream, KSSTATE State);
/* As far as the hardware lets it. */
VOID WrtResetEngine(WRT_STREAM *Stream);

/* ---- stream_buffer.c */
/* Where an allocation puts its results; all or none are written. */
typedef struct _WRT_BUFFER_RESULT {
  PMDL *AudioBufferMdl;
  ULONG *ActualSize;
  ULONG *OffsetFromFirstPage;
  MEMORY_CACHING_TYPE *CacheType;
} WRT_BUFFER_RESULT;
/* A plain buffer is one segment: Count 1. */
NTSTATUS WrtAllocateBuffer(WRT_STREAM *Stream, WRT_BUFFER_KIND Kind, ULONG Count, ULONG Requested,
                           const WRT_BUFFER_RESULT *Result);
VOID WrtFreeBuffer(WRT_STREAM *Stream);

/* ---- stream_event.c */
NTSTATUS WrtRegisterEvent(WRT_STREAM *Stream, PKEVENT Event);
NTSTATUS WrtUnregisterEvent(WRT_STREAM *Stream, PKEVENT Event);
VOID WrtForgetEvents(WRT_STREAM *Stream);

/* ---- stream_position.c */
NTSTATUS WrtGetPosition(WRT_STREAM *Stream, PKSAUDIO_POSITION Position);
NTSTATUS WrtGetPositionRegister(WRT_STREAM *Stream, KSRTAUDIO_HWREGISTER *Register);
NTSTATUS WrtGetClockRegister(WRT_STREAM *Stream, KSRTAUDIO_HWREGISTER *Register);
VOID WrtGetLatency(WRT_STREAM *Stream, KSRTAUDIO_HWLATENCY *Latency);
/* Lock held. Offset in the buffer, and the running count of bytes brought up to date. */
ULONG WrtObservePosition(WRT_STREAM *Stream);

/* ---- stream_packet.c */
extern const IMiniportWaveRTInputStreamVtbl WrtInputVtbl;
extern const IMiniportWaveRTOutputStreamVtbl WrtOutputVtbl;
HDAUDIO_DMA_NOTIFICATION_CALLBACK WrtPacketDone;
/* Lock held. Counters of a stream that is in STOP, or whose buffer comes or goes. */
VOID WrtResetPackets(WRT_STREAM *Stream);

#endif
