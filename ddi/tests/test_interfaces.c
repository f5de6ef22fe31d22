/* SPDX-License-Identifier: Apache-2.0 */
/* Interfaces have one layout in C and in C++, and their methods stand in the Windows order. */
#include <initguid.h>

#include <hda_ddi_plugin.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

PMINIPORTWAVERTSTREAMNOTIFICATION cpp_stream(void);
ULONG cpp_slot_called(void);
ULONG cpp_adds_a_reference(PUNKNOWN unknown);
PMINIPORTWAVERTOUTPUTSTREAM cpp_counted(PUNKNOWN outer);
void cpp_counted_release(PMINIPORTWAVERTOUTPUTSTREAM stream);
ULONG cpp_counted_streams(void);

#define SLOT(interface, method, n)                                                                 \
  _Static_assert(offsetof(interface##Vtbl, method) == (n) * sizeof(void *), #interface)
#define SLOTS(interface, n) _Static_assert(sizeof(interface##Vtbl) == (n) * sizeof(void *), "size")
SLOT(IUnknown, QueryInterface, 0);
SLOT(IUnknown, AddRef, 1);
SLOT(IUnknown, Release, 2);
SLOT(IMiniportWaveRT, GetDescription, 3);
SLOT(IMiniportWaveRT, DataRangeIntersection, 4);
SLOT(IMiniportWaveRT, Init, 5);
SLOT(IMiniportWaveRT, NewStream, 6);
SLOT(IMiniportWaveRT, GetDeviceDescription, 7);
SLOTS(IMiniportWaveRT, 8);
SLOT(IMiniportWaveRTStream, SetFormat, 3);
SLOT(IMiniportWaveRTStream, GetClockRegister, 10);
SLOTS(IMiniportWaveRTStream, 11);
SLOTS(IMiniportWaveRTStreamNotification, 15);
SLOT(IMiniportWaveRTInputStream, GetReadPacket, 3);
SLOTS(IMiniportWaveRTInputStream, 4);
SLOT(IMiniportWaveRTOutputStream, SetWritePacket, 3);
SLOT(IMiniportWaveRTOutputStream, GetOutputStreamPresentationPosition, 4);
SLOT(IMiniportWaveRTOutputStream, GetPacketCount, 5);
SLOTS(IMiniportWaveRTOutputStream, 6);
SLOT(IPortWaveRTStream, AllocatePagesForMdl, 3);
SLOT(IPortWaveRTStream, AllocateContiguousPagesForMdl, 4);
SLOT(IPortWaveRTStream, MapAllocatedPages, 5);
SLOT(IPortWaveRTStream, UnmapAllocatedPages, 6);
SLOT(IPortWaveRTStream, FreePagesFromMdl, 7);
SLOT(IPortWaveRTStream, GetPhysicalPagesCount, 8);
SLOT(IPortWaveRTStream, GetPhysicalPageAddress, 9);
SLOTS(IPortWaveRTStream, 10);
SLOT(IPortWaveRT, Init, 3);
SLOT(IPortWaveRT, GetDeviceProperty, 4);
SLOT(IPortWaveRT, NewRegistryKey, 5);
SLOTS(IPortWaveRT, 6);
SLOTS(IResourceList, 11);

static void c_calls_the_methods_of_a_cpp_stream(void **state) {
  (void)state;
  PMINIPORTWAVERTSTREAMNOTIFICATION stream = cpp_stream();
  PVOID other = NULL;
  assert_int_equal(
      stream->lpVtbl->QueryInterface(stream, &IID_IMiniportWaveRTStreamNotification, &other), 0);
  assert_ptr_equal(other, stream);
  assert_int_equal(stream->lpVtbl->QueryInterface(stream, &IID_IUnknown, &other),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(stream->lpVtbl->AddRef(stream), 1);
  assert_int_equal(stream->lpVtbl->Release(stream), 2);
  assert_int_equal(stream->lpVtbl->SetFormat(stream, NULL), 3);
  assert_int_equal(stream->lpVtbl->SetState(stream, KSSTATE_STOP), 4);
  assert_int_equal(stream->lpVtbl->GetPosition(stream, NULL), 5);
  assert_int_equal(stream->lpVtbl->AllocateAudioBuffer(stream, 0, NULL, NULL, NULL, NULL), 6);
  stream->lpVtbl->FreeAudioBuffer(stream, NULL, 0);
  assert_int_equal(cpp_slot_called(), 7);
  stream->lpVtbl->GetHWLatency(stream, NULL);
  assert_int_equal(cpp_slot_called(), 8);
  assert_int_equal(stream->lpVtbl->GetPositionRegister(stream, NULL), 9);
  assert_int_equal(stream->lpVtbl->GetClockRegister(stream, NULL), 10);
  assert_int_equal(
      stream->lpVtbl->AllocateBufferWithNotification(stream, 0, 0, NULL, NULL, NULL, NULL), 11);
  stream->lpVtbl->FreeBufferWithNotification(stream, NULL, 0);
  assert_int_equal(cpp_slot_called(), 12);
  assert_int_equal(stream->lpVtbl->RegisterNotificationEvent(stream, NULL), 13);
  assert_int_equal(stream->lpVtbl->UnregisterNotificationEvent(stream, NULL), 14);
}

static ULONG references;
static ULONG add_ref(IUnknown *this) {
  assert_non_null(this->lpVtbl);
  return ++references;
}

static void cpp_calls_the_methods_of_a_c_object(void **state) {
  (void)state;
  static const IUnknownVtbl table = {.AddRef = add_ref};
  IUnknown unknown = {&table};
  assert_int_equal(cpp_adds_a_reference(&unknown), 1);
  assert_int_equal(references, 1);
}

static void the_last_release_deletes_a_counted_object(void **state) {
  (void)state;
  PMINIPORTWAVERTOUTPUTSTREAM stream = cpp_counted(NULL);
  PVOID other = &references;
  assert_int_equal(stream->lpVtbl->AddRef(stream), 2);
  assert_int_equal(stream->lpVtbl->Release(stream), 1);
  assert_int_equal(stream->lpVtbl->QueryInterface(stream, &IID_IMiniportWaveRTOutputStream, &other),
                   STATUS_SUCCESS);
  assert_ptr_equal(other, stream);
  assert_int_equal(stream->lpVtbl->GetPacketCount(stream, NULL), 5);
  assert_int_equal(stream->lpVtbl->Release(stream), 1);
  assert_int_equal(stream->lpVtbl->QueryInterface(stream, &IID_IPort, &other),
                   STATUS_INVALID_PARAMETER);
  assert_null(other);
  assert_int_equal(stream->lpVtbl->QueryInterface(stream, &IID_IUnknown, &other), STATUS_SUCCESS);
  PUNKNOWN unknown = (PUNKNOWN)other;
  assert_int_equal(unknown->lpVtbl->Release(unknown), 1);
  assert_int_equal(cpp_counted_streams(), 1);
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
  assert_int_equal(cpp_counted_streams(), 0);
}

static void an_inner_object_counts_with_the_outer_one(void **state) {
  (void)state;
  static const IUnknownVtbl table = {.AddRef = add_ref};
  IUnknown outer = {&table};
  PMINIPORTWAVERTOUTPUTSTREAM stream = cpp_counted(&outer);
  references = 10;
  assert_int_equal(stream->lpVtbl->AddRef(stream), 11);
  assert_int_equal(cpp_counted_streams(), 1);
  cpp_counted_release(stream);
  assert_int_equal(cpp_counted_streams(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(c_calls_the_methods_of_a_cpp_stream),
      cmocka_unit_test(cpp_calls_the_methods_of_a_c_object),
      cmocka_unit_test(the_last_release_deletes_a_counted_object),
      cmocka_unit_test(an_inner_object_counts_with_the_outer_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
