/* SPDX-License-Identifier: Apache-2.0 */
#include "responses.h"

#include "../generated.h"

struct field {
  const char *name;
  unsigned low, bits;
};
static const struct field fields[] = {
    {"Response", 0, 32},       {"Tag", 26, 6},       {"SubTag", 21, 5},
    {"SDataIn", 32, 4},        {"Reserved", 37, 25}, {"IsUnsolicitedResponse", 36, 1},
    {"HasFifoOverrun", 62, 1}, {"IsValid", 63, 1},   {"CompleteResponse", 0, 64},
};

bool responses_expect(struct world *world, const struct node *answer, const char *name,
                      HDAUDIO_CODEC_RESPONSE response, bool untouched) {
  uint64_t bits = response.CompleteResponse;
  if (answer->kind == NODE_SCALAR)
    return matcher_expect(
        world, answer, name,
        &(struct observed){.value = bits, .style = STYLE_HEX, .untouched = untouched});
  bool good = true;
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
    const struct node *matcher = tree_get(answer, fields[i].name);
    if (matcher == NULL)
      continue;
    struct text what;
    text_clear(&what);
    text_add(&what, "%s: %s", name, fields[i].name);
    const struct observed observed = {.value = bits >> fields[i].low &
                                               UINT64_MAX >> (64 - fields[i].bits),
                                      .style = fields[i].bits > 1 ? STYLE_HEX : STYLE_NUMBER,
                                      .untouched = untouched};
    if (!matcher_expect(world, matcher, what.data, &observed))
      good = false;
  }
  return good;
}

static bool expect_next(struct responses *responses, const struct node *answer) {
  size_t index = responses->next++;
  struct text name;
  text_clear(&name);
  text_add(&name, "%s %zu", responses->what, index);
  return responses_expect(responses->world, answer, name.data,
                          responses->get(responses->owner, index),
                          responses->untouched(responses->owner, index));
}

static bool too_few(const struct responses *responses) {
  struct text what;
  text_clear(&what);
  text_add(&what, "number of %ss", responses->what);
  world_fail(responses->world, what.data, "more", "%zu", responses->count);
  return false;
}

bool responses_expect_all(struct responses *responses, const struct node *answer) {
  if (responses->next >= responses->count)
    return too_few(responses);
  while (responses->next < responses->count) {
    if (!expect_next(responses, answer))
      return false;
  }
  return true;
}

static bool expect_item(void *context, const struct node *item) {
  struct responses *responses = context;
  if (responses->next < responses->count)
    return expect_next(responses, item);
  return too_few(responses);
}

bool responses_expect_list(struct responses *responses, const struct node *list, bool part) {
  if (!generated_each(responses->world, list, expect_item, responses))
    return false;
  responses->world->result->expectations++;
  if (part || responses->next == responses->count)
    return true;
  struct text what, expected;
  text_clear(&what);
  text_clear(&expected);
  text_add(&what, "number of %ss", responses->what);
  text_add(&expected, "%zu", responses->next);
  world_fail(responses->world, what.data, expected.data, "%zu", responses->count);
  return false;
}
