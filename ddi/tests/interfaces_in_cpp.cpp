/* SPDX-License-Identifier: Apache-2.0 */
/* A stream as a C++ driver writes it; every method says which place of the table it stands in. */
#include <initguid.h>

#include <hda_ddi_plugin.h>
#include <stdunk.h>

namespace {

ULONG slot_called;

NTSTATUS slot(ULONG n) {
  slot_called = n;
  return static_cast<NTSTATUS>(n);
}

struct Stream : IMiniportWaveRTStreamNotification {
  STDMETHODIMP_(NTSTATUS) QueryInterface(REFIID id, PVOID *other) {
    if (!IsEqualGUID(id, IID_IMiniportWaveRTStreamNotification))
      return STATUS_INVALID_PARAMETER;
    *other = this;
    return slot(0);
  }
  STDMETHODIMP_(ULONG) AddRef() { return static_cast<ULONG>(slot(1)); }
  STDMETHODIMP_(ULONG) Release() { return static_cast<ULONG>(slot(2)); }
  STDMETHODIMP_(NTSTATUS) SetFormat(PKSDATAFORMAT) { return slot(3); }
  STDMETHODIMP_(NTSTATUS) SetState(KSSTATE) { return slot(4); }
  STDMETHODIMP_(NTSTATUS) GetPosition(PKSAUDIO_POSITION) { return slot(5); }
  STDMETHODIMP_(NTSTATUS)
  AllocateAudioBuffer(ULONG, PMDL *, ULONG *, ULONG *, MEMORY_CACHING_TYPE *) { return slot(6); }
  STDMETHODIMP_(VOID) FreeAudioBuffer(PMDL, ULONG) { slot(7); }
  STDMETHODIMP_(VOID) GetHWLatency(KSRTAUDIO_HWLATENCY *) { slot(8); }
  STDMETHODIMP_(NTSTATUS) GetPositionRegister(KSRTAUDIO_HWREGISTER *) { return slot(9); }
  STDMETHODIMP_(NTSTATUS) GetClockRegister(KSRTAUDIO_HWREGISTER *) { return slot(10); }
  STDMETHODIMP_(NTSTATUS)
  AllocateBufferWithNotification(ULONG, ULONG, PMDL *, ULONG *, ULONG *, MEMORY_CACHING_TYPE *) {
    return slot(11);
  }
  STDMETHODIMP_(VOID) FreeBufferWithNotification(PMDL, ULONG) { slot(12); }
  STDMETHODIMP_(NTSTATUS) RegisterNotificationEvent(PKEVENT) { return slot(13); }
  STDMETHODIMP_(NTSTATUS) UnregisterNotificationEvent(PKEVENT) { return slot(14); }
};

Stream the_stream;

/* One that counts its references by the common base class. */
ULONG counted_streams;

class Counted : public IMiniportWaveRTOutputStream, public CUnknown {
public:
  DEFINE_STD_CONSTRUCTOR(Counted)
  DECLARE_STD_UNKNOWN()
  IMP_IMiniportWaveRTOutputStream ~Counted() { counted_streams--; }
};

NTSTATUS Counted::NonDelegatingQueryInterface(REFIID id, PVOID *other) {
  if (!IsEqualGUID(id, IID_IMiniportWaveRTOutputStream))
    return CUnknown::NonDelegatingQueryInterface(id, other);
  *other = QICAST(PMINIPORTWAVERTOUTPUTSTREAM, this);
  AddRef();
  return STATUS_SUCCESS;
}
NTSTATUS Counted::SetWritePacket(ULONG, DWORD, ULONG) { return slot(3); }
NTSTATUS Counted::GetOutputStreamPresentationPosition(KSAUDIO_PRESENTATION_POSITION *) {
  return slot(4);
}
NTSTATUS Counted::GetPacketCount(ULONG *) { return slot(5); }

/* Interfaces that a class of its own would declare so. */
struct Miniport : IMiniportWaveRT {
  STDMETHODIMP_(NTSTATUS) QueryInterface(REFIID, PVOID *);
  STDMETHODIMP_(ULONG) AddRef();
  STDMETHODIMP_(ULONG) Release();
  IMP_IMiniportWaveRT
};
static_assert(sizeof(Miniport) == sizeof(void *), "a table and nothing else");

} // namespace

/* With the references of an outer object, if there is one. */
extern "C" PMINIPORTWAVERTOUTPUTSTREAM cpp_counted(PUNKNOWN outer) {
  counted_streams++;
  Counted *stream = new Counted(outer);
  stream->NonDelegatingAddRef();
  return stream;
}
extern "C" void cpp_counted_release(PMINIPORTWAVERTOUTPUTSTREAM stream) {
  static_cast<Counted *>(stream)->NonDelegatingRelease();
}
extern "C" ULONG cpp_counted_streams() { return counted_streams; }

extern "C" PMINIPORTWAVERTSTREAMNOTIFICATION cpp_stream() { return &the_stream; }
extern "C" ULONG cpp_slot_called() { return slot_called; }

/* What a C object is called through. */
extern "C" ULONG cpp_adds_a_reference(PUNKNOWN unknown) { return unknown->AddRef(); }
