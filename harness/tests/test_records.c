/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept of the link and the bus, event by event. */
#include "records.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"

static struct records records;
static struct record_counts counts;

static int begin(void **state) {
  (void)state;
  memset(&records, 0, sizeof records);
  memset(&counts, 0, sizeof counts);
  return 0;
}

static int end(void **state) {
  (void)state;
  free(records.commands);
  free(records.responses);
  free(records.dma);
  free(records.messages);
  return 0;
}

static void take(const struct hda_sim_event *event) {
  records_take(&records, &counts, 2, 1000, event);
}

static void frame(uint64_t number, uint64_t command, uint32_t sync, uint32_t sdo1) {
  uint32_t sync_words[RECORD_WORDS] = {sync, 0x80000001}, sdo[2 * RECORD_WORDS] = {0};
  sdo[RECORD_WORDS] = sdo1;
  struct hda_sim_event event = {.kind = HDA_SIM_EV_FRAME, .when = {.ticks = 5000 + 1000 * number}};
  event.frame.number = number;
  event.frame.command = command;
  event.frame.sdo = sdo;
  event.frame.sync = sync_words;
  take(&event);
}

static void test_frames(void **state) {
  (void)state;
  frame(0, 0, 0xF0000000, 0x12345678);
  frame(1, 0x98, 0, 0);
  assert_int_equal(records.link.begin, 4000);
  assert_int_equal(records.link.end, 6000);
  assert_int_equal(counts.commands, 1);
  assert_int_equal(records.commands[0].frame, 1);
  assert_int_equal(records.commands[0].command, 0x98);
  const struct frame_record *first = records_frame(&records, 0);
  assert_non_null(first);
  assert_int_equal(records_bits(first, 0, 0, 8), 0xF0);
  assert_int_equal(records_bits(first, 0, 31, 2), 1);
  assert_int_equal(records_bits(first, 0, 32, 32), 0x80000001);
  assert_int_equal(records_bits(first, 1, 0, 64), 0);
  assert_int_equal(records_bits(first, 2, 4, 12), 0x234);
  assert_null(records_frame(&records, 2));
}

/* Only the last frames are kept. */
static void test_oldest(void **state) {
  (void)state;
  for (uint64_t i = 0; i <= RECORD_FRAMES; i++)
    frame(i, i, (uint32_t)i, 0);
  assert_null(records_frame(&records, 0));
  assert_non_null(records_frame(&records, 1));
  assert_int_equal(records_bits(records_frame(&records, RECORD_FRAMES), 0, 0, 32), RECORD_FRAMES);
  assert_int_equal(counts.commands, RECORD_FRAMES);
}

static void test_edges(void **state) {
  (void)state;
  take(&(struct hda_sim_event){.kind = HDA_SIM_EV_LINK, .when = {.ticks = 7}, .level = true});
  take(&(struct hda_sim_event){.kind = HDA_SIM_EV_LINK, .when = {.ticks = 9}});
  assert_int_equal(records.link.rises, 1);
  assert_int_equal(records.link.falls, 1);
  assert_int_equal(records.link.up, 7);
  assert_int_equal(records.link.down, 9);
  take(&(struct hda_sim_event){.kind = HDA_SIM_EV_PME, .level = true});
  assert_true(records.pme);
  take(&(struct hda_sim_event){.kind = HDA_SIM_EV_PME});
  assert_false(records.pme);
  assert_int_equal(counts.pme_rises, 1);
  take(&(struct hda_sim_event){.kind = HDA_SIM_EV_ASSIGNED});
  assert_int_equal(counts.assigned, 1);
}

static void test_lists(void **state) {
  (void)state;
  struct hda_sim_event event = {.kind = HDA_SIM_EV_RESPONSE, .when = {.frame = 6}};
  event.response.line = 3;
  event.response.value = 0xABCD;
  event.response.unsolicited = true;
  take(&event);
  assert_int_equal(counts.responses, 1);
  assert_int_equal(records.responses[0].frame, 7);
  assert_int_equal(records.responses[0].line, 3);
  assert_true(records.responses[0].unsolicited);
  event = (struct hda_sim_event){.kind = HDA_SIM_EV_MSI};
  event.msi.address = 0xFEE00000;
  event.msi.data = 0x41;
  take(&event);
  assert_int_equal(counts.messages, 1);
  assert_int_equal(records.messages[0].data, 0x41);
  event = (struct hda_sim_event){.kind = HDA_SIM_EV_DMA};
  event.dma.address = 64;
  event.dma.bytes = 8;
  event.dma.write = true;
  take(&event);
  assert_int_equal(counts.dma, 1);
  assert_true(records.dma[0].write);
  counts.dma = RECORD_MAX_DMA;
  take(&event);
  assert_int_equal(counts.dma, RECORD_MAX_DMA);
  counts.dma = 1;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_frames, begin, end),
      cmocka_unit_test_setup_teardown(test_oldest, begin, end),
      cmocka_unit_test_setup_teardown(test_edges, begin, end),
      cmocka_unit_test_setup_teardown(test_lists, begin, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
