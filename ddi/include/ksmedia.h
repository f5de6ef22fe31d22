/* SPDX-License-Identifier: Apache-2.0 */
/* ksmedia.h: kernel streaming of audio: formats, and the property sets that a WaveRT pin has. */
#ifndef DDI_KSMEDIA_H
#define DDI_KSMEDIA_H

#include <ks.h>
#include <mmreg.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- formats ----------------------------------------------------------------------------- */

#define STATIC_KSDATAFORMAT_TYPE_AUDIO                                                             \
  0x73647561, 0x0000, 0x0010, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71
DDI_STATIC_GUID(KSDATAFORMAT_TYPE_AUDIO, STATIC_KSDATAFORMAT_TYPE_AUDIO);
#define STATIC_KSDATAFORMAT_SUBTYPE_PCM                                                            \
  0x00000001, 0x0000, 0x0010, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71
DDI_STATIC_GUID(KSDATAFORMAT_SUBTYPE_PCM, STATIC_KSDATAFORMAT_SUBTYPE_PCM);
#define STATIC_KSDATAFORMAT_SUBTYPE_IEEE_FLOAT                                                     \
  0x00000003, 0x0000, 0x0010, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71
DDI_STATIC_GUID(KSDATAFORMAT_SUBTYPE_IEEE_FLOAT, STATIC_KSDATAFORMAT_SUBTYPE_IEEE_FLOAT);
#define STATIC_KSDATAFORMAT_SPECIFIER_WAVEFORMATEX                                                 \
  0x05589F81, 0xC356, 0x11CE, 0xBF, 0x01, 0x00, 0xAA, 0x00, 0x55, 0x59, 0x5A
DDI_STATIC_GUID(KSDATAFORMAT_SPECIFIER_WAVEFORMATEX, STATIC_KSDATAFORMAT_SPECIFIER_WAVEFORMATEX);
#define STATIC_KSDATAFORMAT_SPECIFIER_DSOUND                                                       \
  0x518590A2, 0xA184, 0x11D0, 0x85, 0x22, 0x00, 0xC0, 0x4F, 0xD9, 0xBA, 0xF3
DDI_STATIC_GUID(KSDATAFORMAT_SPECIFIER_DSOUND, STATIC_KSDATAFORMAT_SPECIFIER_DSOUND);

typedef struct {
  KSDATAFORMAT DataFormat;
  WAVEFORMATEX WaveFormatEx;
} KSDATAFORMAT_WAVEFORMATEX, *PKSDATAFORMAT_WAVEFORMATEX;

typedef struct {
  KSDATAFORMAT DataFormat;
  WAVEFORMATEXTENSIBLE WaveFormatExt;
} KSDATAFORMAT_WAVEFORMATEXTENSIBLE, *PKSDATAFORMAT_WAVEFORMATEXTENSIBLE;

typedef struct {
  ULONG Flags;
  ULONG Control;
  WAVEFORMATEX WaveFormatEx;
} KSDSOUND_BUFFERDESC, *PKSDSOUND_BUFFERDESC;

typedef struct {
  KSDATAFORMAT DataFormat;
  KSDSOUND_BUFFERDESC BufferDesc;
} KSDATAFORMAT_DSOUND, *PKSDATAFORMAT_DSOUND;

typedef struct {
  KSDATARANGE DataRange;
  ULONG MaximumChannels;
  ULONG MinimumBitsPerSample;
  ULONG MaximumBitsPerSample;
  ULONG MinimumSampleFrequency;
  ULONG MaximumSampleFrequency;
} KSDATARANGE_AUDIO, *PKSDATARANGE_AUDIO;

/* ---- categories -------------------------------------------------------------------------- */

#define STATIC_KSCATEGORY_AUDIO                                                                    \
  0x6994AD04, 0x93EF, 0x11D0, 0xA3, 0xCC, 0x00, 0xA0, 0xC9, 0x22, 0x31, 0x96
