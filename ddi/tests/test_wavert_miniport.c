/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport: creation, discovery of converters, description. */
#include "wavert_rig.h"

static NTSTATUS interface_of(const GUID *id) {
  PVOID other = &rig;
  NTSTATUS status = rig.miniport->lpVtbl->QueryInterface(rig.miniport, id, &other);
  if (NT_SUCCESS(status)) {
    assert_ptr_equal(other, rig.miniport);
    assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 1);
  } else {
    assert_null(other);
  }
  return status;
}

static void it_asks_for_the_newest_interface(void **state) {
  (void)state;
  rig_create();
  assert_int_equal(interface_of(&IID_IUnknown), STATUS_SUCCESS);
  assert_int_equal(interface_of(&IID_IMiniport), STATUS_SUCCESS);
  assert_int_equal(interface_of(&IID_IMiniportWaveRT), STATUS_SUCCESS);
  assert_int_equal(interface_of(&IID_IMiniportWaveRTStream), STATUS_INVALID_PARAMETER);
  assert_int_equal(rig.miniport->lpVtbl->QueryInterface(rig.miniport, &IID_IUnknown, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(rig.miniport->lpVtbl->AddRef(rig.miniport), 2);
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 1);
  assert_trace("");
  assert_int_equal(rig.miniport->lpVtbl->Release(rig.miniport), 0);
  rig.miniport = NULL;
  assert_trace("InterfaceDereference ");
}

static void it_is_not_made_without_a_bus(void **state) {
  (void)state;
  PMINIPORTWAVERT other = NULL;
  size_t blocks = nt_pool_blocks_in_use();
  assert_int_equal(driver.plugin->Miniport->Create(NULL, &other), STATUS_INVALID_PARAMETER);
  assert_int_equal(driver.plugin->Miniport->Create(rig.pdo, NULL), STATUS_INVALID_PARAMETER);
  rig.no_interface = true;
  assert_int_equal(rig_make(), STATUS_NOT_SUPPORTED);
  rig.no_interface = false;
  nt_fail_pool_allocation(1); /* the object */
  assert_int_equal(rig_make(), STATUS_INSUFFICIENT_RESOURCES);
  rig.no_v3 = true;           /* else the bus driver would be asked a second time, and succeed */
  nt_fail_pool_allocation(3); /* the second request */
  NTSTATUS status = rig_make();
  assert_true(status == STATUS_INSUFFICIENT_RESOURCES);
  assert_int_equal(nt_pool_blocks_in_use(), blocks);
  assert_null(rig.miniport);
}

static void init_needs_a_codec_that_answers(void **state) {
  (void)state;
  PPCFILTER_DESCRIPTOR description;
  stream_ptr stream;
  struct wave format = rig_wave(48000, 16, 16, 2);
  assert_int_equal(rig_make(), STATUS_SUCCESS);
  assert_int_equal(rig.miniport->lpVtbl->Init(rig.miniport, NULL, NULL, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(rig.miniport->lpVtbl->GetDescription(rig.miniport, &description),
                   STATUS_DEVICE_NOT_READY);
  assert_int_equal(rig_new_stream(0, FALSE, &format, &stream), STATUS_DEVICE_NOT_READY);
  rig_fail("TransferCodecVerbs", STATUS_NO_MEMORY);
  assert_int_equal(rig_init(), STATUS_NO_MEMORY);
  /* 2 of the group, then one a node, then 2 for each converter. */
  for (unsigned answers = 1; answers < 2 + RIG_END - RIG_DAC + 2 * 7; answers++) {
    rig.silence_after = (uint8_t)answers;
    assert_int_equal(rig_init(), STATUS_DEVICE_NOT_READY);
    rig.codec_is_mute = false;
  }
  rig.silence_after = 0;
  nt_fail_pool_allocation(1);
  assert_int_equal(rig_init(), STATUS_INSUFFICIENT_RESOURCES);
  rig.first_node = 250;
  assert_int_equal(rig_init(), STATUS_DEVICE_CONFIGURATION_ERROR);
  rig.first_node = RIG_DAC;
  assert_int_equal(rig_init(), STATUS_SUCCESS);
  rig_forget_trace();
  assert_int_equal(rig_init(), STATUS_SUCCESS);
  assert_trace("");
}

static void a_group_without_nodes_has_no_pins(void **state) {
  (void)state;
  PPCFILTER_DESCRIPTOR description;
  rig.node_count = 0;
  rig_create();
  assert_int_equal(rig.miniport->lpVtbl->GetDescription(rig.miniport, &description),
                   STATUS_SUCCESS);
  assert_int_equal(description->PinCount, 0);
}

static void at_most_32_converters_are_used(void **state) {
  (void)state;
  PPCFILTER_DESCRIPTOR description;
  rig.first_node = 20; /* all of them stereo DACs */
  rig.node_count = 40;
  rig_create();
  assert_int_equal(rig.miniport->lpVtbl->GetDescription(rig.miniport, &description),
                   STATUS_SUCCESS);
  assert_int_equal(description->PinCount, 32);
  assert_int_equal(
      ((const KSDATARANGE_AUDIO *)(const void *)*description->Pins[0].KsPinDescriptor.DataRanges)
          ->MaximumChannels,
      16);
}

static void a_converter_without_formats_has_an_empty_range(void **state) {
  (void)state;
  PPCFILTER_DESCRIPTOR description;
  rig.first_node = RIG_NO_FORMAT;
  rig.node_count = 1;
  rig_create();
  assert_int_equal(rig.miniport->lpVtbl->GetDescription(rig.miniport, &description),
                   STATUS_SUCCESS);
  const KSDATARANGE_AUDIO *range =
      (const KSDATARANGE_AUDIO *)(const void *)*description->Pins[0].KsPinDescriptor.DataRanges;
  assert_int_equal(range->MaximumBitsPerSample, 0);
  assert_int_equal(range->MaximumSampleFrequency, 0);
}

static void each_converter_is_a_pin(void **state) {
  (void)state;
  static const struct {
    KSPIN_DATAFLOW flow;
    ULONG channels, low_bits, high_bits, low_rate, high_rate;
  } pins[RIG_PINS] = {
      {KSPIN_DATAFLOW_IN, 6, 16, 24, 44100, 192000},  {KSPIN_DATAFLOW_IN, 4, 16, 24, 44100, 192000},
      {KSPIN_DATAFLOW_IN, 2, 16, 24, 44100, 192000},  {KSPIN_DATAFLOW_IN, 2, 16, 24, 44100, 192000},
      {KSPIN_DATAFLOW_OUT, 6, 16, 24, 44100, 192000}, {KSPIN_DATAFLOW_OUT, 4, 8, 16, 8000, 8000},
  };
  PPCFILTER_DESCRIPTOR description;
  rig_create();
  assert_int_equal(rig.miniport->lpVtbl->GetDescription(rig.miniport, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(rig.miniport->lpVtbl->GetDescription(rig.miniport, &description),
                   STATUS_SUCCESS);
  assert_int_equal(description->PinCount, RIG_PINS);
  assert_int_equal(description->PinSize, sizeof(PCPIN_DESCRIPTOR));
  assert_int_equal(description->CategoryCount, 2);
  assert_true(IsEqualGUID(&description->Categories[0], &KSCATEGORY_AUDIO));
  for (unsigned i = 0; i < RIG_PINS; i++) {
    const PCPIN_DESCRIPTOR *pin = &description->Pins[i];
    assert_int_equal(pin->KsPinDescriptor.DataFlow, pins[i].flow);
    assert_int_equal(pin->KsPinDescriptor.DataRangesCount, 1);
    const KSDATARANGE_AUDIO *range =
        (const KSDATARANGE_AUDIO *)(const void *)pin->KsPinDescriptor.DataRanges[0];
    assert_int_equal(range->DataRange.FormatSize, sizeof *range);
    assert_int_equal(range->MaximumChannels, pins[i].channels);
    assert_int_equal(range->MinimumBitsPerSample, pins[i].low_bits);
    assert_int_equal(range->MaximumBitsPerSample, pins[i].high_bits);
    assert_int_equal(range->MinimumSampleFrequency, pins[i].low_rate);
    assert_int_equal(range->MaximumSampleFrequency, pins[i].high_rate);
  }
}

static KSDATARANGE_AUDIO range_of(ULONG channels, ULONG low_bits, ULONG high_bits, ULONG low_rate,
                                  ULONG high_rate) {
  KSDATARANGE_AUDIO range = {.DataRange = {{.FormatSize = sizeof range,
                                            .MajorFormat = KSDATAFORMAT_TYPE_AUDIO,
                                            .SubFormat = KSDATAFORMAT_SUBTYPE_PCM,
                                            .Specifier = KSDATAFORMAT_SPECIFIER_WAVEFORMATEX}},
                             .MaximumChannels = channels,
                             .MinimumBitsPerSample = low_bits,
                             .MaximumBitsPerSample = high_bits,
                             .MinimumSampleFrequency = low_rate,
                             .MaximumSampleFrequency = high_rate};
  return range;
}

static NTSTATUS intersect(ULONG pin, KSDATARANGE_AUDIO *range, struct wave *result) {
  ULONG length = 0;
  memset(result, 0, sizeof *result);
  return rig.miniport->lpVtbl->DataRangeIntersection(rig.miniport, pin, &range->DataRange, NULL,
                                                     sizeof result->data, &result->data, &length);
}

static void ranges_meet_in_the_best_format(void **state) {
  (void)state;
  struct wave result;
  rig_create();
  KSDATARANGE_AUDIO range = range_of(2, 8, 20, 1, 100000);
  assert_int_equal(intersect(0, &range, &result), STATUS_SUCCESS);
  const WAVEFORMATEXTENSIBLE *wave = &result.data.WaveFormatExt;
  assert_int_equal(wave->Format.nChannels, 2);
  assert_int_equal(wave->Format.nSamplesPerSec, 96000);
  assert_int_equal(wave->Format.wBitsPerSample, 32);
  assert_int_equal(wave->Samples.wValidBitsPerSample, 20);
  assert_int_equal(wave->Format.nBlockAlign, 8);
  assert_int_equal(wave->Format.nAvgBytesPerSec, 768000);
  range.DataRange.FormatSize = sizeof range.DataRange; /* no limits then */
  range.DataRange.MajorFormat = range.DataRange.SubFormat = range.DataRange.Specifier =
      KSDATAFORMAT_TYPE_WILDCARD;
  assert_int_equal(intersect(0, &range, &result), STATUS_SUCCESS);
  assert_int_equal(wave->Format.nChannels, 6);
  assert_int_equal(wave->Format.nSamplesPerSec, 192000);
  /* What it answers opens the pin. */
  stream_ptr stream = NULL;
  assert_int_equal(rig_new_stream(0, FALSE, &result, &stream), STATUS_SUCCESS);
  assert_int_equal(stream->lpVtbl->Release(stream), 0);
}

static void ranges_apart_do_not_match(void **state) {
  (void)state;
  static const GUID *const others[] = {&KSDATAFORMAT_SUBTYPE_IEEE_FLOAT, &IID_IUnknown};
  struct wave result;
  rig_create();
  KSDATARANGE_AUDIO range = range_of(0, 0, 32, 0, 200000);
  assert_int_equal(intersect(0, &range, &result), STATUS_NO_MATCH);
  range = range_of(2, 25, 32, 0, 200000);
  assert_int_equal(intersect(0, &range, &result), STATUS_NO_MATCH);
  range = range_of(2, 0, 32, 48001, 50000);
  assert_int_equal(intersect(0, &range, &result), STATUS_NO_MATCH);
  range = range_of(2, 0, 32, 0, 200000);
  for (GUID *field = &range.DataRange.MajorFormat; field <= &range.DataRange.Specifier; field++) {
    GUID right = *field;
    *field = *others[field == &range.DataRange.MajorFormat];
    assert_int_equal(intersect(0, &range, &result), STATUS_NO_MATCH);
    *field = right;
  }
  range.DataRange.FormatSize = sizeof range.DataRange - 1;
  assert_int_equal(intersect(0, &range, &result), STATUS_INVALID_PARAMETER);
}

static void an_intersection_asks_for_room(void **state) {
  (void)state;
  ULONG length = 0;
  struct wave result;
  rig_create();
  IMiniportWaveRT *miniport = rig.miniport;
  KSDATARANGE_AUDIO range = range_of(2, 0, 32, 0, 200000);
  PKSDATARANGE client = &range.DataRange;
  assert_int_equal(
      miniport->lpVtbl->DataRangeIntersection(miniport, 0, client, NULL, 0, NULL, &length),
      STATUS_BUFFER_OVERFLOW);
  assert_int_equal(length, sizeof(KSDATAFORMAT_WAVEFORMATEXTENSIBLE));
  assert_int_equal(miniport->lpVtbl->DataRangeIntersection(miniport, 0, client, NULL, length - 1,
                                                           &result.data, &length),
                   STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(
      miniport->lpVtbl->DataRangeIntersection(miniport, 0, client, NULL, 200, NULL, &length),
      STATUS_BUFFER_TOO_SMALL);
  assert_int_equal(miniport->lpVtbl->DataRangeIntersection(miniport, RIG_PINS, client, NULL, 200,
                                                           &result.data, &length),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(
      miniport->lpVtbl->DataRangeIntersection(miniport, 0, NULL, NULL, 200, &result.data, &length),
      STATUS_INVALID_PARAMETER);
  assert_int_equal(
      miniport->lpVtbl->DataRangeIntersection(miniport, 0, client, NULL, 200, &result.data, NULL),
      STATUS_INVALID_PARAMETER);
}

static void the_device_is_a_bus_master(void **state) {
  (void)state;
  DEVICE_DESCRIPTION description;
  rig_create();
  assert_int_equal(rig.miniport->lpVtbl->GetDeviceDescription(rig.miniport, NULL),
                   STATUS_INVALID_PARAMETER);
  assert_int_equal(rig.miniport->lpVtbl->GetDeviceDescription(rig.miniport, &description),
                   STATUS_SUCCESS);
  assert_int_equal(description.Master + description.ScatterGather + description.Dma32BitAddresses,
                   3);
  assert_int_equal(description.InterfaceType, PCIBus);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_start, rig_stop)
  const struct CMUnitTest tests[] = {
      TEST(it_asks_for_the_newest_interface), TEST(it_is_not_made_without_a_bus),
      TEST(init_needs_a_codec_that_answers),  TEST(a_group_without_nodes_has_no_pins),
      TEST(at_most_32_converters_are_used),   TEST(a_converter_without_formats_has_an_empty_range),
      TEST(each_converter_is_a_pin),          TEST(ranges_meet_in_the_best_format),
      TEST(ranges_apart_do_not_match),        TEST(an_intersection_asks_for_room),
      TEST(the_device_is_a_bus_master),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
