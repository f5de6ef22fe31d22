/* SPDX-License-Identifier: Apache-2.0 */
/* calls.c: one step = one call of a DDI routine. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../callbacks.h"
#include "../generated.h"
#include "../matcher.h"
#include "../wavert.h"
#include "calls.h"
#include "steps.h"

/* ---- arguments ---------------------------------------------------------------------------------
 */

static bool take_handles(struct call *call, unsigned index, const struct node *node) {
  if (node->kind == NODE_SCALAR)
    return world_int(call->world, node, &call->argument[index]);
  for (size_t i = 0; i < node->count; i++) {
    uint64_t value;
    if (!world_int(call->world, node->items[i], &value))
      return false;
    call->handles[i] = pointer_of(value);
  }
  call->argument[index] = (uint64_t)(uintptr_t)call->handles;
  /* "as many as listed" is the default of the count that stands before the list */
  if (index > 0 && call->argument[index - 1] == UINT64_MAX)
    call->argument[index - 1] = node->count;
  return true;
}

struct commands {
  struct world *world;
  struct transfer *transfer;
};

static bool take_command(void *context, const struct node *item) {
  struct commands *commands = context;
  uint64_t value;
  if (!world_int(commands->world, item, &value))
    return false;
  if (callbacks_add_command(commands->transfer, (uint32_t)value))
    return true;
  world_fail(commands->world, "commands", "at most 65536", "more");
  return false;
}

/* The count stands before the list: as many as listed, or fewer. */
static bool take_commands(struct call *call, unsigned index, const struct node *node) {
  struct commands commands = {call->world, callbacks_new_transfer(call->world)};
  call->transfer = commands.transfer;
  if (node->kind == NODE_SCALAR) {
    if (call->argument[index - 1] == UINT64_MAX)
      call->argument[index - 1] = 1;
    return world_int(call->world, node, &call->argument[index]);
  }
  if (!generated_each(call->world, node, take_command, &commands))
    return false;
  callbacks_make_array(call->transfer);
  call->argument[index] = (uint64_t)(uintptr_t)call->transfer->elements;
  if (call->argument[index - 1] == UINT64_MAX)
    call->argument[index - 1] = call->transfer->count;
  if (call->argument[index - 1] <= call->transfer->count)
    return true;
  world_fail(call->world, "Count", "at most the length of CodecTransfer", "%" PRIu64,
             call->argument[index - 1]);
  return false;
}

static bool take_format(struct call *call, const struct node *node) {
  if (tree_is(node, "NULL"))
    return true;
  if (tree_is(node, "garbage")) {
    uint64_t garbage = 0;
    expr_constant("garbage", &garbage);
    call->format_pointer = pointer_of(garbage);
    return true;
  }
  call->format_pointer = &call->format;
  return world_format(call->world, node, &call->format);
}

/* One of them, as checked. */
static uint64_t word_index(const struct routine_argument *argument, const struct node *node) {
  uint64_t index = 0;
  while (!tree_is(node, argument->choices[index]))
    index++;
  return index;
}

static bool take_arguments(struct call *call, const struct node *map) {
  const struct routine *routine = call->routine;
  for (unsigned i = 0; i < routine_argument_count(routine); i++) {
    const struct routine_argument *argument = &routine->arguments[i];
    const struct node *node = tree_get(map, argument->name);
    const struct node fallback = {.kind = NODE_SCALAR, .text = argument->fallback};
    if (node == NULL)
      node = &fallback;
    bool good = true;
    switch (argument->type) {
    case VALUE_FORMAT:
      good = take_format(call, node);
      break;
    case VALUE_HANDLES:
      good = take_handles(call, i, node);
      break;
    case VALUE_COMMANDS:
      good = take_commands(call, i, node);
      break;
    case VALUE_WORD:
      call->argument[i] = word_index(argument, node);
      break;
    default:
      good = world_int(call->world, node, &call->argument[i]);
      break;
    }
    if (!good)
      return false;
  }
  if (strcmp(routine->name, "SetDmaEngineState") == 0 && call->argument[1] == UINT64_MAX)
    call->argument[1] = 1; /* Handles is no list */
  return true;
}

static bool prepare_outputs(struct call *call, const struct node *map) {
  for (unsigned i = 0; i < routine_output_count(call->routine); i++) {
    struct output *output = &call->output[i];
    memset(&output->cell, ROUTINE_SENTINEL, sizeof output->cell);
    output->pointer = &output->cell;
    const struct node *node = call->routine->outputs[i].own_pointer
                                  ? tree_get(map, call->routine->outputs[i].name)
                                  : NULL;
    uint64_t pointer;
    if (node == NULL)
      continue;
    if (!world_int(call->world, node, &pointer))
      return false;
    output->pointer = pointer_of(pointer);
  }
  return true;
}

