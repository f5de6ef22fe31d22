/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_all.h"

#include "hda_oracle.h"

static const struct {
  uint32_t block;
  unsigned count;
  uint64_t request, allocated;
} sizes[] = {
    {4, 2, 3840, 3840},
    {4, 2, 3528, 3584},
    {4, 2, 1152, 1280},
    {12, 2, 11520, 11520},
    {24, 2, 23040, 23040},
    {6, 2, 1000, 768},
    {6, 2, 1152, 1536},
    {20, 2, 20000, 20480},
    {14, 1, 1, 896},
    {4, 1, 65536, 65536},
    {4, 2, 1, 256},
    {4, 1, 1, 256},
    {1, 1, 255, 256},
    {4, 1, 319, 256},
    {4, 1, 320, 384},
    {4, 2, 383, 256},
    {4, 2, 384, 512},
    {64, 2, 257, 256},
    {4, 0, 3840, 0},
    {4, 3, 3840, 0},
    {4, 2, 0, 0},
    /* beyond 256 descriptors */
    {4, 2, UINT64_C(1) << 20, UINT64_C(1) << 20},
    {4, 2, (UINT64_C(1) << 20) + 1, UINT64_C(1) << 20},
    {4, 1, UINT64_MAX, UINT64_C(1) << 20},
    {6, 1, UINT64_MAX, 1048320}, /* 2730 granules of 384 */
    {6, 2, UINT64_MAX, 1044480}, /* 255 pages and a midpoint inside one */
};

static void sizes_worked_by_hand(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(sizes); i++) {
    assert_int_equal(hda_oracle_buffer_size(sizes[i].block, sizes[i].count, sizes[i].request),
                     sizes[i].allocated);
  }
}

static void granules(void **state) {
  (void)state;
  static const uint32_t pairs[][2] = {{1, 128}, {4, 128},  {12, 384}, {24, 384},
                                      {6, 384}, {20, 640}, {14, 896}, {60, 1920}};
  for (size_t i = 0; i < COUNT_OF(pairs); i++) {
    assert_int_equal(hda_oracle_granule(pairs[i][0]), pairs[i][1]);
  }
}

#define P0 UINT64_C(0x200000)
#define P1 UINT64_C(0x305000)
#define P2 UINT64_C(0x107000)
static const uint64_t pages[] = {P0, P1, P2};

static const struct {
  uint64_t size;
  unsigned count;
  size_t descriptors;
  struct hda_oracle_descriptor list[4];
} lists[] = {
    {3840, 2, 2, {{P0, 1920, true}, {P0 + 1920, 1920, true}}},
    {11520,
     2,
     4,
     {{P0, 4096, false}, {P1, 1664, true}, {P1 + 1664, 2432, false}, {P2, 3328, true}}},
    {8192, 2, 2, {{P0, 4096, true}, {P1, 4096, true}}},
    {8192, 1, 2, {{P0, 4096, false}, {P1, 4096, true}}},
    {4096, 1, 2, {{P0, 2048, false}, {P0 + 2048, 2048, true}}},
    {256, 1, 2, {{P0, 128, false}, {P0 + 128, 128, true}}},
    {896, 1, 2, {{P0, 384, false}, {P0 + 384, 512, true}}}, /* seven units of 128 */
    {8192, 0, 2, {{P0, 4096, false}, {P1, 4096, false}}},
};

static void lists_worked_by_hand(void **state) {
  (void)state;
  struct hda_oracle_descriptor list[HDA_ORACLE_MAX_DESCRIPTORS];
  for (size_t i = 0; i < COUNT_OF(lists); i++) {
    const size_t n = hda_oracle_descriptors(pages, lists[i].size, lists[i].count, list);
    assert_int_equal(n, lists[i].descriptors);
    for (size_t k = 0; k < n; k++) {
      assert_int_equal(list[k].address, lists[i].list[k].address);
      assert_int_equal(list[k].length, lists[i].list[k].length);
      assert_int_equal(list[k].ioc, lists[i].list[k].ioc);
    }
    assert_int_equal(hda_oracle_list_check(list, n, pages, 0, lists[i].size, lists[i].count), 0);
  }
}

static void largest_lists(void **state) {
  (void)state;
  static uint64_t many[257];
  for (size_t i = 0; i < COUNT_OF(many); i++)
    many[i] = P0 + i * HDA_ORACLE_PAGE_BYTES;
  struct hda_oracle_descriptor list[HDA_ORACLE_MAX_DESCRIPTORS];
  assert_int_equal(hda_oracle_descriptors(many, 1044480, 2, list), 256);
  assert_int_equal(hda_oracle_descriptors(many, UINT64_C(1) << 20, 2, list), 256);
  assert_int_equal(hda_oracle_descriptors(many, (UINT64_C(1) << 20) + 128, 1, list), 0);
  assert_int_equal(hda_oracle_descriptors(many, 128, 1, list), 0);
}

/* Every rule of the check has a list that breaks it, and only it. */
static void faults_are_found(void **state) {
  (void)state;
  static const struct {
    size_t descriptors;
    struct hda_oracle_descriptor list[3];
    unsigned fault;
    unsigned count;
  } cases[] = {
      {1, {{P0, 256, true}}, HDA_ORACLE_LIST_COUNT, 1},
      {2, {{P0, 64, false}, {P0 + 64, 192, true}}, HDA_ORACLE_LIST_ALIGN, 1},
      {2, {{P0, 128, false}, {P0 + 128, 64, true}}, HDA_ORACLE_LIST_SUM | HDA_ORACLE_LIST_IOC, 1},
      {2, {{P0 + 128, 128, false}, {P0, 128, true}}, HDA_ORACLE_LIST_ORDER, 1},
      {2, {{P0, 128, false}, {P0 + 128, 128, true}}, HDA_ORACLE_LIST_IOC, 2},
      {2, {{P0, 128, true}, {P0 + 128, 128, true}}, HDA_ORACLE_LIST_IOC, 1},
      {2, {{P0, 128, false}, {P0 + 128, 128, true}}, HDA_ORACLE_LIST_IOC, 0},
      {3,
       {{P0, 128, false}, {P0 + 128, 0, false}, {P0 + 128, 128, true}},
       HDA_ORACLE_LIST_LENGTH,
       1},
      {3,
       {{P0, 128, false}, {P0 + 128, 128, true}, {P0, 0, true}},
       HDA_ORACLE_LIST_LENGTH | HDA_ORACLE_LIST_IOC,
       1},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    assert_int_equal(
        hda_oracle_list_check(cases[i].list, cases[i].descriptors, pages, 0, 256, cases[i].count),
        cases[i].fault);
  }
}

/* An entry may span pages that are neighbours, and only those. */
static void entries_over_page_boundaries(void **state) {
  (void)state;
  static const uint64_t neighbours[] = {P0, P0 + 4096};
  static const struct hda_oracle_descriptor list[] = {{P0 + 128, 6000 / 128 * 128, false},
                                                      {P0 + 128 + 5888, 256, true}};
  assert_int_equal(hda_oracle_list_check(list, 2, neighbours, 128, 5888 + 256, 1), 0);
  assert_int_equal(hda_oracle_list_check(list, 2, pages, 128, 5888 + 256, 1),
                   HDA_ORACLE_LIST_ORDER);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes_worked_by_hand), cmocka_unit_test(granules),
      cmocka_unit_test(lists_worked_by_hand), cmocka_unit_test(largest_lists),
      cmocka_unit_test(faults_are_found),     cmocka_unit_test(entries_over_page_boundaries),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