DDI_STATIC_GUID(KSCATEGORY_AUDIO, STATIC_KSCATEGORY_AUDIO);
#define STATIC_KSCATEGORY_RENDER                                                                   \
  0x65E8773E, 0x8F56, 0x11D0, 0xA3, 0xB9, 0x00, 0xA0, 0xC9, 0x22, 0x31, 0x96
DDI_STATIC_GUID(KSCATEGORY_RENDER, STATIC_KSCATEGORY_RENDER);
#define STATIC_KSCATEGORY_CAPTURE                                                                  \
  0x65E8773D, 0x8F56, 0x11D0, 0xA3, 0xB9, 0x00, 0xA0, 0xC9, 0x22, 0x31, 0x96
DDI_STATIC_GUID(KSCATEGORY_CAPTURE, STATIC_KSCATEGORY_CAPTURE);
#define STATIC_KSCATEGORY_REALTIME                                                                 \
  0xEB115FFC, 0x10C8, 0x4964, 0x83, 0x1D, 0x6D, 0xCB, 0x02, 0xE6, 0xF2, 0x3F
DDI_STATIC_GUID(KSCATEGORY_REALTIME, STATIC_KSCATEGORY_REALTIME);

/* ---- position ---------------------------------------------------------------------------- */

#define STATIC_KSPROPSETID_Audio                                                                   \
  0x45FFAAA0, 0x6E1B, 0x11D0, 0xBC, 0xF2, 0x44, 0x45, 0x53, 0x54, 0x00, 0x00
DDI_STATIC_GUID(KSPROPSETID_Audio, STATIC_KSPROPSETID_Audio);
typedef enum {
  KSPROPERTY_AUDIO_LATENCY = 1,
  KSPROPERTY_AUDIO_COPY_PROTECTION = 2,
  KSPROPERTY_AUDIO_CHANNEL_CONFIG = 3,
  KSPROPERTY_AUDIO_VOLUMELEVEL = 4,
  KSPROPERTY_AUDIO_POSITION = 5
} KSPROPERTY_AUDIO;

typedef struct {
  DWORDLONG PlayOffset; /* bytes from the start of the cyclic buffer */
  DWORDLONG WriteOffset;
} KSAUDIO_POSITION, *PKSAUDIO_POSITION;

typedef struct _KSAUDIO_PRESENTATION_POSITION {
  UINT64 u64PositionInBlocks; /* frames since the stream began */
  UINT64 u64QPCPosition;      /* performance counter when that was so */
} KSAUDIO_PRESENTATION_POSITION, *PKSAUDIO_PRESENTATION_POSITION;

/* ---- real-time audio --------------------------------------------------------------------- */

#define STATIC_KSPROPSETID_RtAudio                                                                 \
  0xA855A48C, 0x2F78, 0x4729, 0x90, 0x51, 0x19, 0x68, 0x74, 0x6B, 0x9E, 0xEF
DDI_STATIC_GUID(KSPROPSETID_RtAudio, STATIC_KSPROPSETID_RtAudio);
typedef enum {
  KSPROPERTY_RTAUDIO_GETPOSITIONFUNCTION = 0,
  KSPROPERTY_RTAUDIO_BUFFER = 1,
  KSPROPERTY_RTAUDIO_HWLATENCY = 2,
  KSPROPERTY_RTAUDIO_POSITIONREGISTER = 3,
  KSPROPERTY_RTAUDIO_CLOCKREGISTER = 4,
  KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION = 5,
  KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT = 6,
  KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT = 7,
  KSPROPERTY_RTAUDIO_QUERY_NOTIFICATION_SUPPORT = 8,
  KSPROPERTY_RTAUDIO_PACKETCOUNT = 9,
  KSPROPERTY_RTAUDIO_PRESENTATION_POSITION = 10,
  KSPROPERTY_RTAUDIO_GETREADPACKET = 11,
  KSPROPERTY_RTAUDIO_SETWRITEPACKET = 12,
  KSPROPERTY_RTAUDIO_PACKETVREGISTER = 13
} KSPROPERTY_RTAUDIO;