static bool choose_client(struct call *call, const struct node *map) {
  struct world *world = call->world;
  if (call->routine->interfaces == 0)
    return true;
  call->client = world->main_client;
  const struct node *node = tree_get(map, "client");
  if (node != NULL) {
    struct binding *binding = world_ref(world, node, BIND_CLIENT);
    if (binding == NULL)
      return false;
    call->client = binding->client;
  }
  if (call->client == NULL) {
    world_fail(world, "client", "an interface to call", "none was obtained");
    return false;
  }
  if ((call->routine->interfaces & (1u << call->client->kind)) == 0) {
    world_block(world, "%s is not in the interface of the client", call->routine->name);
    return false;
  }
  uint64_t context = (uint64_t)(uintptr_t)call->client->interface.header.Context;
  if (!world_int_key(world, map, "_context", context, &context))
    return false;
  call->context = pointer_of(context);
  return true;
}

/* The object whose method is called, and the interface of it that has the method. */
static bool choose_object(struct call *call, const struct node *map) {
  struct world *world = call->world;
  enum routine_need needs = call->routine->needs;
  if ((needs == NEEDS_MINIPORT && world->plugin->Miniport == NULL) ||
      (needs == NEEDS_PORT && world->plugin->Port == NULL)) {
    world_block(world, "the plug-in has no WaveRT %s",
                needs == NEEDS_PORT ? "port driver" : "miniport");
    return false;
  }
  if (call->routine->object == BIND_NONE)
    return true;
  const char *key = spec_object_key(call->routine->object);
  struct binding *binding = world_ref(world, tree_get(map, key), call->routine->object);
  if (binding == NULL)
    return false;
  call->object = binding->object;
  if (!call->object->live) {
    world_fail(world, key, "one that was not released or closed", "it was");
    return false;
  }
  call->method_table = call->object->handle;
  if (needs < NEEDS_NOTIFICATION)
    return true;
  enum stream_interface which = (enum stream_interface)(needs - NEEDS_NOTIFICATION);
  call->method_table = wavert_interface(call->object, which);
  if (call->method_table == NULL)
    world_block(world, "the stream has no %s", wavert_interface_names[which]);
  return call->method_table != NULL;
}

/* ---- expectations -------------------------------------------------------------------------------
 */

struct measure {
  struct hda_sim_time before;
  uint64_t register_writes;
};

uint64_t calls_in_unit(const struct world *world, uint64_t ticks, const char *unit) {
  if (strcmp(unit, "frames") == 0)
    return ticks / (world->ticks_bclk * HDA_ORACLE_FRAME_BCLK);
  if (strcmp(unit, "bclk") == 0)
    return ticks / world->ticks_bclk;
  if (strcmp(unit, "cycles") == 0)
    return ticks / world->ticks_cycle;
  unsigned __int128 scaled = ticks;
  scaled *= strcmp(unit, "us") == 0 ? 1000000u : strcmp(unit, "ms") == 0 ? 1000u : 1u;
  return (uint64_t)(scaled / world->ticks_second);
}

void calls_expect_units(struct world *world, const struct node *units, const char *what,
                        uint64_t ticks) {
  for (size_t i = 0; i < units->count; i++) {
    struct text name;
    text_clear(&name);
    text_add(&name, "%s in %s", what, units->keys[i]->text);
    uint64_t value = calls_in_unit(world, ticks, units->keys[i]->text);
    matcher_expect(world, units->items[i], name.data, &(struct observed){.value = value});
  }
}

static struct observed look(const struct call *call, unsigned index) {
  struct observed observed = {.value = routine_output_value(call, index),
                              .untouched = !routine_output_touched(call, index)};
  const char *name = call->routine->outputs[index].name;
  if (strcmp(name, "ConverterFormat") == 0 || call->routine->outputs[index].bytes == 8)
    observed.style = STYLE_NUMBER;
  calls_oracle(call, name, &observed);
  return observed;
}

/* A routine that takes a cell for a wider type writes what follows it. */
static void expect_no_overrun(const struct call *call) {
  for (unsigned i = 0; i < routine_output_count(call->routine); i++) {
    const struct routine_output *output = &call->routine->outputs[i];
    size_t at = output->bytes;
    if (!output->own_pointer)
      continue;
    call->world->result->expectations++;
    while (at < sizeof call->output[i].cell.bytes &&
           call->output[i].cell.bytes[at] == ROUTINE_SENTINEL)
      at++;
    if (at < sizeof call->output[i].cell.bytes)
      world_fail(call->world, output->name, "nothing written behind its last byte",
                 "byte %zu of %u is written", at, output->bytes);
  }
}

static void expect_outputs(const struct call *call, const struct node *expect) {
  const struct node *others = tree_get(expect, "outputs");
  for (unsigned i = 0; i < routine_output_count(call->routine); i++) {
    const char *name = call->routine->outputs[i].name;
    const struct node *matcher = tree_get(expect, name);
    bool own = call->output[i].pointer != &call->output[i].cell;
    /* QueryInterface: the pseudo outputs that are counts are always there. */
    bool counted = strcmp(name, "functions") == 0 || strcmp(name, "bytes_written") == 0;
    if (matcher == NULL && !own && !counted)
      matcher = others;
    if (matcher == NULL)
      continue;
    struct observed observed = look(call, i);
    matcher_expect(call->world, matcher, name, &observed);
  }
}

