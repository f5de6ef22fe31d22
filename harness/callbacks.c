/* SPDX-License-Identifier: Apache-2.0 */
#include "callbacks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const callback_routines[] = {"NULL", "first", "second", NULL};

/* A driver calls back with nothing but the client's Context, which a vector may choose. */
static struct world *the_world;

static void *filled(size_t count, size_t bytes) {
  void *memory = malloc(count * bytes);
  if (memory == NULL)
    abort();
  return memset(memory, ROUTINE_SENTINEL, count * bytes);
}

/* ---- arrays of commands ---------------------------------------------------------------------- */

struct transfer *callbacks_new_transfer(struct world *world) {
  struct transfer *transfer = calloc(1, sizeof *transfer);
  if (transfer == NULL)
    abort();
  the_world = world;
  world->transfers = array_grow(world->transfers, world->transfer_count, &world->transfer_capacity,
                                sizeof(struct transfer *));
  world->transfers[world->transfer_count++] = transfer;
  transfer->context = transfer;
  return transfer;
}

bool callbacks_add_command(struct transfer *transfer, uint32_t command) {
  if (transfer->count == CALLBACK_MAX_ELEMENTS)
    return false;
  transfer->commands = array_grow(transfer->commands, transfer->count, &transfer->capacity,
                                  sizeof *transfer->commands);
  transfer->commands[transfer->count++] = command;
  return true;
}

void callbacks_make_array(struct transfer *transfer) {
  HDAUDIO_CODEC_TRANSFER *block = filled(transfer->count + 2, sizeof *block);
  transfer->elements = block + 1;
  for (size_t i = 0; i < transfer->count; i++)
    transfer->elements[i].Output.Command = transfer->commands[i];
}

bool callbacks_written(const struct transfer *transfer, size_t index) {
  uint64_t sentinel;
  memset(&sentinel, ROUTINE_SENTINEL, sizeof sentinel);
  return transfer->elements[index].Input.CompleteResponse != sentinel;
}

static bool points_into(const struct transfer *transfer, const HDAUDIO_CODEC_TRANSFER *element) {
  uintptr_t at = (uintptr_t)element, begin = (uintptr_t)transfer->elements;
  return transfer->elements != NULL && at >= begin &&
         at < begin + transfer->count * sizeof *element && (at - begin) % sizeof *element == 0;
}

/* The pointer tells; an array of no elements is known by its context. */
static struct transfer *find_transfer(struct world *world, const HDAUDIO_CODEC_TRANSFER *element,
                                      PVOID context) {
  for (size_t i = world->transfer_count; i > 0; i--) {
    struct transfer *transfer = world->transfers[i - 1];
    if (points_into(transfer, element) || (transfer->count == 0 && transfer->context == context))
      return transfer;
  }
  return NULL;
}

static void client_acts(struct world *world, const struct node *steps) {
  if (steps != NULL && !world->stop)
    world_run_steps(world, steps, false);
}

static void keep_elements(struct transfer *transfer) {
  size_t bytes = transfer->count * sizeof *transfer->elements;
  if (transfer->count == 0)
    return;
  if (transfer->finished == NULL)
    transfer->finished = filled(transfer->count, sizeof *transfer->elements);
  memcpy(transfer->finished, transfer->elements, bytes);
}

static void transfer_complete(uint64_t routine, HDAUDIO_CODEC_TRANSFER *element, PVOID context) {
  struct world *world = the_world;
  struct transfer *transfer = find_transfer(world, element, context);
  if (transfer == NULL) {
    world_fail(world, "callback of TransferCodecVerbs", "a pointer to an element of the array",
               "0x%" PRIXPTR ", Context 0x%" PRIXPTR, (uintptr_t)element, (uintptr_t)context);
    return;
  }
  transfer->callbacks = array_grow(transfer->callbacks, transfer->callback_count,
                                   &transfer->callback_capacity, sizeof *transfer->callbacks);
  struct transfer_callback *callback = &transfer->callbacks[transfer->callback_count++];
  *callback = (struct transfer_callback){
      .irql = KeGetCurrentIrql(),
      .order = world->counts.callbacks++,
      .context = context,
      .routine = routine,
      .element = transfer->count > 0 ? (size_t)(element - transfer->elements) : 0,
      .seen = world->counts.seen,
  };
  world_now(world, &callback->when);
  keep_elements(transfer);
  log_line(world, "  callback of TransferCodecVerbs with element %zu of %zu at IRQL %u",
           callback->element, transfer->count, callback->irql);
  client_acts(world, transfer->in_callback);
}

