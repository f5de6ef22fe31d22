/* SPDX-License-Identifier: Apache-2.0 */
#include "stream_callbacks.h"

#include <inttypes.h>

const char *const callback_words[] = {"first", "second", "NULL", NULL};
const char *const callback_isr_words[] = {"recording", "NULL", NULL};

/* The routines get nothing but the client's context, which may be any value. */
static struct world *listener;

/* What the client does in a call. */
struct act {
  enum callback_routine routine;
  uint64_t context;
  const struct node *steps;
};
static struct act *acts;
static size_t act_count, act_capacity;

static struct act *find_act(enum callback_routine routine, uint64_t context) {
  for (size_t i = 0; i < act_count; i++) {
    if (acts[i].routine == routine && acts[i].context == context)
      return &acts[i];
  }
  return NULL;
}

void callback_acts(enum callback_routine routine, uint64_t context, const struct node *steps) {
  struct act *act = find_act(routine, context);
  if (act == NULL) {
    acts = array_grow(acts, act_count, &act_capacity, sizeof *acts);
    act = &acts[act_count++];
  }
  *act = (struct act){routine, context, steps};
}

static void client_acts(enum callback_routine routine, uint64_t context) {
  const struct act *act = find_act(routine, context);
  if (act != NULL && act->steps != NULL && !listener->stop)
    world_run_steps(listener, act->steps, false);
}

static void record(enum callback_routine routine, PVOID context, uint64_t value) {
  struct world *world = listener;
  world->stream_calls = array_grow(world->stream_calls, world->counts.stream_calls,
                                   &world->stream_call_capacity, sizeof *world->stream_calls);
  struct callback_record *entry = &world->stream_calls[world->counts.stream_calls++];
  *entry = (struct callback_record){.routine = routine,
                                    .context = (uint64_t)(uintptr_t)context,
                                    .value = value,
                                    .irql = KeGetCurrentIrql()};
  world_now(world, &entry->when);
  log_line(world, "  client called back: %s, context 0x%" PRIX64 ", value 0x%" PRIX64 ", IRQL %u",
           routine == CALLBACK_ISR ? "interrupt routine" : callback_words[routine], entry->context,
           value, entry->irql);
  client_acts(routine, (uint64_t)(uintptr_t)context);
}

static VOID notification_first(PVOID Context, LARGE_INTEGER QpcTimestamp) {
  record(CALLBACK_FIRST, Context, (uint64_t)QpcTimestamp.QuadPart);
}

static VOID notification_second(PVOID Context, LARGE_INTEGER QpcTimestamp) {
  record(CALLBACK_SECOND, Context, (uint64_t)QpcTimestamp.QuadPart);
}

static VOID interrupt_routine(PVOID Context, ULONG InterruptBitMask) {
  record(CALLBACK_ISR, Context, InterruptBitMask);
}

PHDAUDIO_DMA_NOTIFICATION_CALLBACK callback_notification(struct world *world, uint64_t argument) {
  static const PHDAUDIO_DMA_NOTIFICATION_CALLBACK routines[] = {notification_first,
                                                                notification_second};
  listener = world;
  return argument < CALLBACK_ISR ? routines[argument] : NULL;
}

PHDAUDIO_BDL_ISR callback_isr(struct world *world, uint64_t argument) {
  listener = world;
  return argument == 0 ? interrupt_routine : NULL;
}

uint64_t callback_count(const struct world *world, enum callback_routine routine,
                        const struct mark *since) {
  uint64_t count = 0;
  for (size_t i = since->counts.stream_calls; i < world->counts.stream_calls; i++)
    count += world->stream_calls[i].routine == routine;
  return count;
}
