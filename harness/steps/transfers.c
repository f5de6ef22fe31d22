/* SPDX-License-Identifier: Apache-2.0 */
/* transfers.c: what came of an array of codec commands. */
#include <inttypes.h>
#include <string.h>

#include "../callbacks.h"
#include "calls.h"
#include "responses.h"
#include "steps.h"

static HDAUDIO_CODEC_RESPONSE input_of(const void *owner, size_t index) {
  const struct transfer *transfer = owner;
  return transfer->elements[index].Input;
}

static bool untouched(const void *owner, size_t index) { return !callbacks_written(owner, index); }

/* ---- what no driver may do --------------------------------------------------------------------
 */

static bool is_sentinel(const HDAUDIO_CODEC_TRANSFER *element) {
  const uint8_t *bytes = (const uint8_t *)element;
  for (size_t i = 0; i < sizeof *element; i++) {
    if (bytes[i] != ROUTINE_SENTINEL)
      return false;
  }
  return true;
}

static bool expect_bounds(struct world *world, const struct transfer *transfer) {
  const HDAUDIO_CODEC_TRANSFER *outside[] = {transfer->elements - 1,
                                             transfer->elements + transfer->count};
  for (size_t i = 0; i < 2; i++) {
    world->result->expectations++;
    if (is_sentinel(outside[i]))
      continue;
    world_fail(world, "memory around the array", "not written", "written %s it",
               i == 0 ? "before" : "behind");
    return false;
  }
  return true;
}

static bool expect_outputs(struct world *world, const struct transfer *transfer) {
  world->result->expectations++;
  for (size_t i = 0; i < transfer->count; i++) {
    uint32_t command = transfer->elements[i].Output.Command;
    if (command == transfer->commands[i])
      continue;
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "Output of element %zu", i);
    text_add(&expected, "0x%08" PRIX32, transfer->commands[i]);
    world_fail(world, what.data, expected.data, "0x%08" PRIX32, command);
    return false;
  }
  return true;
}

/* After its callback the array is the client's again. */
static bool expect_finished(struct world *world, const struct transfer *transfer) {
  if (transfer->finished == NULL)
    return true;
  world->result->expectations++;
  for (size_t i = 0; i < transfer->count; i++) {
    uint64_t then = transfer->finished[i].Input.CompleteResponse;
    uint64_t now = transfer->elements[i].Input.CompleteResponse;
    if (then == now)
      continue;
    struct text what, expected;
    text_clear(&what);
    text_clear(&expected);
    text_add(&what, "element %zu after the callback", i);
    text_add(&expected, "0x%016" PRIX64 ", as in the callback", then);
    world_fail(world, what.data, expected.data, "0x%016" PRIX64, now);
    return false;
  }
  return true;
}

/* ---- the callbacks -----------------------------------------------------------------------------
 */

static void expect_callback(struct world *world, const struct node *map,
                            const struct transfer *transfer,
                            const struct transfer_callback *callback, const struct mark *since) {
  const struct observed context = {.value = (uint64_t)(uintptr_t)callback->context,
                                   .style = STYLE_HEX};
  world->result->expectations += 2;
  if (callback->context != transfer->context) {
    struct text expected;
    text_clear(&expected);
    matcher_show(&expected, (uint64_t)(uintptr_t)transfer->context, STYLE_HEX);
    world_fail(world, "Context of the callback", expected.data, "0x%" PRIX64, context.value);
  }
  if (callback->routine != transfer->routine)
    world_fail(world, "routine called back", callback_routines[transfer->routine], "%s",
               callback_routines[callback->routine]);
  matcher_expect_key(world, map, "irql", callback->irql);
  matcher_expect_key(world, map, "element", callback->element);
  matcher_expect_key(world, map, "commands", callback->seen.commands - since->counts.seen.commands);
  matcher_expect_key(world, map, "responses",
                     callback->seen.responses - since->counts.seen.responses);
  const struct node *elapsed = tree_get(map, "elapsed");
  if (elapsed != NULL)
    calls_expect_units(world, elapsed, "time from the call to the callback",
                       callback->when.ticks - transfer->called.ticks);
}

static void expect_callbacks(struct world *world, const struct node *map,
                             const struct transfer *transfer, const struct mark *since) {
  static const char *const about_one[] = {"irql", "element", "commands", "responses", "elapsed"};
  matcher_expect_key(world, map, "callbacks", transfer->callback_count);
  for (size_t i = 0; i < transfer->callback_count && !world->stop; i++)
    expect_callback(world, map, transfer, &transfer->callbacks[i], since);
  for (size_t i = 0; i < sizeof about_one / sizeof about_one[0]; i++) {
    if (transfer->callback_count == 0 && tree_get(map, about_one[i]) != NULL) {
      world_fail(world, about_one[i], "of a callback", "there was no callback");
      return;
    }
  }
}

/* ---- the elements ------------------------------------------------------------------------------
 */

static void expect_kinds(struct world *world, const struct node *map,
                         const struct transfer *transfer) {
  uint64_t valid = 0, overrun = 0, unanswered = 0;
  for (size_t i = 0; i < transfer->count; i++) {
    HDAUDIO_CODEC_RESPONSE input = transfer->elements[i].Input;
    if (!callbacks_written(transfer, i))
      continue;
    valid += input.IsValid;
    overrun += !input.IsValid && input.HasFifoOverrun;
    unanswered += !input.IsValid && !input.HasFifoOverrun;
  }
  matcher_expect_key(world, map, "valid", valid);
  matcher_expect_key(world, map, "overrun", overrun);
  matcher_expect_key(world, map, "unanswered", unanswered);
}

void step_expect_transfer(struct world *world, const struct step *step) {
  const struct node *map = step->node;
  const struct mark *since = world_since(world, map, "since");
  struct binding *binding = world_ref(world, tree_get(map, "transfer"), BIND_TRANSFER);
  uint64_t from;
  if (since == NULL || binding == NULL || !world_int_key(world, map, "from", 0, &from))
    return;
  const struct transfer *transfer = binding->transfer;
  expect_callbacks(world, map, transfer, since);
  if (transfer->elements == NULL || !expect_bounds(world, transfer) ||
      !expect_outputs(world, transfer) || !expect_finished(world, transfer))
    return;
  expect_kinds(world, map, transfer);
  const struct responses rest = {world,    "element", transfer->count, (size_t)from,
                                 input_of, untouched, transfer};
  const struct node *all = tree_get(map, "all"), *list = tree_get(map, "elements");
  struct responses responses = rest;
  if (all != NULL && !responses_expect_all(&responses, all))
    return;
  responses = rest;
  if (list != NULL)
    (void)responses_expect_list(&responses, list, tree_get(map, "from") != NULL);
}
