/* SPDX-License-Identifier: Apache-2.0 */
/* portcls.h: the port-class interfaces of WaveRT, under their Windows names and layouts. */
#ifndef DDI_PORTCLS_H
#define DDI_PORTCLS_H

#include <ks.h>
#include <ksmedia.h>
#include <punknown.h>

#ifdef __cplusplus
extern "C" {
#endif

struct _IRP;

/* clang-format off */
DEFINE_GUID(IID_IMiniport, 0xB4C90A24, 0x5791, 0x11D0, 0x86, 0xF9, 0x00, 0xA0, 0xC9, 0x11, 0xB5, 0x44);
DEFINE_GUID(IID_IPort, 0xB4C90A25, 0x5791, 0x11D0, 0x86, 0xF9, 0x00, 0xA0, 0xC9, 0x11, 0xB5, 0x44);
DEFINE_GUID(IID_IResourceList, 0x22C6AC60, 0x851B, 0x11D0, 0x9A, 0x7F, 0x00, 0xAA, 0x00, 0x38, 0xAC, 0xFE);
DEFINE_GUID(IID_IPortWaveRT, 0x339FF909, 0x68A9, 0x4310, 0xB0, 0x9B, 0x27, 0x4E, 0x96, 0xEE, 0x4C, 0xBD);
DEFINE_GUID(IID_IPortWaveRTStream, 0x1809CE5A, 0x64BC, 0x4E62, 0xBD, 0x7D, 0x95, 0xBC, 0xE4, 0x3D, 0xE3, 0x93);
DEFINE_GUID(IID_IMiniportWaveRT, 0x0F9FC4D6, 0x6061, 0x4F3C, 0xB1, 0xFC, 0x07, 0x5E, 0x35, 0xF7, 0x96, 0x0A);
DEFINE_GUID(IID_IMiniportWaveRTStream, 0x000AC9AB, 0xFAAB, 0x4F3D, 0x94, 0x55, 0x6F, 0xF8, 0x30, 0x6A, 0x74, 0xA0);
DEFINE_GUID(IID_IMiniportWaveRTStreamNotification, 0x23759128, 0x96F1, 0x423B, 0xAB, 0x4D, 0x81, 0x63, 0x5B, 0xCF, 0x8C, 0xA1);
DEFINE_GUID(IID_IMiniportWaveRTInputStream, 0xCD8E756A, 0x5FC7, 0x4624, 0x98, 0x4B, 0x2A, 0xF0, 0x29, 0x25, 0xB9, 0x1F);
DEFINE_GUID(IID_IMiniportWaveRTOutputStream, 0x831FC7BC, 0x6347, 0x44BC, 0xB4, 0x7B, 0xC0, 0xC6, 0x57, 0xB5, 0xBF, 0x73);
DEFINE_GUID(CLSID_PortWaveRT, 0xCC9BE57A, 0xEB9E, 0x42B4, 0x94, 0xFC, 0x0C, 0xAD, 0x3D, 0xBC, 0xE7, 0xFA);
/* clang-format on */

/* ---- what a filter is made of ------------------------------------------------------------ */

typedef struct _PCPROPERTY_REQUEST *PPCPROPERTY_REQUEST;
typedef NTSTATUS (*PCPFNPROPERTY_HANDLER)(PPCPROPERTY_REQUEST PropertyRequest);
typedef struct {
  const GUID *Set;
  ULONG Id;
  ULONG Flags;
  PCPFNPROPERTY_HANDLER Handler;
} PCPROPERTY_ITEM, *PPCPROPERTY_ITEM;
struct _PCPROPERTY_REQUEST {
  PUNKNOWN MajorTarget; /* miniport */
  PUNKNOWN MinorTarget; /* stream, or NULL */
  ULONG Node;
  const PCPROPERTY_ITEM *PropertyItem;
  ULONG Verb;
  ULONG InstanceSize;
  PVOID Instance;
  ULONG ValueSize;
  PVOID Value;
  struct _IRP *Irp;
};
typedef struct _PCPROPERTY_REQUEST PCPROPERTY_REQUEST;

typedef struct {
  ULONG PropertyItemSize;
  ULONG PropertyCount;
  const PCPROPERTY_ITEM *Properties;
  ULONG MethodItemSize;
  ULONG MethodCount;
  const VOID *Methods;
  ULONG EventItemSize;
  ULONG EventCount;
  const VOID *Events;
  ULONG Reserved;
} PCAUTOMATION_TABLE, *PPCAUTOMATION_TABLE;

typedef struct {
  ULONG MaxGlobalInstanceCount;
  ULONG MaxFilterInstanceCount;
  ULONG MinFilterInstanceCount;
  const PCAUTOMATION_TABLE *AutomationTable;
  KSPIN_DESCRIPTOR KsPinDescriptor;
} PCPIN_DESCRIPTOR, *PPCPIN_DESCRIPTOR;

typedef struct {
  ULONG Flags;
  const PCAUTOMATION_TABLE *AutomationTable;
  const GUID *Type;
  const GUID *Name;
} PCNODE_DESCRIPTOR, *PPCNODE_DESCRIPTOR;

typedef KSTOPOLOGY_CONNECTION PCCONNECTION_DESCRIPTOR, *PPCCONNECTION_DESCRIPTOR;
#define PCFILTER_NODE KSFILTER_NODE

typedef struct {
  ULONG Version;
  const PCAUTOMATION_TABLE *AutomationTable;
  ULONG PinSize;
  ULONG PinCount;
  const PCPIN_DESCRIPTOR *Pins;
  ULONG NodeSize;
  ULONG NodeCount;
  const PCNODE_DESCRIPTOR *Nodes;
  ULONG ConnectionCount;
  const PCCONNECTION_DESCRIPTOR *Connections;
  ULONG CategoryCount;
  const GUID *Categories;
} PCFILTER_DESCRIPTOR, *PPCFILTER_DESCRIPTOR;

/* ---- interfaces -------------------------------------------------------------------------- */

/* The methods of each interface after those it inherits, in the order of the Windows tables:
 * METHOD(type, name, parameters). Both languages declare them from here; a C++ class that
 * implements interface X has its methods declared by IMP_X. */
#define DDI_ABSTRACT_METHOD(type, name, parameters) STDMETHOD_(type, name) parameters PURE;
#define DDI_OWN_METHOD(type, name, parameters) STDMETHODIMP_(type) name parameters;

struct IRegistryKey;

/* clang-format off */
#define DDI_RESOURCELIST_METHODS(METHOD)                                                           \
  METHOD(ULONG, NumberOfEntries, (THIS))                                                           \
  METHOD(ULONG, NumberOfEntriesOfType, (THIS_ CM_RESOURCE_TYPE Type))                              \
  METHOD(PCM_PARTIAL_RESOURCE_DESCRIPTOR, FindTranslatedEntry,                                     \
         (THIS_ CM_RESOURCE_TYPE Type, ULONG Index))                                               \
  METHOD(PCM_PARTIAL_RESOURCE_DESCRIPTOR, FindUntranslatedEntry,                                   \
         (THIS_ CM_RESOURCE_TYPE Type, ULONG Index))                                               \
  METHOD(NTSTATUS, AddEntry,                                                                       \
         (THIS_ PCM_PARTIAL_RESOURCE_DESCRIPTOR Translated,                                        \
          PCM_PARTIAL_RESOURCE_DESCRIPTOR Untranslated))                                           \
  METHOD(NTSTATUS, AddEntryFromParent,                                                             \
         (THIS_ struct IResourceList *Parent, CM_RESOURCE_TYPE Type, ULONG Index))                 \
  METHOD(PCM_RESOURCE_LIST, TranslatedList, (THIS))                                                \
  METHOD(PCM_RESOURCE_LIST, UntranslatedList, (THIS))

#define DDI_PORT_METHODS(METHOD)                                                                   \
  METHOD(NTSTATUS, Init,                                                                           \
         (THIS_ PDEVICE_OBJECT DeviceObject, struct _IRP *Irp, PUNKNOWN UnknownMiniport,           \
          PUNKNOWN UnknownAdapter, PRESOURCELIST ResourceList))                                    \
  METHOD(NTSTATUS, GetDeviceProperty,                                                              \
         (THIS_ DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,                       \
          PVOID PropertyBuffer, PULONG ResultLength))                                              \
  METHOD(NTSTATUS, NewRegistryKey,                                                                 \
         (THIS_ struct IRegistryKey **OutRegistryKey, PUNKNOWN OuterUnknown,                       \
          ULONG RegistryKeyType, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,   \
          ULONG CreateOptions, PULONG Disposition))

#define DDI_PORTWAVERTSTREAM_METHODS(METHOD)                                                       \
  METHOD(PMDL, AllocatePagesForMdl, (THIS_ PHYSICAL_ADDRESS HighAddress, SIZE_T TotalBytes))       \
  METHOD(PMDL, AllocateContiguousPagesForMdl,                                                      \
         (THIS_ PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress, SIZE_T TotalBytes))     \
  METHOD(PVOID, MapAllocatedPages,                                                                 \
         (THIS_ PMDL MemoryDescriptorList, MEMORY_CACHING_TYPE CacheType))                         \
  METHOD(VOID, UnmapAllocatedPages, (THIS_ PVOID BaseAddress, PMDL MemoryDescriptorList))          \
  METHOD(VOID, FreePagesFromMdl, (THIS_ PMDL MemoryDescriptorList))                                \
  METHOD(ULONG, GetPhysicalPagesCount, (THIS_ PMDL MemoryDescriptorList))                          \
  METHOD(PHYSICAL_ADDRESS, GetPhysicalPageAddress,                                                 \
         (THIS_ PMDL MemoryDescriptorList, ULONG Index))

#define DDI_MINIPORT_METHODS(METHOD)                                                               \
  METHOD(NTSTATUS, GetDescription, (THIS_ PPCFILTER_DESCRIPTOR *Description))                      \
  METHOD(NTSTATUS, DataRangeIntersection,                                                          \
         (THIS_ ULONG PinId, PKSDATARANGE DataRange, PKSDATARANGE MatchingDataRange,               \
          ULONG OutputBufferLength, PVOID ResultantFormat, PULONG ResultantFormatLength))

#define DDI_MINIPORTWAVERT_METHODS(METHOD)                                                         \
  METHOD(NTSTATUS, Init,                                                                           \
         (THIS_ PUNKNOWN UnknownAdapter, PRESOURCELIST ResourceList, PPORTWAVERT Port))            \
  METHOD(NTSTATUS, NewStream,                                                                      \
         (THIS_ PMINIPORTWAVERTSTREAM *Stream, PPORTWAVERTSTREAM PortStream, ULONG Pin,            \
          BOOLEAN Capture, PKSDATAFORMAT DataFormat))                                              \
  METHOD(NTSTATUS, GetDeviceDescription, (THIS_ PDEVICE_DESCRIPTION DeviceDescription))

#define DDI_MINIPORTWAVERTSTREAM_METHODS(METHOD)                                                   \
  METHOD(NTSTATUS, SetFormat, (THIS_ PKSDATAFORMAT DataFormat))                                    \
  METHOD(NTSTATUS, SetState, (THIS_ KSSTATE State))                                                \
  METHOD(NTSTATUS, GetPosition, (THIS_ PKSAUDIO_POSITION Position))                                \
  METHOD(NTSTATUS, AllocateAudioBuffer,                                                            \
         (THIS_ ULONG RequestedSize, PMDL *AudioBufferMdl, ULONG *ActualSize,                      \
          ULONG *OffsetFromFirstPage, MEMORY_CACHING_TYPE *CacheType))                             \
  METHOD(VOID, FreeAudioBuffer, (THIS_ PMDL AudioBufferMdl, ULONG BufferSize))                     \
  METHOD(VOID, GetHWLatency, (THIS_ KSRTAUDIO_HWLATENCY *hwLatency))                               \
  METHOD(NTSTATUS, GetPositionRegister, (THIS_ KSRTAUDIO_HWREGISTER *Register))                    \
  METHOD(NTSTATUS, GetClockRegister, (THIS_ KSRTAUDIO_HWREGISTER *Register))

#define DDI_NOTIFICATION_METHODS(METHOD)                                                           \
  METHOD(NTSTATUS, AllocateBufferWithNotification,                                                 \
         (THIS_ ULONG NotificationCount, ULONG RequestedSize, PMDL *AudioBufferMdl,                \
          ULONG *ActualSize, ULONG *OffsetFromFirstPage, MEMORY_CACHING_TYPE *CacheType))          \
  METHOD(VOID, FreeBufferWithNotification, (THIS_ PMDL AudioBufferMdl, ULONG BufferSize))          \
  METHOD(NTSTATUS, RegisterNotificationEvent, (THIS_ PKEVENT NotificationEvent))                   \
  METHOD(NTSTATUS, UnregisterNotificationEvent, (THIS_ PKEVENT NotificationEvent))

#define DDI_INPUTSTREAM_METHODS(METHOD)                                                            \
  METHOD(NTSTATUS, GetReadPacket,                                                                  \
         (THIS_ ULONG *PacketNumber, DWORD *Flags, ULONG64 *PerformanceCounterValue,               \
          BOOL *MoreData))

#define DDI_OUTPUTSTREAM_METHODS(METHOD)                                                           \
  METHOD(NTSTATUS, SetWritePacket, (THIS_ ULONG PacketNumber, DWORD Flags, ULONG EosPacketLength)) \
  METHOD(NTSTATUS, GetOutputStreamPresentationPosition,                                            \
         (THIS_ KSAUDIO_PRESENTATION_POSITION *PresentationPosition))                              \
  METHOD(NTSTATUS, GetPacketCount, (THIS_ ULONG *PacketCount))

#define IMP_IResourceList DDI_RESOURCELIST_METHODS(DDI_OWN_METHOD)
#define IMP_IPort DDI_PORT_METHODS(DDI_OWN_METHOD)
#define IMP_IPortWaveRT IMP_IPort
#define IMP_IPortWaveRTStream DDI_PORTWAVERTSTREAM_METHODS(DDI_OWN_METHOD)
#define IMP_IMiniport DDI_MINIPORT_METHODS(DDI_OWN_METHOD)
#define IMP_IMiniportWaveRT IMP_IMiniport DDI_MINIPORTWAVERT_METHODS(DDI_OWN_METHOD)
#define IMP_IMiniportWaveRTStream DDI_MINIPORTWAVERTSTREAM_METHODS(DDI_OWN_METHOD)
#define IMP_IMiniportWaveRTStreamNotification                                                      \
  IMP_IMiniportWaveRTStream DDI_NOTIFICATION_METHODS(DDI_OWN_METHOD)
#define IMP_IMiniportWaveRTInputStream DDI_INPUTSTREAM_METHODS(DDI_OWN_METHOD)
#define IMP_IMiniportWaveRTOutputStream DDI_OUTPUTSTREAM_METHODS(DDI_OWN_METHOD)

#undef INTERFACE
#define INTERFACE IResourceList
DECLARE_INTERFACE_(IResourceList, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_RESOURCELIST_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IResourceList *PRESOURCELIST;

#undef INTERFACE
#define INTERFACE IPort
DECLARE_INTERFACE_(IPort, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_PORT_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IPort *PPORT;

#undef INTERFACE
#define INTERFACE IPortWaveRT
DECLARE_INTERFACE_(IPortWaveRT, IPort) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_PORT_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IPortWaveRT *PPORTWAVERT;

#undef INTERFACE
#define INTERFACE IPortWaveRTStream
DECLARE_INTERFACE_(IPortWaveRTStream, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_PORTWAVERTSTREAM_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IPortWaveRTStream *PPORTWAVERTSTREAM;

#undef INTERFACE
#define INTERFACE IMiniport
DECLARE_INTERFACE_(IMiniport, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_MINIPORT_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IMiniport *PMINIPORT;

#undef INTERFACE
#define INTERFACE IMiniportWaveRTStream
DECLARE_INTERFACE_(IMiniportWaveRTStream, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_MINIPORTWAVERTSTREAM_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IMiniportWaveRTStream *PMINIPORTWAVERTSTREAM;

/* the eight methods of the stream come first. */
#undef INTERFACE
#define INTERFACE IMiniportWaveRTStreamNotification
DECLARE_INTERFACE_(IMiniportWaveRTStreamNotification, IMiniportWaveRTStream) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_MINIPORTWAVERTSTREAM_METHODS(DDI_ABSTRACT_METHOD)
  DDI_NOTIFICATION_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IMiniportWaveRTStreamNotification *PMINIPORTWAVERTSTREAMNOTIFICATION;

#undef INTERFACE
#define INTERFACE IMiniportWaveRTInputStream
DECLARE_INTERFACE_(IMiniportWaveRTInputStream, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_INPUTSTREAM_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IMiniportWaveRTInputStream *PMINIPORTWAVERTINPUTSTREAM;

#undef INTERFACE
#define INTERFACE IMiniportWaveRTOutputStream
DECLARE_INTERFACE_(IMiniportWaveRTOutputStream, IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_OUTPUTSTREAM_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IMiniportWaveRTOutputStream *PMINIPORTWAVERTOUTPUTSTREAM;

#undef INTERFACE
#define INTERFACE IMiniportWaveRT
DECLARE_INTERFACE_(IMiniportWaveRT, IMiniport) {
  DEFINE_ABSTRACT_UNKNOWN()
  DDI_MINIPORT_METHODS(DDI_ABSTRACT_METHOD)
  DDI_MINIPORTWAVERT_METHODS(DDI_ABSTRACT_METHOD)
};
typedef IMiniportWaveRT *PMINIPORTWAVERT;

/* clang-format on */
#undef INTERFACE

#ifdef __cplusplus
}
#endif
#endif