static VOID first_complete(HDAUDIO_CODEC_TRANSFER *Transfer, PVOID CallbackContext) {
  transfer_complete(1, Transfer, CallbackContext);
}

static VOID second_complete(HDAUDIO_CODEC_TRANSFER *Transfer, PVOID CallbackContext) {
  transfer_complete(2, Transfer, CallbackContext);
}

PHDAUDIO_TRANSFER_COMPLETE_CALLBACK callbacks_transfer_routine(uint64_t routine) {
  return routine == 0 ? NULL : routine == 1 ? first_complete : second_complete;
}

/* ---- unsolicited responses ------------------------------------------------------------------- */

struct registration *callbacks_new_registration(struct world *world) {
  struct registration *registration = calloc(1, sizeof *registration);
  if (registration == NULL)
    abort();
  the_world = world;
  world->registrations = array_grow(world->registrations, world->registration_count,
                                    &world->registration_capacity, sizeof(struct registration *));
  world->registrations[world->registration_count++] = registration;
  registration->context = registration;
  return registration;
}

/* Routine and Context tell whose it is; the tag, where a vector gave both twice. */
static struct registration *find_registration(struct world *world, uint64_t routine, PVOID context,
                                              ULONG tag) {
  struct registration *found = NULL;
  for (size_t i = world->registration_count; i > 0; i--) {
    struct registration *candidate = world->registrations[i - 1];
    if (candidate->routine != routine || candidate->context != context)
      continue;
    if (candidate->tag == tag)
      return candidate;
    if (found == NULL)
      found = candidate;
  }
  return found;
}

static void unsolicited_came(uint64_t routine, HDAUDIO_CODEC_RESPONSE response, PVOID context) {
  struct world *world = the_world;
  struct registration *registration =
      find_registration(world, routine, context, response.Unsolicited.Tag);
  if (registration == NULL) {
    world_fail(world, "callback for an unsolicited response",
               "routine and Context of one registration",
               "routine `%s`, Context 0x%" PRIXPTR ", response 0x%016" PRIX64,
               callback_routines[routine], (uintptr_t)context, (uint64_t)response.CompleteResponse);
    return;
  }
  registration->calls = array_grow(registration->calls, registration->call_count,
                                   &registration->call_capacity, sizeof *registration->calls);
  struct unsolicited_call *call = &registration->calls[registration->call_count++];
  *call = (struct unsolicited_call){
      .irql = KeGetCurrentIrql(), .order = world->counts.callbacks++, .response = response};
  world_now(world, &call->when);
  log_line(world, "  callback for unsolicited response 0x%016" PRIX64 " at IRQL %u",
           (uint64_t)response.CompleteResponse, call->irql);
  client_acts(world, registration->in_callback);
}

static VOID first_unsolicited(HDAUDIO_CODEC_RESPONSE Response, PVOID CallbackContext) {
  unsolicited_came(1, Response, CallbackContext);
}

static VOID second_unsolicited(HDAUDIO_CODEC_RESPONSE Response, PVOID CallbackContext) {
  unsolicited_came(2, Response, CallbackContext);
}

PHDAUDIO_UNSOLICITED_RESPONSE_CALLBACK callbacks_unsolicited_routine(uint64_t routine) {
  return routine == 0 ? NULL : routine == 1 ? first_unsolicited : second_unsolicited;
}
