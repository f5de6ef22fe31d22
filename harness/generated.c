/* SPDX-License-Identifier: Apache-2.0 */
#include "generated.h"

#include <inttypes.h>

#include "callbacks.h"

static bool is_generator(const struct node *item) { return tree_get(item, "repeat") != NULL; }

static bool repeat(struct world *world, const struct node *item,
                   bool (*each)(void *context, const struct node *item), void *context) {
  uint64_t times;
  if (!world_int_key(world, item, "times", 0, &times))
    return false;
  if (times > CALLBACK_MAX_ELEMENTS) {
    world_fail(world, "times", "at most 65536", "%" PRIu64, times);
    return false;
  }
  for (uint64_t i = 0; i < times; i++) {
    world_bind_number(world, item, i);
    if (!generated_each(world, tree_get(item, "repeat"), each, context))
      return false;
  }
  return true;
}

bool generated_each(struct world *world, const struct node *list,
                    bool (*each)(void *context, const struct node *item), void *context) {
  for (size_t i = 0; i < list->count; i++) {
    const struct node *item = list->items[i];
    if (is_generator(item) ? !repeat(world, item, each, context) : !each(context, item))
      return false;
  }
  return true;
}

static bool check_generator(struct validator *validator, const struct node *item, const char *what,
                            bool (*each)(struct validator *, const struct node *)) {
  size_t count;
  const struct key_spec *keys = spec_nested_keys(VALUE_GENERATOR, &count);
  if (!validate_map(validator, keys, count, "a generator", NULL, item))
    return false;
  const struct node *as = tree_get(item, "as"), *items = tree_get(item, "repeat");
  if (items->kind == NODE_LIST && items->count == 0)
    return tree_error(validator->diag, items, "empty; expected a list of %s", what);
  bool outer = validator->in_repeat;
  validator->in_repeat = true; /* a counter may count again in a later list */
  bool good = (as == NULL || validate_bind(validator, as, BIND_NUMBER)) &&
              generated_validate(validator, items, what, each);
  validator->in_repeat = outer;
  return good;
}

bool generated_validate(struct validator *validator, const struct node *list, const char *what,
                        bool (*each)(struct validator *, const struct node *)) {
  if (list->kind != NODE_LIST)
    return tree_error(validator->diag, list, "a %s; expected a list of %s", tree_kind_name(list),
                      what);
  for (size_t i = 0; i < list->count; i++) {
    const struct node *item = list->items[i];
    if (is_generator(item) ? !check_generator(validator, item, what, each) : !each(validator, item))
      return false;
  }
  return true;
}