/* The variants for a 32-bit client of a 64-bit kernel have a ULONG in place of each pointer. */
typedef struct {
  KSPROPERTY Property;
  PVOID BaseAddress; /* wanted by the client, normally NULL */
  ULONG RequestedBufferSize;
} KSRTAUDIO_BUFFER_PROPERTY, *PKSRTAUDIO_BUFFER_PROPERTY;
typedef struct {
  KSPROPERTY Property;
  ULONG BaseAddress;
  ULONG RequestedBufferSize;
} KSRTAUDIO_BUFFER_PROPERTY32, *PKSRTAUDIO_BUFFER_PROPERTY32;

typedef struct {
  KSPROPERTY Property;
  PVOID BaseAddress;
  ULONG RequestedBufferSize; /* bytes, whole buffer */
  ULONG NotificationCount;   /* per cycle: 1 or 2 */
} KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION, *PKSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION;
typedef struct {
  KSPROPERTY Property;
  ULONG BaseAddress;
  ULONG RequestedBufferSize;
  ULONG NotificationCount;
} KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION32, *PKSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION32;

typedef struct {
  PVOID BufferAddress; /* in the client, of the first byte of the buffer */
  ULONG ActualBufferSize;
  BOOL CallMemoryBarrier;
} KSRTAUDIO_BUFFER, *PKSRTAUDIO_BUFFER;
typedef struct {
  ULONG BufferAddress;
  ULONG ActualBufferSize;
  BOOL CallMemoryBarrier;
} KSRTAUDIO_BUFFER32, *PKSRTAUDIO_BUFFER32;

typedef struct {
  ULONG FifoSize;     /* bytes */
  ULONG ChipsetDelay; /* 100 ns */
  ULONG CodecDelay;   /* 100 ns */
} KSRTAUDIO_HWLATENCY, *PKSRTAUDIO_HWLATENCY;

typedef struct {
  KSPROPERTY Property;
  PVOID BaseAddress;
} KSRTAUDIO_HWREGISTER_PROPERTY, *PKSRTAUDIO_HWREGISTER_PROPERTY;
typedef struct {
  KSPROPERTY Property;
  ULONG BaseAddress;
} KSRTAUDIO_HWREGISTER_PROPERTY32, *PKSRTAUDIO_HWREGISTER_PROPERTY32;

typedef struct {
  PVOID Register;
  ULONG Width;         /* bits: 32 or 64 */
  ULONGLONG Numerator; /* Hz = Numerator / Denominator */
  ULONGLONG Denominator;
  ULONG Accuracy; /* bytes of a position, ticks of a clock */
} KSRTAUDIO_HWREGISTER, *PKSRTAUDIO_HWREGISTER;
typedef struct {
  ULONG Register;
  ULONG Width;
  ULONGLONG Numerator;
  ULONGLONG Denominator;
  ULONG Accuracy;
} KSRTAUDIO_HWREGISTER32, *PKSRTAUDIO_HWREGISTER32;

typedef struct {
  KSPROPERTY Property;
  HANDLE NotificationEvent; /* of the client */
} KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY, *PKSRTAUDIO_NOTIFICATION_EVENT_PROPERTY;
typedef struct {
  KSPROPERTY Property;
  ULONG NotificationEvent;
} KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY32, *PKSRTAUDIO_NOTIFICATION_EVENT_PROPERTY32;

typedef struct _KSRTAUDIO_GETREADPACKET_INFO {
  ULONG PacketNumber;
  DWORD Flags;                     /* 0 */
  ULONG64 PerformanceCounterValue; /* when the packet's first frame was taken */
  BOOL MoreData;
} KSRTAUDIO_GETREADPACKET_INFO, *PKSRTAUDIO_GETREADPACKET_INFO;

typedef struct _KSRTAUDIO_SETWRITEPACKET_INFO {
  ULONG PacketNumber;
  DWORD Flags; /* 0 or KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM */
  ULONG EosPacketLength;
} KSRTAUDIO_SETWRITEPACKET_INFO, *PKSRTAUDIO_SETWRITEPACKET_INFO;

