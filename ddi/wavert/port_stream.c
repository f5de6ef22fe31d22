/* SPDX-License-Identifier: Apache-2.0 */
/* IPortWaveRTStream: memory for miniports that have no bus driver to give it to them. */
#include "port.h"

typedef struct _PORT_STREAM {
  IPortWaveRTStream Interface; /* first */
  LONG References;
} PORT_STREAM;

static PORT_STREAM *Of(IPortWaveRTStream *This) {
  return CONTAINING_RECORD(This, PORT_STREAM, Interface);
}

static ULONG AddRef(IPortWaveRTStream *This) {
  return (ULONG)InterlockedIncrement(&Of(This)->References);
}

static ULONG Release(IPortWaveRTStream *This) {
  LONG Left = InterlockedDecrement(&Of(This)->References);
  if (Left == 0)
    ExFreePoolWithTag(Of(This), PORT_TAG);
  return (ULONG)Left;
}

static NTSTATUS QueryInterface(IPortWaveRTStream *This, REFIID InterfaceId, PVOID *Interface) {
  if (Interface == NULL)
    return STATUS_INVALID_PARAMETER;
  *Interface = NULL;
  if (!IsEqualGUID(InterfaceId, &IID_IUnknown) && !IsEqualGUID(InterfaceId, &IID_IPortWaveRTStream))
    return STATUS_INVALID_PARAMETER;
  (void)AddRef(This);
  *Interface = This;
  return STATUS_SUCCESS;
}

/* May deliver fewer bytes than asked; the caller looks at the byte count. */
static PMDL AllocatePagesForMdl(IPortWaveRTStream *This, PHYSICAL_ADDRESS HighAddress,
                                SIZE_T TotalBytes) {
  PHYSICAL_ADDRESS Zero = {.QuadPart = 0};
  UNREFERENCED_PARAMETER(This);
  return MmAllocatePagesForMdl(Zero, HighAddress, Zero, TotalBytes);
}

static PMDL AllocateContiguousPagesForMdl(IPortWaveRTStream *This, PHYSICAL_ADDRESS LowAddress,
                                          PHYSICAL_ADDRESS HighAddress, SIZE_T TotalBytes) {
  PHYSICAL_ADDRESS Zero = {.QuadPart = 0};
  UNREFERENCED_PARAMETER(This);
  return MmAllocatePagesForMdlEx(LowAddress, HighAddress, Zero, TotalBytes, MmCached,
                                 MM_ALLOCATE_FULLY_REQUIRED |
                                     MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS);
}

static PVOID MapAllocatedPages(IPortWaveRTStream *This, PMDL MemoryDescriptorList,
                               MEMORY_CACHING_TYPE CacheType) {
  UNREFERENCED_PARAMETER(This);
  if (CacheType != MmNonCached && CacheType != MmCached && CacheType != MmWriteCombined)
    return NULL;
  return MmMapLockedPagesSpecifyCache(MemoryDescriptorList, KernelMode, CacheType, NULL, FALSE,
                                      NormalPagePriority);
}

static VOID UnmapAllocatedPages(IPortWaveRTStream *This, PVOID BaseAddress,
                                PMDL MemoryDescriptorList) {
  UNREFERENCED_PARAMETER(This);
  MmUnmapLockedPages(BaseAddress, MemoryDescriptorList);
}

static VOID FreePagesFromMdl(IPortWaveRTStream *This, PMDL MemoryDescriptorList) {
  UNREFERENCED_PARAMETER(This);
  MmFreePagesFromMdl(MemoryDescriptorList);
  ExFreePool(MemoryDescriptorList);
}

static ULONG GetPhysicalPagesCount(IPortWaveRTStream *This, PMDL MemoryDescriptorList) {
  UNREFERENCED_PARAMETER(This);
  return ADDRESS_AND_SIZE_TO_SPAN_PAGES(MmGetMdlVirtualAddress(MemoryDescriptorList),
                                        MmGetMdlByteCount(MemoryDescriptorList));
}

/* 0 for an index past the last page. */
static PHYSICAL_ADDRESS GetPhysicalPageAddress(IPortWaveRTStream *This, PMDL MemoryDescriptorList,
                                               ULONG Index) {
  PHYSICAL_ADDRESS Address = {.QuadPart = 0};
  if (Index < GetPhysicalPagesCount(This, MemoryDescriptorList))
    Address.QuadPart = (LONGLONG)MmGetMdlPfnArray(MemoryDescriptorList)[Index] << PAGE_SHIFT;
  return Address;
}

static const IPortWaveRTStreamVtbl StreamVtbl = {
    .QueryInterface = QueryInterface,
    .AddRef = AddRef,
    .Release = Release,
    .AllocatePagesForMdl = AllocatePagesForMdl,
    .AllocateContiguousPagesForMdl = AllocateContiguousPagesForMdl,
    .MapAllocatedPages = MapAllocatedPages,
    .UnmapAllocatedPages = UnmapAllocatedPages,
    .FreePagesFromMdl = FreePagesFromMdl,
    .GetPhysicalPagesCount = GetPhysicalPagesCount,
    .GetPhysicalPageAddress = GetPhysicalPageAddress,
};

NTSTATUS PortCreateStream(PPORTWAVERTSTREAM *PortStream) {
  if (PortStream == NULL)
    return STATUS_INVALID_PARAMETER;
  PORT_STREAM *New = (PORT_STREAM *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *New, PORT_TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  New->Interface.lpVtbl = &StreamVtbl;
  New->References = 1;
  *PortStream = &New->Interface;
  return STATUS_SUCCESS;
}
