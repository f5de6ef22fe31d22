/* SPDX-License-Identifier: Apache-2.0 */
/* A stream as a C++ driver writes it; every method says which place of the table it stands in. */
#include <initguid.h>

#include <hda_ddi_plugin.h>

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

} // namespace

extern "C" PMINIPORTWAVERTSTREAMNOTIFICATION cpp_stream() { return &the_stream; }
extern "C" ULONG cpp_slot_called() { return slot_called; }

/* What a C object is called through. */
extern "C" ULONG cpp_adds_a_reference(PUNKNOWN unknown) { return unknown->AddRef(); }
