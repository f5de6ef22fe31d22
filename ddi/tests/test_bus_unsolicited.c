/* SPDX-License-Identifier: Apache-2.0 */
/* Unsolicited responses: tags, delivery, removal. */
#include "transfers.h"

#include <string.h>

static struct {
  unsigned calls;
  HDAUDIO_CODEC_RESPONSE response;
  void *context;
  KIRQL irql;
} called;

static VOID note(HDAUDIO_CODEC_RESPONSE response, PVOID context) {
  called.calls++;
  called.response = response;
  called.context = context;
  called.irql = KeGetCurrentIrql();
}

static HDAUDIO_BUS_INTERFACE_V2 other; /* of the second codec */

static HDAUDIO_BUS_INTERFACE_V2 client_of(ULONG child) {
  HDAUDIO_BUS_INTERFACE_V2 bus;
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information;
  driver.plugin->Bus->QueryInterface(driver.fdo, child, &GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof bus,
                                     0x0100, (PINTERFACE)(PVOID)&bus, NULL, &status, &information);
  assert_int_equal(status, STATUS_SUCCESS);
  return bus;
}

static int start(void **state) {
  memset(&called, 0, sizeof called);
  (void)driver_start(state);
  other = client_of(1);
  return 0;
}

static NTSTATUS add(const HDAUDIO_BUS_INTERFACE_V2 *bus, void *context, UCHAR *tag) {
  return bus->RegisterEventCallback(bus->Context, note, context, tag);
}

static NTSTATUS take_away(const HDAUDIO_BUS_INTERFACE_V2 *bus, UCHAR tag) {
  return bus->UnregisterEventCallback(bus->Context, tag);
}

static void raise_event(unsigned codec, ULONG tag, ULONG payload) {
  struct fake_codec *source = &fake_rings_of(driver.sim)->codecs[codec];
  source->unsolicited[source->unsolicited_count++] = tag << 26 | payload;
  KeStallExecutionProcessor(100);
}

static void a_response_with_the_tag_calls_the_routine(void **state) {
  (void)state;
  UCHAR tag = 99;
  size_t commands = fake_rings_of(driver.sim)->command_count;
  assert_int_equal(add(&driver.bus, &tag, &tag), STATUS_SUCCESS);
  assert_int_equal(tag, 0);
  raise_event(0, tag, 0x3F12345);
  assert_int_equal(called.calls, 1);
  assert_ptr_equal(called.context, &tag);
  assert_int_equal(called.irql, DISPATCH_LEVEL);
  assert_int_equal(called.response.CompleteResponse, 1ull << 63 | 1ull << 36 | 0x3F12345);
  raise_event(0, 1, 0);
  assert_int_equal(called.calls, 1);
  assert_int_equal(fake_rings_of(driver.sim)->command_count, commands); /* DDI-REC-007 */
}

static void every_response_counts(void **state) {
  (void)state;
  UCHAR tag;
  assert_int_equal(add(&driver.bus, NULL, &tag), STATUS_SUCCESS);
  struct fake_codec *source = &fake_rings_of(driver.sim)->codecs[0];
  source->unsolicited_count = 8;
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 8);
}

static void codecs_have_tags_of_their_own(void **state) {
  (void)state;
  UCHAR first = 99, second = 99;
  assert_int_equal(add(&driver.bus, &first, &first), STATUS_SUCCESS);
  assert_int_equal(add(&other, &second, &second), STATUS_SUCCESS);
  assert_int_equal(first + second, 0);
  raise_event(1, 0, 5);
  assert_int_equal(called.calls, 1);
  assert_ptr_equal(called.context, &second);
  assert_int_equal(called.response.SDataIn, 1);
  raise_event(2, 0, 5);
  assert_int_equal(called.calls, 1);
}

