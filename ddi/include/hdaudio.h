/* SPDX-License-Identifier: Apache-2.0 */
/* hdaudio.h: the HD Audio bus-driver DDI, under its Windows names and layouts. */
#ifndef DDI_HDAUDIO_H
#define DDI_HDAUDIO_H

#include <wdm.h>

#ifdef __cplusplus
extern "C" {
#endif

DEFINE_GUID(GUID_HDAUDIO_BUS_INTERFACE, 0xD2EAF88B, 0xAB18, 0x41A8, 0xB6, 0x64, 0x8D, 0x59, 0x21,
            0x67, 0x67, 0x1B);
DEFINE_GUID(GUID_HDAUDIO_BUS_INTERFACE_BDL, 0xB4D65397, 0x5634, 0x40B0, 0xB0, 0x68, 0xF5, 0xB9,
            0xF8, 0xB9, 0x67, 0xA5);
DEFINE_GUID(GUID_HDAUDIO_BUS_INTERFACE_V2, 0xB52AF5FB, 0x424B, 0x4BB9, 0xA1, 0x60, 0x5B, 0x38, 0xBE,
            0x94, 0xE5, 0x68);
DEFINE_GUID(GUID_HDAUDIO_BUS_INTERFACE_V3, 0xDC25DA12, 0xBCD1, 0x4C7F, 0x84, 0xE1, 0x02, 0xAD, 0xB6,
            0xDC, 0xDC, 0xBF);
DEFINE_GUID(GUID_HDAUDIO_BUS_CLASS, 0xBBD1A745, 0xADD6, 0x4575, 0x9C, 0x2E, 0x9B, 0x42, 0x8D, 0x1C,
            0x32, 0x66);
#define HDAUDIO_INTERFACE_VERSION 0x0100

/* ---- codec commands ---------------------------------------------------------------------- */

typedef union _HDAUDIO_CODEC_COMMAND {
  struct {
    ULONG Data : 8;
    ULONG VerbId : 12;
    ULONG Node : 8;
    ULONG CodecAddress : 4;
  } Verb8;
  struct {
    ULONG Data : 16;
    ULONG VerbId : 4;
    ULONG Node : 8;
    ULONG CodecAddress : 4;
  } Verb16;
  ULONG Command;
} HDAUDIO_CODEC_COMMAND, *PHDAUDIO_CODEC_COMMAND;

typedef union _HDAUDIO_CODEC_RESPONSE {
  struct {
    union {
      struct {
        ULONG Response : 21;
        ULONG SubTag : 5;
        ULONG Tag : 6;
      } Unsolicited;
      ULONG Response;
    };
    ULONG SDataIn : 4;
    ULONG IsUnsolicitedResponse : 1;
    ULONG Reserved : 25;
    ULONG HasFifoOverrun : 1;
    ULONG IsValid : 1;
  };
  ULONGLONG CompleteResponse;
} HDAUDIO_CODEC_RESPONSE, *PHDAUDIO_CODEC_RESPONSE;

typedef struct _HDAUDIO_CODEC_TRANSFER {
  HDAUDIO_CODEC_COMMAND Output;
  HDAUDIO_CODEC_RESPONSE Input;
} HDAUDIO_CODEC_TRANSFER, *PHDAUDIO_CODEC_TRANSFER;

typedef enum _HDAUDIO_CODEC_POWER_STATE {
  PowerCodecUnspecified = 0,
  PowerCodecD0 = 1,
  PowerCodecD1 = 2,
  PowerCodecD2 = 3,
  PowerCodecD3 = 4,
  PowerCodecD3Cold = 5,
  PowerCodecMaximum = 6
} HDAUDIO_CODEC_POWER_STATE;

/* ---- formats and streams ----------------------------------------------------------------- */

typedef struct _HDAUDIO_STREAM_FORMAT {
  ULONG SampleRate; /* frames per second */
  USHORT ValidBitsPerSample;
  USHORT ContainerSize; /* bits */
  USHORT NumberOfChannels;
} HDAUDIO_STREAM_FORMAT, *PHDAUDIO_STREAM_FORMAT;

typedef union _HDAUDIO_CONVERTER_FORMAT {
  struct {
    USHORT NumberOfChannels : 4; /* minus 1 */
    USHORT BitsPerSample : 3;    /* 0 = 8, 1 = 16, 2 = 20, 3 = 24, 4 = 32 */
    USHORT : 1;
    USHORT SampleRate : 7; /* base, multiplier - 1, divisor - 1 */
    USHORT StreamType : 1; /* 0 = PCM */
  };
  USHORT ConverterFormat;
} HDAUDIO_CONVERTER_FORMAT, *PHDAUDIO_CONVERTER_FORMAT;

typedef enum _HDAUDIO_STREAM_STATE {
  ResetState = 0,
  StopState = 1,
  PauseState = 1,
  RunState = 2
} HDAUDIO_STREAM_STATE,
    *PHDAUDIO_STREAM_STATE;

/* Identical to a buffer descriptor list entry of the hardware. */
typedef struct _HDAUDIO_BUFFER_DESCRIPTOR {
  PHYSICAL_ADDRESS Address;
  ULONG Length; /* bytes */
  ULONG InterruptOnCompletion;
} HDAUDIO_BUFFER_DESCRIPTOR, *PHDAUDIO_BUFFER_DESCRIPTOR;

/* ---- device information ------------------------------------------------------------------ */

typedef struct _HDAUDIO_DEVICE_INFORMATION {
  USHORT Size;
  USHORT DeviceVersion;
  USHORT DriverVersion;
  USHORT CodecsDetected;
  BOOLEAN IsStripingSupported;
} HDAUDIO_DEVICE_INFORMATION, *PHDAUDIO_DEVICE_INFORMATION;

typedef struct _HDAUDIO_DEVICE_INFORMATION_V2 {
  USHORT Size;
  USHORT DeviceVersion;
  USHORT DriverVersion;
  USHORT CodecsDetected;
  BOOLEAN IsStripingSupported;
  UCHAR CtrlRevision;
  USHORT CtrlVendorId;
  USHORT CtrlDeviceId;
} HDAUDIO_DEVICE_INFORMATION_V2, *PHDAUDIO_DEVICE_INFORMATION_V2;
#define HDAUDIO_DEVICE_INFORMATION_INIT(Information)                                               \
  do {                                                                                             \
    RtlZeroMemory((Information), sizeof(HDAUDIO_DEVICE_INFORMATION_V2));                           \
    (Information)->Size = sizeof(HDAUDIO_DEVICE_INFORMATION_V2);                                   \
  } while (0)

/* ---- callbacks --------------------------------------------------------------------------- */

typedef VOID HDAUDIO_TRANSFER_COMPLETE_CALLBACK(HDAUDIO_CODEC_TRANSFER *Transfer,
                                                PVOID CallbackContext);
typedef HDAUDIO_TRANSFER_COMPLETE_CALLBACK *PHDAUDIO_TRANSFER_COMPLETE_CALLBACK;
typedef VOID HDAUDIO_UNSOLICITED_RESPONSE_CALLBACK(HDAUDIO_CODEC_RESPONSE Response,
                                                   PVOID CallbackContext);
typedef HDAUDIO_UNSOLICITED_RESPONSE_CALLBACK *PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK;
typedef VOID HDAUDIO_BDL_ISR(VOID *Context, ULONG InterruptBitMask);
typedef HDAUDIO_BDL_ISR *PHDAUDIO_BDL_ISR;
typedef VOID HDAUDIO_DMA_NOTIFICATION_CALLBACK(PVOID Context, LARGE_INTEGER QpcTimestamp);
typedef HDAUDIO_DMA_NOTIFICATION_CALLBACK *PHDAUDIO_DMA_NOTIFICATION_CALLBACK;

/* ---- routines ---------------------------------------------------------------------------- */

typedef NTSTATUS (*PTRANSFER_CODEC_VERBS)(PVOID _context, ULONG Count,
                                          PHDAUDIO_CODEC_TRANSFER CodecTransfer,
                                          PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback,
                                          PVOID Context);
typedef NTSTATUS (*PALLOCATE_CAPTURE_DMA_ENGINE)(PVOID _context, UCHAR CodecAddress,
                                                 PHDAUDIO_STREAM_FORMAT StreamFormat,
                                                 PHANDLE Handle,
                                                 PHDAUDIO_CONVERTER_FORMAT ConverterFormat);
typedef NTSTATUS (*PALLOCATE_RENDER_DMA_ENGINE)(PVOID _context, PHDAUDIO_STREAM_FORMAT StreamFormat,
                                                BOOLEAN Stripe, PHANDLE Handle,
                                                PHDAUDIO_CONVERTER_FORMAT ConverterFormat);
typedef NTSTATUS (*PCHANGE_BANDWIDTH_ALLOCATION)(PVOID _context, HANDLE Handle,
                                                 PHDAUDIO_STREAM_FORMAT StreamFormat,
                                                 PHDAUDIO_CONVERTER_FORMAT ConverterFormat);
typedef NTSTATUS (*PALLOCATE_DMA_BUFFER)(PVOID _context, HANDLE Handle, SIZE_T RequestedBufferSize,
                                         PMDL *BufferMdl, PSIZE_T AllocatedBufferSize,
                                         PUCHAR StreamId, PULONG FifoSize);
typedef NTSTATUS (*PFREE_DMA_BUFFER)(PVOID _context, HANDLE Handle);
typedef NTSTATUS (*PFREE_DMA_ENGINE)(PVOID _context, HANDLE Handle);
typedef NTSTATUS (*PSET_DMA_ENGINE_STATE)(PVOID _context, HDAUDIO_STREAM_STATE StreamState,
                                          ULONG NumberOfHandles, PHANDLE Handles);
typedef VOID (*PGET_WALL_CLOCK_REGISTER)(PVOID _context, PULONG *Wallclock);
typedef NTSTATUS (*PGET_LINK_POSITION_REGISTER)(PVOID _context, HANDLE Handle, PULONG *Position);
typedef NTSTATUS (*PREGISTER_EVENT_CALLBACK)(PVOID _context,
                                             PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine,
                                             PVOID Context, PUCHAR Tag);
typedef NTSTATUS (*PUNREGISTER_EVENT_CALLBACK)(PVOID _context, UCHAR Tag);
typedef NTSTATUS (*PGET_DEVICE_INFORMATION)(PVOID _context,
                                            PHDAUDIO_DEVICE_INFORMATION DeviceInformation);
typedef VOID (*PGET_RESOURCE_INFORMATION)(PVOID _context, PUCHAR CodecAddress,
                                          PUCHAR FunctionGroupStartNode);
typedef NTSTATUS (*PALLOCATE_DMA_BUFFER_WITH_NOTIFICATION)(
    PVOID _context, HANDLE Handle, ULONG NotificationCount, SIZE_T RequestedBufferSize,
    PMDL *BufferMdl, PSIZE_T AllocatedBufferSize, PSIZE_T OffsetFromFirstPage, PUCHAR StreamId,
    PULONG FifoSize);
typedef NTSTATUS (*PFREE_DMA_BUFFER_WITH_NOTIFICATION)(PVOID _context, HANDLE Handle,
                                                       PMDL BufferMdl, SIZE_T BufferSize);
typedef NTSTATUS (*PREGISTER_NOTIFICATION_EVENT)(PVOID _context, HANDLE Handle,
                                                 PKEVENT NotificationEvent);
typedef NTSTATUS (*PUNREGISTER_NOTIFICATION_EVENT)(PVOID _context, HANDLE Handle,
                                                   PKEVENT NotificationEvent);
typedef NTSTATUS (*PREGISTER_NOTIFICATION_CALLBACK)(
    PVOID _context, HANDLE Handle, PDEVICE_OBJECT Fdo,
    PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback, PVOID CallbackContext);
typedef NTSTATUS (*PUNREGISTER_NOTIFICATION_CALLBACK)(
    PVOID _context, HANDLE Handle, PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback,
    PVOID CallbackContext);
typedef NTSTATUS (*PALLOCATE_CONTIGUOUS_DMA_BUFFER)(PVOID _context, HANDLE Handle,
                                                    ULONG RequestedBufferSize, PVOID *DataBuffer,
                                                    PHDAUDIO_BUFFER_DESCRIPTOR *BdlBuffer);
typedef NTSTATUS (*PSETUP_DMA_ENGINE_WITH_BDL)(PVOID _context, HANDLE Handle, ULONG BufferLength,
                                               ULONG Lvi, PHDAUDIO_BDL_ISR Isr, PVOID Context,
                                               PUCHAR StreamId, PULONG FifoSize);
typedef NTSTATUS (*PFREE_CONTIGUOUS_DMA_BUFFER)(PVOID _context, HANDLE Handle);

/* ---- interfaces -------------------------------------------------------------------------- */

#define DDI_INTERFACE_HEADER                                                                       \
  USHORT Size;                                                                                     \
  USHORT Version;                                                                                  \
  PVOID Context;                                                                                   \
  PINTERFACE_REFERENCE InterfaceReference;                                                         \
  PINTERFACE_DEREFERENCE InterfaceDereference

/* Slots 0 to 13, the same in the baseline, V2 and V3 interfaces. */
#define DDI_BASELINE_SLOTS                                                                         \
  PTRANSFER_CODEC_VERBS TransferCodecVerbs;                                                        \
  PALLOCATE_CAPTURE_DMA_ENGINE AllocateCaptureDmaEngine;                                           \
  PALLOCATE_RENDER_DMA_ENGINE AllocateRenderDmaEngine;                                             \
  PCHANGE_BANDWIDTH_ALLOCATION ChangeBandwidthAllocation;                                          \
  PALLOCATE_DMA_BUFFER AllocateDmaBuffer;                                                          \
  PFREE_DMA_BUFFER FreeDmaBuffer;                                                                  \
  PFREE_DMA_ENGINE FreeDmaEngine;                                                                  \
  PSET_DMA_ENGINE_STATE SetDmaEngineState;                                                         \
  PGET_WALL_CLOCK_REGISTER GetWallClockRegister;                                                   \
  PGET_LINK_POSITION_REGISTER GetLinkPositionRegister;                                             \
  PREGISTER_EVENT_CALLBACK RegisterEventCallback;                                                  \
  PUNREGISTER_EVENT_CALLBACK UnregisterEventCallback;                                              \
  PGET_DEVICE_INFORMATION GetDeviceInformation;                                                    \
  PGET_RESOURCE_INFORMATION GetResourceInformation

/* Slots 14 to 17, the same in V2 and V3. */
#define DDI_NOTIFICATION_SLOTS                                                                     \
  PALLOCATE_DMA_BUFFER_WITH_NOTIFICATION AllocateDmaBufferWithNotification;                        \
  PFREE_DMA_BUFFER_WITH_NOTIFICATION FreeDmaBufferWithNotification;                                \
  PREGISTER_NOTIFICATION_EVENT RegisterNotificationEvent;                                          \
  PUNREGISTER_NOTIFICATION_EVENT UnregisterNotificationEvent

typedef struct _HDAUDIO_BUS_INTERFACE {
  DDI_INTERFACE_HEADER;
  DDI_BASELINE_SLOTS;
} HDAUDIO_BUS_INTERFACE, *PHDAUDIO_BUS_INTERFACE;

typedef struct _HDAUDIO_BUS_INTERFACE_V2 {
  DDI_INTERFACE_HEADER;
  DDI_BASELINE_SLOTS;
  DDI_NOTIFICATION_SLOTS;
} HDAUDIO_BUS_INTERFACE_V2, *PHDAUDIO_BUS_INTERFACE_V2;

typedef struct _HDAUDIO_BUS_INTERFACE_V3 {
  DDI_INTERFACE_HEADER;
  DDI_BASELINE_SLOTS;
  DDI_NOTIFICATION_SLOTS;
  PREGISTER_NOTIFICATION_CALLBACK RegisterNotificationCallback;
  PUNREGISTER_NOTIFICATION_CALLBACK UnregisterNotificationCallback;
} HDAUDIO_BUS_INTERFACE_V3, *PHDAUDIO_BUS_INTERFACE_V3;

typedef struct _HDAUDIO_BUS_INTERFACE_BDL {
  DDI_INTERFACE_HEADER;
  PTRANSFER_CODEC_VERBS TransferCodecVerbs;
  PALLOCATE_CAPTURE_DMA_ENGINE AllocateCaptureDmaEngine;
  PALLOCATE_RENDER_DMA_ENGINE AllocateRenderDmaEngine;
  PCHANGE_BANDWIDTH_ALLOCATION ChangeBandwidthAllocation;
  PALLOCATE_CONTIGUOUS_DMA_BUFFER AllocateContiguousDmaBuffer;
  PSETUP_DMA_ENGINE_WITH_BDL SetupDmaEngineWithBdl;
  PFREE_CONTIGUOUS_DMA_BUFFER FreeContiguousDmaBuffer;
  PFREE_DMA_ENGINE FreeDmaEngine;
  PSET_DMA_ENGINE_STATE SetDmaEngineState;
  PGET_WALL_CLOCK_REGISTER GetWallClockRegister;
  PGET_LINK_POSITION_REGISTER GetLinkPositionRegister;
  PREGISTER_EVENT_CALLBACK RegisterEventCallback;
  PUNREGISTER_EVENT_CALLBACK UnregisterEventCallback;
  PGET_DEVICE_INFORMATION GetDeviceInformation;
  PGET_RESOURCE_INFORMATION GetResourceInformation;
} HDAUDIO_BUS_INTERFACE_BDL, *PHDAUDIO_BUS_INTERFACE_BDL;

/* ---- layouts ----------------------------------------------------------------------------- */

C_ASSERT(sizeof(HDAUDIO_CODEC_COMMAND) == 4);
C_ASSERT(sizeof(HDAUDIO_CODEC_RESPONSE) == 8);
C_ASSERT(sizeof(HDAUDIO_CODEC_TRANSFER) == 16);
DDI_ASSERT_AT(HDAUDIO_CODEC_TRANSFER, Input, 8);
C_ASSERT(sizeof(HDAUDIO_STREAM_FORMAT) == 12);
DDI_ASSERT_AT(HDAUDIO_STREAM_FORMAT, ValidBitsPerSample, 4);
DDI_ASSERT_AT(HDAUDIO_STREAM_FORMAT, ContainerSize, 6);
DDI_ASSERT_AT(HDAUDIO_STREAM_FORMAT, NumberOfChannels, 8);
C_ASSERT(sizeof(HDAUDIO_CONVERTER_FORMAT) == 2);
C_ASSERT(sizeof(HDAUDIO_BUFFER_DESCRIPTOR) == 16);
DDI_ASSERT_AT(HDAUDIO_BUFFER_DESCRIPTOR, Length, 8);
DDI_ASSERT_AT(HDAUDIO_BUFFER_DESCRIPTOR, InterruptOnCompletion, 12);
C_ASSERT(sizeof(HDAUDIO_DEVICE_INFORMATION) == 10);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION, DeviceVersion, 2);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION, DriverVersion, 4);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION, CodecsDetected, 6);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION, IsStripingSupported, 8);
C_ASSERT(sizeof(HDAUDIO_DEVICE_INFORMATION_V2) == 14);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION_V2, CtrlRevision, 9);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION_V2, CtrlVendorId, 10);
DDI_ASSERT_AT(HDAUDIO_DEVICE_INFORMATION_V2, CtrlDeviceId, 12);
C_ASSERT(sizeof(HDAUDIO_STREAM_STATE) == 4);
#if defined(__x86_64__) || defined(__aarch64__)
C_ASSERT(sizeof(HDAUDIO_BUS_INTERFACE) == 144);
C_ASSERT(sizeof(HDAUDIO_BUS_INTERFACE_V2) == 176);
C_ASSERT(sizeof(HDAUDIO_BUS_INTERFACE_V3) == 192);
C_ASSERT(sizeof(HDAUDIO_BUS_INTERFACE_BDL) == 152);
#define DDI_ASSERT_SLOT(type, member, slot) DDI_ASSERT_AT(type, member, 32 + 8 * (slot))
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE, TransferCodecVerbs, 0);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE, SetDmaEngineState, 7);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE, GetResourceInformation, 13);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, AllocateCaptureDmaEngine, 1);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, AllocateDmaBuffer, 4);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, GetLinkPositionRegister, 9);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, AllocateDmaBufferWithNotification, 14);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, FreeDmaBufferWithNotification, 15);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, RegisterNotificationEvent, 16);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V2, UnregisterNotificationEvent, 17);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V3, RegisterNotificationCallback, 18);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_V3, UnregisterNotificationCallback, 19);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_BDL, AllocateContiguousDmaBuffer, 4);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_BDL, SetupDmaEngineWithBdl, 5);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_BDL, FreeContiguousDmaBuffer, 6);
DDI_ASSERT_SLOT(HDAUDIO_BUS_INTERFACE_BDL, GetResourceInformation, 14);
#endif

#ifdef __cplusplus
}
#endif
#endif
