/* SPDX-License-Identifier: Apache-2.0 */
/* What _Static_assert cannot say about the headers: bit fields, GUID bytes, lists. */
#include <initguid.h>

#include <hda_ddi_plugin.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

int cpp_sees_the_same_guid(const GUID *guid);

static void converter_format_bits(void **state) {
  (void)state;
  HDAUDIO_CONVERTER_FORMAT format = {.ConverterFormat = 0x1831}; /* 192 kHz, 24 bits, 2 channels */
  assert_int_equal(format.NumberOfChannels, 1);
  assert_int_equal(format.BitsPerSample, 3);
  assert_int_equal(format.SampleRate, 0x18);
  assert_int_equal(format.StreamType, 0);
}

static void codec_command_and_response_bits(void **state) {
  (void)state;
  HDAUDIO_CODEC_COMMAND command = {.Command = 0};
  command.Verb8.CodecAddress = 2;
  command.Verb8.Node = 0x14;
  command.Verb8.VerbId = 0xF00;
  command.Verb8.Data = 9;
  assert_int_equal(command.Command, 0x214F0009);
  HDAUDIO_CODEC_RESPONSE response = {.CompleteResponse = 0};
  response.IsValid = 1;
  response.HasFifoOverrun = 1;
  response.SDataIn = 3;
  response.IsUnsolicitedResponse = 1;
  response.Unsolicited.Tag = 63;
  assert_true(response.CompleteResponse == 0xC0000013FC000000ull);
}

static void guid_bytes(void **state) {
  (void)state;
  const uint8_t expected[16] = {0xFB, 0xF5, 0x2A, 0xB5, 0x4B, 0x42, 0xB9, 0x4B,
                                0xA1, 0x60, 0x5B, 0x38, 0xBE, 0x94, 0xE5, 0x68};
  assert_memory_equal(&GUID_HDAUDIO_BUS_INTERFACE_V2, expected, sizeof expected);
  assert_true(cpp_sees_the_same_guid(&GUID_HDAUDIO_BUS_INTERFACE_V2));
}

static void status_classes(void **state) {
  (void)state;
  assert_true(NT_SUCCESS(STATUS_SUCCESS) && NT_SUCCESS(STATUS_TIMEOUT));
  assert_false(NT_SUCCESS(STATUS_DEVICE_BUSY));
  assert_true(NT_ERROR(STATUS_INVALID_HANDLE) && !NT_ERROR(STATUS_DEVICE_BUSY));
}

static void lists_keep_their_order(void **state) {
  (void)state;
  LIST_ENTRY head, a, b, c;
  InitializeListHead(&head);
  assert_true(IsListEmpty(&head));
  InsertTailList(&head, &b);
  InsertTailList(&head, &c);
  InsertHeadList(&head, &a);
  assert_ptr_equal(RemoveHeadList(&head), &a);
  assert_ptr_equal(RemoveTailList(&head), &c);
  assert_true(RemoveEntryList(&b));
  assert_true(IsListEmpty(&head));
}

static void interlocked_returns(void **state) {
  (void)state;
  LONG value = 5;
  assert_int_equal(InterlockedIncrement(&value), 6);
  assert_int_equal(InterlockedExchangeAdd(&value, 4), 6);
  assert_int_equal(InterlockedCompareExchange(&value, 1, 3), 10);
  assert_int_equal(InterlockedCompareExchange(&value, 1, 10), 10);
  assert_int_equal(InterlockedOr(&value, 6), 1);
  assert_int_equal(value, 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(converter_format_bits),
      cmocka_unit_test(codec_command_and_response_bits),
      cmocka_unit_test(guid_bytes),
      cmocka_unit_test(status_classes),
      cmocka_unit_test(lists_keep_their_order),
      cmocka_unit_test(interlocked_returns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