static void expect_call(const struct call *call, const struct node *expect, NTSTATUS status,
                        const struct measure *measure) {
  struct world *world = call->world;
  static const struct node success = {.kind = NODE_SCALAR, .text = "STATUS_SUCCESS"};
  bool is_map = expect != NULL && expect->kind == NODE_MAP;
  const struct node *wanted = is_map ? tree_get(expect, "status") : expect;
  if (wanted == NULL)
    wanted = &success;
  if (!call->routine->returns_void) {
    const struct observed observed = {.value = (uint32_t)status, .style = STYLE_STATUS};
    matcher_expect(world, wanted, "status", &observed);
  }
  expect_no_overrun(call);
  if (!is_map)
    return;
  expect_outputs(call, expect);
  struct hda_sim_time now;
  world_now(world, &now);
  const struct node *elapsed = tree_get(expect, "elapsed");
  if (elapsed != NULL)
    calls_expect_units(world, elapsed, "time inside the call", now.ticks - measure->before.ticks);
  matcher_expect_key(world, expect, "registers_written",
                     world->counts.register_writes - measure->register_writes);
}

/* ---- the call -----------------------------------------------------------------------------------
 */

static void log_call(const struct call *call) {
  struct text text;
  if (call->world->log == NULL)
    return;
  text_clear(&text);
  for (unsigned i = 0; i < routine_argument_count(call->routine); i++) {
    const struct routine_argument *argument = &call->routine->arguments[i];
    text_add(&text, "%s%s = ", i > 0 ? ", " : "", argument->name);
    if (argument->type == VALUE_FORMAT && call->format_pointer == &call->format) {
      text_add(&text, "%u/%u:%u/%u", call->format.SampleRate, call->format.ValidBitsPerSample,
               call->format.ContainerSize, call->format.NumberOfChannels);
    } else {
      matcher_show(&text, call->argument[i], STYLE_HEX);
    }
  }
  log_line(call->world, "call %s(%s) at IRQL %u", call->routine->name, text.data,
           KeGetCurrentIrql());
}

static void log_return(const struct call *call, NTSTATUS status) {
  struct text text;
  if (call->world->log == NULL)
    return;
  text_clear(&text);
  if (!call->routine->returns_void)
    matcher_show(&text, (uint32_t)status, STYLE_STATUS);
  for (unsigned i = 0; i < routine_output_count(call->routine); i++) {
    text_add(&text, "; %s ", call->routine->outputs[i].name);
    if (routine_output_touched(call, i)) {
      text_add(&text, "= ");
      matcher_show(&text, routine_output_value(call, i), STYLE_HEX);
    } else {
      text_add(&text, "not written");
    }
  }
  log_line(call->world, "return of %s: %s", call->routine->name, text.data);
}

void step_call(struct world *world, const struct step *step) {
  struct call call = {.world = world, .routine = step->spec->routine, .map = step->node};
  uint64_t irql;
  if (!choose_client(&call, step->node) || !choose_object(&call, step->node) ||
      !take_arguments(&call, step->node) || !prepare_outputs(&call, step->node) ||
      !world_int_key(world, step->node, "irql", PASSIVE_LEVEL, &irql))
    return;
  calls_before(&call);
  struct measure measure = {.register_writes = world->counts.register_writes};
  world_now(world, &measure.before);
  world->programmed_stream = -1;
  KIRQL old = KeGetCurrentIrql();
  unsigned locks = nt_spin_locks_held();
  if (irql > old)
    KeRaiseIrql((KIRQL)irql, &old);
  log_call(&call);
  world->result->calls++;
  bool nested = world->progress->in_call; /* a step of a callback */
  world->progress->in_call = true;
  struct nt_call entered;
  nt_call_begin(&entered, call.routine->name);
  NTSTATUS status = call.routine->invoke(&call);
  nt_call_end(&entered);
  world->progress->in_call = nested;
  log_return(&call, status);
  KIRQL after = KeGetCurrentIrql();
  KIRQL wanted = irql > old ? (KIRQL)irql : old;
  world->result->expectations++;
  if (after != wanted)
    world_fail(world, "IRQL after the call", "as before", "%u", after);
  if (nt_spin_locks_held() != locks)
    world_fail(world, "spin locks held after the call", "as before", "%u", nt_spin_locks_held());
  if (after > old)
    KeLowerIrql(old);
  if (world->result->verdict == VERDICT_BLOCKED)
    return;
  expect_call(&call, tree_get(step->node, "expect"), status, &measure);
  calls_after(&call, step->node, status);
}
