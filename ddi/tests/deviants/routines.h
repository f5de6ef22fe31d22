/* SPDX-License-Identifier: Apache-2.0 */
/*
 * routines.h: every routine of the four interfaces, once: X(type, name). PARAMETERS_name is its
 * parameter list and ARGUMENTS_name the same as arguments, so that what wraps a routine need not
 * repeat them.
 */
#ifndef ROUTINES_H
#define ROUTINES_H

#include <hdaudio.h>
#include <portcls.h>

#define ROUTINES_OF_ALL(X)                                                                         \
  X(PTRANSFER_CODEC_VERBS, TransferCodecVerbs)                                                     \
  X(PALLOCATE_CAPTURE_DMA_ENGINE, AllocateCaptureDmaEngine)                                        \
  X(PALLOCATE_RENDER_DMA_ENGINE, AllocateRenderDmaEngine)                                          \
  X(PCHANGE_BANDWIDTH_ALLOCATION, ChangeBandwidthAllocation)                                       \
  X(PFREE_DMA_ENGINE, FreeDmaEngine)                                                               \
  X(PSET_DMA_ENGINE_STATE, SetDmaEngineState)                                                      \
  X(PGET_WALL_CLOCK_REGISTER, GetWallClockRegister)                                                \
  X(PGET_LINK_POSITION_REGISTER, GetLinkPositionRegister)                                          \
  X(PREGISTER_EVENT_CALLBACK, RegisterEventCallback)                                               \
  X(PUNREGISTER_EVENT_CALLBACK, UnregisterEventCallback)                                           \
  X(PGET_DEVICE_INFORMATION, GetDeviceInformation)                                                 \
  X(PGET_RESOURCE_INFORMATION, GetResourceInformation)

#define ROUTINES_OF_V1(X)                                                                          \
  X(PALLOCATE_DMA_BUFFER, AllocateDmaBuffer)                                                       \
  X(PFREE_DMA_BUFFER, FreeDmaBuffer)

#define ROUTINES_OF_V2(X)                                                                          \
  X(PALLOCATE_DMA_BUFFER_WITH_NOTIFICATION, AllocateDmaBufferWithNotification)                     \
  X(PFREE_DMA_BUFFER_WITH_NOTIFICATION, FreeDmaBufferWithNotification)                             \
  X(PREGISTER_NOTIFICATION_EVENT, RegisterNotificationEvent)                                       \
  X(PUNREGISTER_NOTIFICATION_EVENT, UnregisterNotificationEvent)

#define ROUTINES_OF_V3(X)                                                                          \
  X(PREGISTER_NOTIFICATION_CALLBACK, RegisterNotificationCallback)                                 \
  X(PUNREGISTER_NOTIFICATION_CALLBACK, UnregisterNotificationCallback)

#define ROUTINES_OF_BDL(X)                                                                         \
  X(PALLOCATE_CONTIGUOUS_DMA_BUFFER, AllocateContiguousDmaBuffer)                                  \
  X(PSETUP_DMA_ENGINE_WITH_BDL, SetupDmaEngineWithBdl)                                             \
  X(PFREE_CONTIGUOUS_DMA_BUFFER, FreeContiguousDmaBuffer)

#define ROUTINES(X)                                                                                \
  ROUTINES_OF_ALL(X) ROUTINES_OF_V1(X) ROUTINES_OF_V2(X) ROUTINES_OF_V3(X) ROUTINES_OF_BDL(X)

#define PARAMETERS_TransferCodecVerbs                                                              \
  PVOID _context, ULONG Count, PHDAUDIO_CODEC_TRANSFER CodecTransfer,                              \
      PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context
#define ARGUMENTS_TransferCodecVerbs _context, Count, CodecTransfer, Callback, Context

#define PARAMETERS_AllocateCaptureDmaEngine                                                        \
  PVOID _context, UCHAR CodecAddress, PHDAUDIO_STREAM_FORMAT StreamFormat, PHANDLE Handle,         \
      PHDAUDIO_CONVERTER_FORMAT ConverterFormat
#define ARGUMENTS_AllocateCaptureDmaEngine                                                         \
  _context, CodecAddress, StreamFormat, Handle, ConverterFormat

