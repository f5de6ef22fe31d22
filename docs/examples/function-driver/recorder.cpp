// SPDX-License-Identifier: Apache-2.0
// Records with the notification callback of the third interface. Members give back in their
// destructors what they have taken, in the opposite order.
#include "function_driver.h"

namespace {

constexpr ULONG kHalfFrames = 256; // 1024 bytes: segments are multiples of 128
constexpr ULONG kFrameBytes = 4;
constexpr ULONG kBytes = 2 * kHalfFrames * kFrameBytes;

class Bus {
public:
  explicit Bus(PDEVICE_OBJECT Pdo)
      : Status(QueryBusInterface(Pdo, &GUID_HDAUDIO_BUS_INTERFACE_V3, sizeof Table,
                                 reinterpret_cast<PINTERFACE>(&Table))) {}
  ~Bus() {
    if (NT_SUCCESS(Status))
      Table.InterfaceDereference(Table.Context);
  }
  Bus(const Bus &) = delete;
  Bus &operator=(const Bus &) = delete;
  const HDAUDIO_BUS_INTERFACE *Baseline() const {
    return reinterpret_cast<const HDAUDIO_BUS_INTERFACE *>(&Table);
  }
  HDAUDIO_BUS_INTERFACE_V3 Table{};
  NTSTATUS Status;
};

class Engine {
public:
  Engine(Bus &Owner, UCHAR CodecAddress) : Bus_(Owner.Table) {
    HDAUDIO_STREAM_FORMAT Format = {48000, 16, 16, 2};
    Status =
        Bus_.AllocateCaptureDmaEngine(Bus_.Context, CodecAddress, &Format, &Handle, &Converter);
    SIZE_T Offset = 0;
    ULONG FifoSize = 0;
    if (NT_SUCCESS(Status))
      Status = Bus_.AllocateDmaBufferWithNotification(Bus_.Context, Handle, 2, kBytes, &Mdl, &Bytes,
                                                      &Offset, &StreamId, &FifoSize);
    if (NT_SUCCESS(Status))
      Samples = static_cast<SHORT *>(MmMapLockedPagesSpecifyCache(
          Mdl, KernelMode, MmWriteCombined, nullptr, FALSE, NormalPagePriority));
  }
  ~Engine() {
    if (Samples != nullptr)
      MmUnmapLockedPages(Samples, Mdl);
    if (Mdl != nullptr)
      (void)Bus_.FreeDmaBufferWithNotification(Bus_.Context, Handle, Mdl, Bytes);
    if (Handle != nullptr)
      (void)Bus_.FreeDmaEngine(Bus_.Context, Handle);
  }
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;
  NTSTATUS To(HDAUDIO_STREAM_STATE State) {
    return Bus_.SetDmaEngineState(Bus_.Context, State, 1, &Handle);
  }

  HANDLE Handle = nullptr;
  HDAUDIO_CONVERTER_FORMAT Converter{};
  PMDL Mdl = nullptr;
  SIZE_T Bytes = 0;
  UCHAR StreamId = 0;
  SHORT *Samples = nullptr;
  NTSTATUS Status;

private:
  HDAUDIO_BUS_INTERFACE_V3 &Bus_;
};

struct Session {
  const SHORT *Samples;
  LONGLONG Last;
  RECORDING *Recording;
};

// At DISPATCH_LEVEL, once for each half of the buffer.
void HalfIsFull(PVOID Context, LARGE_INTEGER QpcTimestamp) {
  auto *Now = static_cast<Session *>(Context);
  RECORDING *Recording = Now->Recording;
  if (Recording->Halves != 0 && QpcTimestamp.QuadPart <= Now->Last)
    Recording->WrongOrder++;
  Recording->HalfTicks = QpcTimestamp.QuadPart - Now->Last;
  Now->Last = QpcTimestamp.QuadPart;
  const SHORT *Half = Now->Samples + Recording->Halves++ % 2 * kHalfFrames * 2;
  for (ULONG i = 0; i < 2 * kHalfFrames; i++)
    if (Half[i] > Recording->Peak)
      Recording->Peak = Half[i];
}

NTSTATUS Run(Bus &Owner, Engine &Stream, PDEVICE_OBJECT Fdo, ULONG Milliseconds,
             RECORDING *Recording) {
  Session Now = {Stream.Samples, 0, Recording};
  const HDAUDIO_BUS_INTERFACE_V3 &Table = Owner.Table;
  NTSTATUS Status =
      Table.RegisterNotificationCallback(Table.Context, Stream.Handle, Fdo, HalfIsFull, &Now);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Stream.To(StopState);
  if (NT_SUCCESS(Status))
    Status = Stream.To(RunState);
  LARGE_INTEGER Wait;
  Wait.QuadPart = -10000LL * static_cast<LONGLONG>(Milliseconds);
  if (NT_SUCCESS(Status))
    (void)KeDelayExecutionThread(KernelMode, FALSE, &Wait);
  (void)Stream.To(StopState);
  (void)Stream.To(ResetState);
  (void)Table.UnregisterNotificationCallback(Table.Context, Stream.Handle, HalfIsFull, &Now);
  return Status;
}

} // namespace

NTSTATUS Record(PDEVICE_OBJECT Pdo, UCHAR *StreamId, ULONG Milliseconds, RECORDING *Recording) {
  UCHAR CodecAddress = 0, Node = 0;
  RtlZeroMemory(Recording, sizeof *Recording);
  Bus Owner(Pdo);
  if (!NT_SUCCESS(Owner.Status))
    return Owner.Status;
  if (!FindConverter(Owner.Baseline(), TRUE, &CodecAddress, &Node))
    return STATUS_NOT_FOUND;
  Engine Stream(Owner, CodecAddress);
  if (!NT_SUCCESS(Stream.Status) || Stream.Samples == nullptr)
    return NT_SUCCESS(Stream.Status) ? STATUS_INSUFFICIENT_RESOURCES : Stream.Status;
  *StreamId = Stream.StreamId;
  NTSTATUS Status = ProgramConverter(Owner.Baseline(), TRUE, CodecAddress, Node, Stream.StreamId,
                                     Stream.Converter);
  return NT_SUCCESS(Status) ? Run(Owner, Stream, Pdo, Milliseconds, Recording) : Status;
}
