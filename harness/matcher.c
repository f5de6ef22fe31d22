/* SPDX-License-Identifier: Apache-2.0 */
#include "matcher.h"

#include <inttypes.h>
#include <string.h>

void matcher_show(struct text *text, uint64_t value, enum value_style style) {
  const char *name = style == STYLE_STATUS ? expr_status_name((uint32_t)value) : NULL;
  if (name != NULL) {
    text_add(text, "%s", name);
  } else if (style == STYLE_STATUS) {
    text_add(text, "status 0x%08" PRIX32, (uint32_t)value);
  } else if (style == STYLE_BOOL && value <= 1) {
    text_add(text, "%s", value != 0 ? "true" : "false");
  } else if (style == STYLE_SIGNED && (int64_t)value < 0) {
    text_add(text, "%" PRId64, (int64_t)value);
  } else if (style == STYLE_HEX || value >= UINT64_C(1) << 40) {
    text_add(text, "0x%" PRIX64, value);
  } else if (value > 9) {
    text_add(text, "%" PRIu64 " (0x%" PRIX64 ")", value, value);
  } else {
    text_add(text, "%" PRIu64, value);
  }
}

static bool is_success(uint64_t status) { return (int32_t)(uint32_t)status >= 0; }

static bool agrees_word(const struct node *matcher, const struct observed *observed,
                        struct text *expected, bool *known) {
  *known = true;
  if (tree_is(matcher, "any")) {
    text_add(expected, "anything");
    return true;
  }
  if (tree_is(matcher, "unchanged")) {
    text_add(expected, "not written");
    return observed->untouched;
  }
  if (tree_is(matcher, "written")) {
    text_add(expected, "written");
    return !observed->untouched;
  }
  if (tree_is(matcher, "success") || tree_is(matcher, "failure")) {
    bool wanted = tree_is(matcher, "success");
    text_add(expected, "any status of %s", wanted ? "success" : "failure");
    return is_success(observed->value) == wanted;
  }
  if (tree_is(matcher, "oracle")) {
    if (!observed->has_oracle) {
      text_add(expected, "a value that the oracle knows (it knows none here)");
      return false;
    }
    matcher_show(expected, observed->oracle, observed->style);
    text_add(expected, " (oracle)");
    return !observed->untouched && observed->value == observed->oracle;
  }
  *known = false;
  return false;
}

static bool bound(struct world *world, const struct node *matcher, const char *key, uint64_t *value,
                  bool *present, bool *good) {
  const struct node *node = tree_get(matcher, key);
  *present = node != NULL;
  if (node == NULL)
    return false;
  if (!world_int(world, node, value))
    *good = false;
  return *good;
}

/* min, max, multiple_of, mask + value: all that are given must hold. */
static bool agrees_range(struct world *world, const struct node *matcher,
                         const struct observed *observed, struct text *expected) {
  uint64_t min = 0, max = 0, factor = 0, mask = 0, bits = 0;
  bool has_min, has_max, has_factor, has_mask, has_bits, good = true;
  bound(world, matcher, "min", &min, &has_min, &good);
  bound(world, matcher, "max", &max, &has_max, &good);
  bound(world, matcher, "multiple_of", &factor, &has_factor, &good);
  bound(world, matcher, "mask", &mask, &has_mask, &good);
  bound(world, matcher, "value", &bits, &has_bits, &good);
  if (!good)
    return false;
  bool is_signed = observed->style == STYLE_SIGNED;
  const char *and = "";
  if (has_min) {
    text_add(expected, "at least ");
    matcher_show(expected, min, observed->style);
    and = ", ";
    good = is_signed ? (int64_t)observed->value >= (int64_t)min : observed->value >= min;
  }
  if (has_max) {
    text_add(expected, "%sat most ", and);
    matcher_show(expected, max, observed->style);
    and = ", ";
    if (is_signed ? (int64_t)observed->value > (int64_t)max : observed->value > max)
      good = false;
  }
  if (has_factor) {
    text_add(expected, "%sa multiple of %" PRIu64, and, factor);
    and = ", ";
    if (factor == 0 || observed->value % factor != 0)
      good = false;
  }
  if (has_mask && has_bits) {
    text_add(expected, "%sbits 0x%" PRIX64 " in mask 0x%" PRIX64, and, bits, mask);
    if ((observed->value & mask) != bits)
      good = false;
  }
  return good && !observed->untouched;
}

static bool agrees_map(struct world *world, const struct node *matcher,
                       const struct observed *observed, struct text *expected) {
  const struct node *inner = tree_get(matcher, "not");
  if (inner != NULL) {
    text_add(expected, "not ");
    bool same = matcher_agrees(world, inner, observed, expected);
    /* An output that was not written has no value that could be the wrong one. */
    bool about_writing = tree_is(inner, "unchanged") || tree_is(inner, "written");
    return !same && (about_writing || !observed->untouched);
  }
  inner = tree_get(matcher, world->options->strict ? "strict" : "accept");
  if (inner != NULL)
    return matcher_agrees(world, inner, observed, expected);
  return agrees_range(world, matcher, observed, expected);
}

bool matcher_agrees(struct world *world, const struct node *matcher,
                    const struct observed *observed, struct text *expected) {
  if (matcher->kind == NODE_MAP)
    return agrees_map(world, matcher, observed, expected);
  if (matcher->kind == NODE_LIST) {
    bool found = false;
    for (size_t i = 0; i < matcher->count; i++) {
      if (i > 0)
        text_add(expected, " or ");
      if (matcher_agrees(world, matcher->items[i], observed, expected))
        found = true;
    }
    return found;
  }
  bool known;
  bool good = agrees_word(matcher, observed, expected, &known);
  if (known)
    return good;
  uint64_t wanted;
  if (!world_int(world, matcher, &wanted)) {
    text_add(expected, "a value of '%s'", matcher->text);
    return false;
  }
  if (observed->style == STYLE_STATUS)
    wanted = (uint32_t)wanted;
  matcher_show(expected, wanted, observed->style);
  return !observed->untouched && observed->value == wanted;
}

bool matcher_expect(struct world *world, const struct node *matcher, const char *what,
                    const struct observed *observed) {
  struct text expected, seen;
  text_clear(&expected);
  text_clear(&seen);
  world->result->expectations++;
  if (matcher_agrees(world, matcher, observed, &expected))
    return true;
  if (observed->untouched) {
    text_add(&seen, "not written");
  } else {
    matcher_show(&seen, observed->value, observed->style);
  }
  world_fail(world, what, expected.data, "%s", seen.data);
  return false;
}

void matcher_expect_key(struct world *world, const struct node *map, const char *key,
                        uint64_t value) {
  const struct node *matcher = tree_get(map, key);
  if (matcher == NULL)
    return;
  matcher_expect(world, matcher, key, &(struct observed){.value = value});
}
