/* SPDX-License-Identifier: Apache-2.0 */
/* The YAML reader: values, places, and hostile input. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_all.h"
#include "files.h"
#include "tree.h"

static int begin(void **state) {
  (void)state;
  files_begin();
  return 0;
}

static int end(void **state) {
  (void)state;
  files_end();
  return 0;
}

static void test_values(void **state) {
  (void)state;
  struct arena arena = {0};
  struct diag diag = {0};
  files_write("a.yaml", "a: 1\nb: [x, 'y']\nc:\n  d: ~\n  e: \"f\"\n");
  struct node *root = tree_read(&arena, files_path("a.yaml"), &diag);
  assert_non_null(root);
  assert_int_equal(root->kind, NODE_MAP);
  assert_string_equal(tree_get(root, "a")->text, "1");
  assert_true(tree_is(tree_get(root, "a"), "1"));
  assert_null(tree_get(root, "z"));
  const struct node *list = tree_get(root, "b");
  assert_int_equal(list->count, 2);
  assert_false(list->items[0]->quoted);
  assert_true(list->items[1]->quoted);
  const struct node *inner = tree_get(tree_get(root, "c"), "e");
  assert_string_equal(inner->text, "f");
  assert_int_equal(inner->line, 5);
  assert_int_equal(inner->column, 6);
  struct text text;
  text_clear(&text);
  tree_print(&text, root);
  assert_string_equal(text.data, "{a: 1, b: [x, y], c: {d: ~, e: f}}");
  arena_free(&arena);
}

static void refuse(const char *content, const char *part) {
  struct arena arena = {0};
  struct diag diag = {0};
  files_write("a.yaml", content);
  assert_null(tree_read(&arena, files_path("a.yaml"), &diag));
  assert_true(diag.failed);
  if (strstr(diag.message.data, part) == NULL)
    fail_msg("'%s' is not in '%s'", part, diag.message.data);
  arena_free(&arena);
}

static void test_refused(void **state) {
  (void)state;
  refuse("", "is empty");
  refuse("a: [1, 2", "malformed YAML");
  refuse("a: 1\n b: 2\n", "malformed YAML");
  refuse("a: 1\nb: \xC3\xA4\xFF\n", "a.yaml:2:5: byte 0xFF is no UTF-8");
  refuse("a: \xED\xA0\x80\n", "a.yaml:1:4: byte 0xED is no UTF-8"); /* a surrogate */
  refuse("a: \xC0\xAF\n", "a.yaml:1:4: byte 0xC0 is no UTF-8");     /* overlong */
  refuse("a: \xE2\x82", "a.yaml:1:4: byte 0xE2 is no UTF-8");
  refuse("a: \"\\0\"\n", "NUL character");
  char *deep = malloc(100001);
  assert_non_null(deep);
  memset(deep, '[', 100000);
  deep[100000] = '\0';
  refuse(deep, "a.yaml:1:");
  free(deep);
}

static void test_unreadable(void **state) {
  (void)state;
  struct arena arena = {0};
  struct diag diag = {0};
  assert_null(tree_read(&arena, files_path("gone.yaml"), &diag));
  assert_non_null(strstr(diag.message.data, "cannot be read: No such file"));
  diag = (struct diag){0};
  assert_null(tree_read(&arena, files_path(""), &diag));
  assert_non_null(strstr(diag.message.data, "is no regular file"));
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_values),
      cmocka_unit_test(test_refused),
      cmocka_unit_test(test_unreadable),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
