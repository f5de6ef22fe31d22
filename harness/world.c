/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "matcher.h"
#include "steps/codecs.h"
#include "wavert.h"

#define DEFAULT_LIMIT_S 20u

void world_now(const struct world *world, struct hda_sim_time *now) {
  hda_sim_now(world->sim, now);
}

void world_run_until(struct world *world, uint64_t deadline) {
  uint64_t end = deadline > world->limit_tick ? world->limit_tick + 1 : deadline;
  struct hda_sim_time now;
  world_now(world, &now);
  nt_run_until(end > now.ticks ? end : now.ticks);
  world_now(world, &now);
  if (now.ticks > world->limit_tick)
    world_hang(world, "simulated time is used up");
}

/* The whole simulated time counts, whether or not the link ran. */
static void count_time(struct world *world, struct hda_sim_time *now) {
  struct result *result = world->result;
  world_now(world, now);
  result->bclk = now->ticks / world->ticks_bclk;
  result->frames = result->bclk / HDA_ORACLE_FRAME_BCLK;
  result->bus_cycles = now->bus_cycles;
  result->ticks = now->ticks;
  result->signals = world->counts.signals;
}

void world_hang(struct world *world, const char *what) {
  struct hda_sim_time now;
  count_time(world, &now);
  const char *step = world->step != NULL ? world->step->spec->name : "the end of the vector";
  snprintf(world->result->reason, sizeof world->result->reason,
           "%s in %s%s, frame %" PRIu64 ", bus cycle %" PRIu64, what, step,
           world->progress->in_call ? ", inside the routine" : "", now.frame, now.bus_cycles);
  world->result->verdict = VERDICT_HANG;
  log_line(world, "HANG %s", world->result->reason);
  world->leave(world->result);
}

/* ---- preconditions ----------------------------------------------------------------------------
 */

static void check_controller(struct world *world) {
  const struct node *shape = world->vector->controller;
  const struct hda_sim_build *build = &world->build;
  const struct {
    const char *name;
    unsigned value;
  } properties[] = {{"iss", build->iss},
                    {"oss", build->oss},
                    {"bss", build->bss},
                    {"sdi", build->sdi},
                    {"sdo", build->sdo}};
  for (size_t i = 0; shape != NULL && i < sizeof properties / sizeof properties[0]; i++) {
    const struct node *matcher = tree_get(shape, properties[i].name);
    if (matcher == NULL)
      continue;
    struct text expected;
    text_clear(&expected);
    const struct observed observed = {.value = properties[i].value};
    if (!matcher_agrees(world, matcher, &observed, &expected)) {
      world_block(world, "the controller has %s = %u; the vector needs %s", properties[i].name,
                  properties[i].value, expected.data);
      return;
    }
  }
}

static void set_faults(struct world *world) {
  const struct node *faults = world->vector->faults;
  const struct step_spec *inject = spec_find_step("inject");
  for (size_t i = 0; faults != NULL && i < faults->count && !world->stop; i++) {
    const struct step step = {inject, faults->items[i], faults->items[i], 0};
    inject->run(world, &step);
  }
}

/* ---- steps -------------------------------------------------------------------------------------
 */

void world_run_steps(struct world *world, const struct node *steps, bool top) {
  for (size_t i = 0; i < steps->count && !world->stop; i++) {
    const struct node *item = steps->items[i];
    const struct step *outer = world->step;
    struct step step = {.spec = spec_find_step(item->keys[0]->text),
                        .node = item->items[0],
                        .key = item->keys[0],
                        .index = top             ? (unsigned)i + 1
                                 : outer != NULL ? outer->index
                                                 : 0};
    world->step = &step;
    world->progress->step = step.index;
    world->progress->line = step.key->line;
    strncpy(world->progress->name, step.spec->name, sizeof world->progress->name - 1);
    if (world->log != NULL) {
      struct text text;
      text_clear(&text);
      tree_print(&text, step.node);
      log_line(world, "step %u, line %d: %s %s", step.index, step.key->line, step.spec->name,
               text.data);
    }
    step.spec->run(world, &step);
    world->step = outer;
  }
}

/* ---- start and end ------------------------------------------------------------------------------
 */

static void start_device(struct world *world) {
  if (world->vector->manual)
    return;
  struct nt_call call;
  nt_call_begin(&call, "StartDevice");
  NTSTATUS status = world->plugin->Bus->StartDevice(nt_device(), &world->fdo);
  nt_call_end(&call);
  world->started = NT_SUCCESS(status);
  log_line(world, "StartDevice returned 0x%08" PRIX32, (uint32_t)status);
  if (!world->started) {
    struct text seen;
    text_clear(&seen);
    matcher_show(&seen, (uint32_t)status, STYLE_STATUS);
    world_fail(world, "StartDevice", "success", "%s", seen.data);
  }
}