#define PARAMETERS_AllocateRenderDmaEngine                                                         \
  PVOID _context, PHDAUDIO_STREAM_FORMAT StreamFormat, BOOLEAN Stripe, PHANDLE Handle,             \
      PHDAUDIO_CONVERTER_FORMAT ConverterFormat
#define ARGUMENTS_AllocateRenderDmaEngine _context, StreamFormat, Stripe, Handle, ConverterFormat

#define PARAMETERS_ChangeBandwidthAllocation                                                       \
  PVOID _context, HANDLE Handle, PHDAUDIO_STREAM_FORMAT StreamFormat,                              \
      PHDAUDIO_CONVERTER_FORMAT ConverterFormat
#define ARGUMENTS_ChangeBandwidthAllocation _context, Handle, StreamFormat, ConverterFormat

#define PARAMETERS_AllocateDmaBuffer                                                               \
  PVOID _context, HANDLE Handle, SIZE_T RequestedBufferSize, PMDL *BufferMdl,                      \
      PSIZE_T AllocatedBufferSize, PUCHAR StreamId, PULONG FifoSize
#define ARGUMENTS_AllocateDmaBuffer                                                                \
  _context, Handle, RequestedBufferSize, BufferMdl, AllocatedBufferSize, StreamId, FifoSize

#define PARAMETERS_FreeDmaBuffer PVOID _context, HANDLE Handle
#define ARGUMENTS_FreeDmaBuffer _context, Handle

#define PARAMETERS_FreeDmaEngine PVOID _context, HANDLE Handle
#define ARGUMENTS_FreeDmaEngine _context, Handle

#define PARAMETERS_SetDmaEngineState                                                               \
  PVOID _context, HDAUDIO_STREAM_STATE StreamState, ULONG NumberOfHandles, PHANDLE Handles
#define ARGUMENTS_SetDmaEngineState _context, StreamState, NumberOfHandles, Handles

#define PARAMETERS_GetWallClockRegister PVOID _context, PULONG *Wallclock
#define ARGUMENTS_GetWallClockRegister _context, Wallclock

#define PARAMETERS_GetLinkPositionRegister PVOID _context, HANDLE Handle, PULONG *Position
#define ARGUMENTS_GetLinkPositionRegister _context, Handle, Position

#define PARAMETERS_RegisterEventCallback                                                           \
  PVOID _context, PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK Routine, PVOID Context, PUCHAR Tag
#define ARGUMENTS_RegisterEventCallback _context, Routine, Context, Tag

#define PARAMETERS_UnregisterEventCallback PVOID _context, UCHAR Tag
#define ARGUMENTS_UnregisterEventCallback _context, Tag

#define PARAMETERS_GetDeviceInformation                                                            \
  PVOID _context, PHDAUDIO_DEVICE_INFORMATION DeviceInformation
#define ARGUMENTS_GetDeviceInformation _context, DeviceInformation

#define PARAMETERS_GetResourceInformation                                                          \
  PVOID _context, PUCHAR CodecAddress, PUCHAR FunctionGroupStartNode
#define ARGUMENTS_GetResourceInformation _context, CodecAddress, FunctionGroupStartNode

#define PARAMETERS_AllocateDmaBufferWithNotification                                               \
  PVOID _context, HANDLE Handle, ULONG NotificationCount, SIZE_T RequestedBufferSize,              \
      PMDL *BufferMdl, PSIZE_T AllocatedBufferSize, PSIZE_T OffsetFromFirstPage, PUCHAR StreamId,  \
      PULONG FifoSize
#define ARGUMENTS_AllocateDmaBufferWithNotification                                                \
  _context, Handle, NotificationCount, RequestedBufferSize, BufferMdl, AllocatedBufferSize,        \
      OffsetFromFirstPage, StreamId, FifoSize

#define PARAMETERS_FreeDmaBufferWithNotification                                                   \
  PVOID _context, HANDLE Handle, PMDL BufferMdl, SIZE_T BufferSize
#define ARGUMENTS_FreeDmaBufferWithNotification _context, Handle, BufferMdl, BufferSize

#define PARAMETERS_RegisterNotificationEvent                                                       \
  PVOID _context, HANDLE Handle, PKEVENT NotificationEvent
#define ARGUMENTS_RegisterNotificationEvent _context, Handle, NotificationEvent

#define PARAMETERS_UnregisterNotificationEvent                                                     \
  PVOID _context, HANDLE Handle, PKEVENT NotificationEvent