typedef struct {
  KSPROPERTY Property;
  PVOID BaseAddress;
} KSRTAUDIO_PACKETVREGISTER_PROPERTY, *PKSRTAUDIO_PACKETVREGISTER_PROPERTY;
typedef struct {
  PULONG64 CompletedPacketCount;
  PULONG64 CompletedPacketQPC;
  PULONG64 CompletedPacketHash;
} KSRTAUDIO_PACKETVREGISTER, *PKSRTAUDIO_PACKETVREGISTER;

/* ---- layouts ----------------------------------------------------------------------------- */

DDI_ASSERT_AT(KSDATAFORMAT_WAVEFORMATEX, WaveFormatEx, 64);
DDI_ASSERT_AT(KSDATAFORMAT_WAVEFORMATEXTENSIBLE, WaveFormatExt, 64);
C_ASSERT(sizeof(KSDATAFORMAT_WAVEFORMATEXTENSIBLE) == 104);
DDI_ASSERT_AT(KSDATAFORMAT_DSOUND, BufferDesc.WaveFormatEx, 72);
C_ASSERT(sizeof(KSAUDIO_POSITION) == 16 && sizeof(KSAUDIO_PRESENTATION_POSITION) == 16);
#if defined(__x86_64__) || defined(__aarch64__)
C_ASSERT(sizeof(KSRTAUDIO_BUFFER_PROPERTY) == 40);
DDI_ASSERT_AT(KSRTAUDIO_BUFFER_PROPERTY, BaseAddress, 24);
DDI_ASSERT_AT(KSRTAUDIO_BUFFER_PROPERTY, RequestedBufferSize, 32);
C_ASSERT(sizeof(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION) == 40);
DDI_ASSERT_AT(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION, NotificationCount, 36);
C_ASSERT(sizeof(KSRTAUDIO_BUFFER) == 16);
DDI_ASSERT_AT(KSRTAUDIO_BUFFER, ActualBufferSize, 8);
DDI_ASSERT_AT(KSRTAUDIO_BUFFER, CallMemoryBarrier, 12);
C_ASSERT(sizeof(KSRTAUDIO_HWREGISTER_PROPERTY) == 32);
C_ASSERT(sizeof(KSRTAUDIO_HWREGISTER) == 40);
DDI_ASSERT_AT(KSRTAUDIO_HWREGISTER, Width, 8);
DDI_ASSERT_AT(KSRTAUDIO_HWREGISTER, Numerator, 16);
DDI_ASSERT_AT(KSRTAUDIO_HWREGISTER, Denominator, 24);
DDI_ASSERT_AT(KSRTAUDIO_HWREGISTER, Accuracy, 32);
C_ASSERT(sizeof(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY) == 32);
C_ASSERT(sizeof(KSRTAUDIO_PACKETVREGISTER_PROPERTY) == 32);
C_ASSERT(sizeof(KSRTAUDIO_PACKETVREGISTER) == 24);
#endif
C_ASSERT(sizeof(KSRTAUDIO_HWLATENCY) == 12);
C_ASSERT(sizeof(KSRTAUDIO_GETREADPACKET_INFO) == 24);
DDI_ASSERT_AT(KSRTAUDIO_GETREADPACKET_INFO, PerformanceCounterValue, 8);
DDI_ASSERT_AT(KSRTAUDIO_GETREADPACKET_INFO, MoreData, 16);
C_ASSERT(sizeof(KSRTAUDIO_SETWRITEPACKET_INFO) == 12);
C_ASSERT(sizeof(KSRTAUDIO_BUFFER_PROPERTY32) == 32);
C_ASSERT(sizeof(KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION32) == 40);
C_ASSERT(sizeof(KSRTAUDIO_BUFFER32) == 12);
C_ASSERT(sizeof(KSRTAUDIO_HWREGISTER_PROPERTY32) == 32);
C_ASSERT(sizeof(KSRTAUDIO_HWREGISTER32) == 32);
C_ASSERT(sizeof(KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY32) == 32);

#ifdef __cplusplus
}
#endif
#endif
