/* SPDX-License-Identifier: Apache-2.0 */
/* Every matcher agrees with what it should, and with nothing else. */
#include <string.h>

#include "cmocka_all.h"
#include "matcher.h"

static struct node scalar(const char *text) {
  return (struct node){.kind = NODE_SCALAR, .text = text};
}

/* A map of up to three keys. */
struct small_map {
  struct node map, key[3], value[3];
  struct node *keys[3], *items[3];
};

static void fill(struct small_map *small, size_t count, const char *const *words) {
  small->map = (struct node){.kind = NODE_MAP, .count = count};
  small->map.keys = small->keys;
  small->map.items = small->items;
  for (size_t i = 0; i < count; i++) {
    small->key[i] = scalar(words[2 * i]);
    small->value[i] = scalar(words[2 * i + 1]);
    small->keys[i] = &small->key[i];
    small->items[i] = &small->value[i];
  }
}

static struct world world;
static struct run_options options;
static struct vector vector;
static struct result result;

static int begin(void **state) {
  (void)state;
  memset(&world, 0, sizeof world);
  memset(&options, 0, sizeof options);
  memset(&vector, 0, sizeof vector);
  world.options = &options;
  world.vector = &vector;
  world.result = &result;
  result_init(&result);
  return 0;
}

static int end(void **state) {
  (void)state;
  result_free(&result);
  return 0;
}

static bool agrees(const struct node *matcher, struct observed observed) {
  struct text expected;
  text_clear(&expected);
  return matcher_agrees(&world, matcher, &observed, &expected);
}

static bool word(const char *text, struct observed observed) {
  const struct node node = scalar(text);
  return agrees(&node, observed);
}

#define MAP(value, ...)                                                                            \
  map_agrees(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *) / 2,                      \
             (const char *const[]){__VA_ARGS__}, value)
static bool map_agrees(size_t count, const char *const *words, uint64_t value) {
  struct small_map small;
  fill(&small, count, words);
  return agrees(&small.map, (struct observed){.value = value});
}

static void test_plain(void **state) {
  (void)state;
  assert_true(word("5", (struct observed){.value = 5}));
  assert_false(word("5", (struct observed){.value = 6}));
  assert_true(
      word("STATUS_INVALID_HANDLE", (struct observed){.value = 0xC0000008, .style = STYLE_STATUS}));
  assert_true(word("any", (struct observed){.value = 6}));
  assert_true(word("success", (struct observed){.value = 0x103}));
  assert_false(word("success", (struct observed){.value = 0xC0000001}));
  assert_true(word("failure", (struct observed){.value = 0xC0000001}));
  assert_false(word("failure", (struct observed){.value = 0}));
}

static void test_writing(void **state) {
  (void)state;
  const struct observed untouched = {.value = 0xA5, .untouched = true};
  assert_true(word("unchanged", untouched));
  assert_false(word("written", untouched));
  assert_false(word("0xA5", untouched));
  assert_false(word("unchanged", (struct observed){.value = 0xA5}));
  struct small_map small;
  fill(&small, 1, (const char *const[]){"not", "0"});
  assert_false(agrees(&small.map, untouched)); /* no value at all is not "another value" */
  fill(&small, 1, (const char *const[]){"min", "0"});
  assert_false(agrees(&small.map, untouched));
}

static void test_oracle(void **state) {
  (void)state;
  assert_false(word("oracle", (struct observed){.value = 5}));
  assert_true(word("oracle", (struct observed){.value = 5, .has_oracle = true, .oracle = 5}));
  assert_false(word("oracle", (struct observed){.value = 5, .has_oracle = true, .oracle = 6}));
}

static void test_maps(void **state) {
  (void)state;
  assert_true(MAP(1, "min", "1", "max", "15"));
  assert_true(MAP(15, "min", "1", "max", "15"));
  assert_false(MAP(0, "min", "1", "max", "15"));
  assert_false(MAP(16, "min", "1", "max", "15"));
  assert_true(MAP(0x3F, "mask", "0xF0", "value", "0x30"));
  assert_false(MAP(0x4F, "mask", "0xF0", "value", "0x30"));
  assert_true(MAP(256, "multiple_of", "128"));
  assert_false(MAP(257, "multiple_of", "128"));
  assert_false(MAP(256, "multiple_of", "128", "max", "128"));
  assert_false(MAP(3, "not", "3"));
  assert_true(MAP(4, "not", "3"));
}

static void test_signed(void **state) {
  (void)state;
  struct small_map small;
  fill(&small, 2, (const char *const[]){"min", "-2", "max", "0"});
  const struct observed before = {.value = (uint64_t)-1, .style = STYLE_SIGNED};
  assert_true(agrees(&small.map, before));
  assert_false(agrees(&small.map, (struct observed){.value = 1, .style = STYLE_SIGNED}));
}

static void test_strict(void **state) {
  (void)state;
  static const char *const words[] = {"strict", "1", "accept", "2"};
  options.strict = false;
  assert_true(map_agrees(2, words, 2));
  assert_false(map_agrees(2, words, 1));
  options.strict = true;
  assert_true(map_agrees(2, words, 1));
  assert_false(map_agrees(2, words, 2));
  options.strict = false;
}

static void test_lists(void **state) {
  (void)state;
  struct node one = scalar("1"), two = scalar("2"), *items[] = {&one, &two};
  const struct node list = {.kind = NODE_LIST, .count = 2, .items = items};
  assert_true(agrees(&list, (struct observed){.value = 2}));
  assert_false(agrees(&list, (struct observed){.value = 3}));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain), cmocka_unit_test(test_writing), cmocka_unit_test(test_oracle),
      cmocka_unit_test(test_maps),  cmocka_unit_test(test_signed),  cmocka_unit_test(test_strict),
      cmocka_unit_test(test_lists),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