static void open_main_client(struct world *world) {
  static const char *const kinds[CLIENT_KINDS] = {"V1", "V2", "V3", "BDL"};
  for (unsigned i = 0; i < CLIENT_KINDS; i++) {
    if (strcmp(world->vector->interface, kinds[i]) != 0)
      continue;
    world->main_client = world_open_client(world, (enum client_kind)i);
    struct binding *binding = world_bind(world, "hda", BIND_CLIENT);
    if (world->main_client != NULL && binding != NULL)
      binding->client = world->main_client;
  }
}

static void check_findings(struct world *world) {
  for (size_t i = world->findings_expected; i < world->counts.findings; i++)
    world_fail(world, "kernel rules", "no finding", "%s", world->findings[i]);
}

/* Nobody may hold a device object of the client any more. */
static void end_of_device(struct world *world, struct device *device) {
  if (device->object == NULL)
    return;
  long references = nt_object_references(device->object);
  if (references != 0)
    world_fail(world, "references of a device object after RemoveDevice", "0", "%ld", references);
  nt_delete_device(device->object);
  device->object = NULL;
}

static void end_device(struct world *world) {
  wavert_close(world);
  for (size_t i = 0; i < world->client_count; i++)
    world_close_client(world, world->clients[i]);
  if (world->started) {
    struct nt_call call;
    nt_call_begin(&call, "RemoveDevice");
    world->plugin->Bus->RemoveDevice(world->fdo);
    nt_call_end(&call);
    world->started = false;
    log_line(world, "RemoveDevice");
  }
  events_close_handles(world);
  nt_hold_dpcs(false);
  for (size_t i = 0; i < world->device_count; i++)
    end_of_device(world, world->devices[i]);
  nt_check_leaks();
  if (nt_pages_in_use() != 0)
    world_fail(world, "pages after RemoveDevice", "0", "%zu in use", nt_pages_in_use());
  if (nt_pool_blocks_in_use() != 0)
    world_fail(world, "pool blocks after RemoveDevice", "0", "%zu in use", nt_pool_blocks_in_use());
}

void world_run(const struct vector *vector, const struct run_options *options, struct hda_sim *sim,
               const HDA_DDI_PLUGIN *plugin, FILE *log, struct progress *progress,
               struct result *result, void (*leave)(struct result *) __attribute__((noreturn))) {
  static struct world world; /* one a process; too large for the stack of a sanitized build */
  memset(&world, 0, sizeof world);
  world.vector = vector;
  world.options = options;
  world.sim = sim;
  world.plugin = plugin;
  world.log = log;
  world.progress = progress;
  world.result = result;
  world.leave = leave;
  world.programmed_stream = -1;
  world.isr_now.from = NEVER;
  world.ticks_bclk = hda_sim_ticks_per_bclk(sim);
  world.ticks_cycle = hda_sim_ticks_per_bus_cycle(sim);
  world.ticks_second = hda_sim_ticks_per_second(sim);
  world.limit_tick = DEFAULT_LIMIT_S * world.ticks_second;
  hda_sim_get_build(sim, &world.build);
  nt_start(sim);
  observe_start(&world);
  uint64_t seed = options->seed;
  for (const char *at = vector->id; *at != '\0'; at++)
    seed = (seed ^ (uint8_t)*at) * 0x100000001B3;
  struct binding *binding = world_bind(&world, "seed", BIND_NUMBER);
  binding->number = seed;
  world_bind(&world, "now", BIND_NOW);
  world_bind(&world, "controller", BIND_CONTROLLER);
  world_bind(&world, "link", BIND_LINK);
  if (vector->limit != NULL)
    world_ticks(&world, vector->limit, &world.limit_tick);

  check_controller(&world);
  if (!world.stop)
    set_faults(&world);
  if (!world.stop && vector->codecs != NULL)
    codecs_attach(&world, vector->codecs);
  if (!world.stop)
    start_device(&world);
  if (!world.stop)
    open_main_client(&world);
  if (!world.stop)
    wavert_open(&world, vector->wavert);
  world_take_mark(&world, &world.start);
  if (!world.stop)
    world_run_steps(&world, vector->steps, true);
  /* A vector that failed leaves things half done: only a whole run is judged for leaks. */
  if (!world.stop)
    end_device(&world);
  check_findings(&world);

  struct hda_sim_time now;
  count_time(&world, &now);
  log_line(&world, "verdict %s", verdict_names[result->verdict]);
  observe_stop(&world);
}