#define ARGUMENTS_UnregisterNotificationEvent _context, Handle, NotificationEvent

#define PARAMETERS_RegisterNotificationCallback                                                    \
  PVOID _context, HANDLE Handle, PDEVICE_OBJECT Fdo,                                               \
      PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback, PVOID CallbackContext
#define ARGUMENTS_RegisterNotificationCallback                                                     \
  _context, Handle, Fdo, NotificationCallback, CallbackContext

#define PARAMETERS_UnregisterNotificationCallback                                                  \
  PVOID _context, HANDLE Handle, PHDAUDIO_DMA_NOTIFICATION_CALLBACK NotificationCallback,          \
      PVOID CallbackContext
#define ARGUMENTS_UnregisterNotificationCallback                                                   \
  _context, Handle, NotificationCallback, CallbackContext

#define PARAMETERS_AllocateContiguousDmaBuffer                                                     \
  PVOID _context, HANDLE Handle, ULONG RequestedBufferSize, PVOID *DataBuffer,                     \
      PHDAUDIO_BUFFER_DESCRIPTOR *BdlBuffer
#define ARGUMENTS_AllocateContiguousDmaBuffer                                                      \
  _context, Handle, RequestedBufferSize, DataBuffer, BdlBuffer

#define PARAMETERS_SetupDmaEngineWithBdl                                                           \
  PVOID _context, HANDLE Handle, ULONG BufferLength, ULONG Lvi, PHDAUDIO_BDL_ISR Isr,              \
      PVOID Context, PUCHAR StreamId, PULONG FifoSize
#define ARGUMENTS_SetupDmaEngineWithBdl                                                            \
  _context, Handle, BufferLength, Lvi, Isr, Context, StreamId, FifoSize

#define PARAMETERS_FreeContiguousDmaBuffer PVOID _context, HANDLE Handle
#define ARGUMENTS_FreeContiguousDmaBuffer _context, Handle

/* Methods of IMiniportWaveRTStreamNotification that are wrapped: X(name). */
#define STREAM_METHODS(X)                                                                          \
  X(QueryInterface)                                                                                \
  X(Release)                                                                                       \
  X(SetFormat)                                                                                     \
  X(SetState)                                                                                      \
  X(GetPosition)                                                                                   \
  X(AllocateAudioBuffer)                                                                           \
  X(FreeAudioBuffer)                                                                               \
  X(GetHWLatency)                                                                                  \
  X(GetPositionRegister)                                                                           \
  X(GetClockRegister)                                                                              \
  X(AllocateBufferWithNotification)                                                                \
  X(FreeBufferWithNotification)                                                                    \
  X(RegisterNotificationEvent)                                                                     \
  X(UnregisterNotificationEvent)

#define STREAM_THIS IMiniportWaveRTStreamNotification *This

#define PARAMETERS_AllocateAudioBuffer                                                             \
  STREAM_THIS, ULONG RequestedSize, PMDL *AudioBufferMdl, ULONG *ActualSize,                       \
      ULONG *OffsetFromFirstPage, MEMORY_CACHING_TYPE *CacheType
#define ARGUMENTS_AllocateAudioBuffer                                                              \
  This, RequestedSize, AudioBufferMdl, ActualSize, OffsetFromFirstPage, CacheType

#define PARAMETERS_AllocateBufferWithNotification                                                  \
  STREAM_THIS, ULONG NotificationCount, ULONG RequestedSize, PMDL *AudioBufferMdl,                 \
      ULONG *ActualSize, ULONG *OffsetFromFirstPage, MEMORY_CACHING_TYPE *CacheType
#define ARGUMENTS_AllocateBufferWithNotification                                                   \
  This, NotificationCount, RequestedSize, AudioBufferMdl, ActualSize, OffsetFromFirstPage, CacheType

/* The same for a routine whose name is itself a macro. */
#define ROUTINE_PARAMETERS(Name) ROUTINE_PARAMETERS_(Name)
#define ROUTINE_PARAMETERS_(Name) PARAMETERS_##Name
#define ROUTINE_ARGUMENTS(Name) ROUTINE_ARGUMENTS_(Name)
#define ROUTINE_ARGUMENTS_(Name) ARGUMENTS_##Name

#endif