static void a_codec_has_64_tags_for_all_its_clients(void **state) {
  (void)state;
  HDAUDIO_BUS_INTERFACE_V2 same = client_of(0);
  UCHAR tag;
  for (UCHAR i = 0; i < 64; i++) {
    assert_int_equal(add(i % 2 ? &same : &driver.bus, NULL, &tag), STATUS_SUCCESS);
    assert_int_equal(tag, i);
  }
  tag = 99;
  assert_int_equal(add(&same, NULL, &tag), STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(tag, 99);
  assert_int_equal(add(&other, NULL, &tag), STATUS_SUCCESS);
  assert_int_equal(take_away(&driver.bus, 63), STATUS_INVALID_PARAMETER); /* another client's */
  assert_int_equal(take_away(&same, 63), STATUS_SUCCESS);
  assert_int_equal(take_away(&driver.bus, 20), STATUS_SUCCESS);
  assert_int_equal(add(&same, NULL, &tag), STATUS_SUCCESS);
  assert_int_equal(tag, 20);
  raise_event(0, 62, 0);
  assert_int_equal(called.calls, 1);
}

static void a_removed_callback_is_not_called(void **state) {
  (void)state;
  UCHAR tag;
  assert_int_equal(add(&driver.bus, NULL, &tag), STATUS_SUCCESS);
  assert_int_equal(take_away(&driver.bus, tag), STATUS_SUCCESS);
  assert_int_equal(take_away(&driver.bus, tag), STATUS_INVALID_PARAMETER);
  raise_event(0, tag, 0);
  assert_int_equal(called.calls, 0);
  assert_int_equal(add(&driver.bus, NULL, &tag), STATUS_SUCCESS);
  assert_int_equal(tag, 0);
}

static void a_late_dpc_does_not_call_a_removed_callback(void **state) {
  (void)state;
  UCHAR tag;
  assert_int_equal(add(&driver.bus, NULL, &tag), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  raise_event(0, tag, 0);
  assert_int_equal(take_away(&driver.bus, tag), STATUS_SUCCESS);
  nt_hold_dpcs(false);
  assert_int_equal(called.calls, 0);
}

static void the_callbacks_of_a_client_go_with_it(void **state) {
  (void)state;
  UCHAR tag;
  HDAUDIO_BUS_INTERFACE_V2 same = client_of(0);
  assert_int_equal(add(&same, NULL, &tag), STATUS_SUCCESS);
  nt_hold_dpcs(true);
  raise_event(0, tag, 0);
  same.InterfaceDereference(same.Context);
  nt_hold_dpcs(false);
  raise_event(0, tag, 0);
  assert_int_equal(called.calls, 0);
  assert_int_equal(add(&driver.bus, NULL, &tag), STATUS_SUCCESS);
  assert_int_equal(tag, 0);
}

static void wrong_calls_are_refused(void **state) {
  (void)state;
  UCHAR tag = 99;
  KIRQL old;
  const HDAUDIO_BUS_INTERFACE_V2 *bus = &driver.bus;
  assert_int_equal(bus->RegisterEventCallback(bus->Context, NULL, NULL, &tag),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(add(bus, NULL, NULL), STATUS_INVALID_PARAMETER);
  assert_int_equal(bus->RegisterEventCallback(NULL, note, NULL, &tag), STATUS_NO_SUCH_DEVICE);
  assert_int_equal(bus->UnregisterEventCallback(NULL, 0), STATUS_NO_SUCH_DEVICE);
  for (unsigned wrong = 0; wrong < 256; wrong++)
    assert_int_equal(take_away(bus, (UCHAR)wrong), STATUS_INVALID_PARAMETER);
  KeRaiseIrql(DISPATCH_LEVEL, &old);
  assert_int_equal(add(bus, NULL, &tag), STATUS_UNSUCCESSFUL);
  assert_int_equal(take_away(bus, 0), STATUS_UNSUCCESSFUL);
  KeLowerIrql(old);
  assert_int_equal(tag, 99);
}

static HDAUDIO_CODEC_TRANSFER asked = {.Output = {.Command = 0x00F09000}};

static VOID answered(HDAUDIO_CODEC_TRANSFER *transfer, PVOID context) {
  (void)transfer;
  (void)context;
  called.calls += 100;
}

static VOID ask(HDAUDIO_CODEC_RESPONSE response, PVOID context) {
  note(response, context);
  assert_int_equal(driver.bus.TransferCodecVerbs(driver.bus.Context, 1, &asked, answered, NULL),
                   STATUS_SUCCESS);
}

/* What a driver does when a jack is plugged: it asks for the pin sense. */
static void a_callback_may_send_commands(void **state) {
  (void)state;
  UCHAR tag;
  assert_int_equal(driver.bus.RegisterEventCallback(driver.bus.Context, ask, NULL, &tag),
                   STATUS_SUCCESS);
  raise_event(0, tag, 0);
  KeStallExecutionProcessor(1000);
  assert_int_equal(called.calls, 101);
  assert_answered(&asked);
}

static void no_element_gets_an_unsolicited_response(void **state) {
  (void)state;
  static HDAUDIO_CODEC_TRANSFER transfers[30];
  UCHAR tag;
  struct fake_codec *source = &fake_rings_of(driver.sim)->codecs[0];
  assert_int_equal(add(&driver.bus, NULL, &tag), STATUS_SUCCESS);
  for (unsigned i = 0; i < 8; i++)
    source->unsolicited[i] = i;
  source->unsolicited_count = 8;
  for (ULONG i = 0; i < 30; i++)
    transfers[i] = command(0, i);
  assert_int_equal(transfer_sync(30, transfers), STATUS_SUCCESS);
  for (ULONG i = 0; i < 30; i++)
    assert_answered(&transfers[i]);
  assert_int_equal(called.calls, 8);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, driver_stop)
  const struct CMUnitTest tests[] = {
      TEST(a_response_with_the_tag_calls_the_routine),
      TEST(every_response_counts),
      TEST(codecs_have_tags_of_their_own),
      TEST(a_codec_has_64_tags_for_all_its_clients),
      TEST(a_removed_callback_is_not_called),
      TEST(a_late_dpc_does_not_call_a_removed_callback),
      TEST(the_callbacks_of_a_client_go_with_it),
      TEST(wrong_calls_are_refused),
      TEST(a_callback_may_send_commands),
      TEST(no_element_gets_an_unsolicited_response),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
