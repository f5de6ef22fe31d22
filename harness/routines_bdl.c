/* SPDX-License-Identifier: Apache-2.0 */
/* routines_bdl.c: notification callbacks, buffers with a descriptor list of the client's own, and
 * the removal of the device. */
#include "routine_call.h"
#include "stream_callbacks.h"

static NTSTATUS register_callback(struct call *call) {
  callback_acts((enum callback_routine)ARG(2), ARG(3), tree_get(call->map, "in_callback"));
  return routine_plain(call)->RegisterNotificationCallback(
      call->context, HANDLE_ARG(0), POINTER_ARG(PDEVICE_OBJECT, 1),
      callback_notification(call->world, ARG(2)), POINTER_ARG(PVOID, 3));
}

static NTSTATUS unregister_callback(struct call *call) {
  return routine_plain(call)->UnregisterNotificationCallback(
      call->context, HANDLE_ARG(0), callback_notification(call->world, ARG(1)),
      POINTER_ARG(PVOID, 2));
}

static NTSTATUS allocate_contiguous(struct call *call) {
  return routine_bdl(call)->AllocateContiguousDmaBuffer(call->context, HANDLE_ARG(0), (ULONG)ARG(1),
                                                        RESULT(PVOID *, 0),
                                                        RESULT(PHDAUDIO_BUFFER_DESCRIPTOR *, 1));
}

/* Length and last index are those of the list that `write_bdl` wrote, unless they are given. */
static NTSTATUS setup(struct call *call) {
  const struct engine *engine = world_find_engine(call->world, HANDLE_ARG(0));
  const struct buffer *buffer = engine != NULL ? world_engine_buffer(call->world, engine) : NULL;
  if (ARG(1) == UINT64_MAX)
    ARG(1) = buffer != NULL ? buffer_fragment_sum(buffer, buffer->fragment_count) : 0;
  if (ARG(2) == UINT64_MAX)
    ARG(2) = buffer != NULL && buffer->fragment_count > 0 ? buffer->fragment_count - 1 : 0;
  callback_acts(CALLBACK_ISR, ARG(4), tree_get(call->map, "in_callback"));
  return routine_bdl(call)->SetupDmaEngineWithBdl(
      call->context, HANDLE_ARG(0), (ULONG)ARG(1), (ULONG)ARG(2), callback_isr(call->world, ARG(3)),
      POINTER_ARG(PVOID, 4), RESULT(PUCHAR, 0), RESULT(PULONG, 1));
}

static NTSTATUS free_contiguous(struct call *call) {
  return routine_bdl(call)->FreeContiguousDmaBuffer(call->context, HANDLE_ARG(0));
}

static NTSTATUS surprise_removal(struct call *call) {
  const HDA_DDI_BUS *bus = call->world->plugin->Bus;
  if (bus->SurpriseRemoval != NULL) {
    bus->SurpriseRemoval(call->world->fdo);
  } else {
    world_block(call->world, "the DDI is not told of a surprise removal");
  }
  return STATUS_SUCCESS;
}

static const struct routine routines[] = {
    {.name = "SurpriseRemoval", .returns_void = true, .invoke = surprise_removal},
    {.name = "RegisterNotificationCallback",
     .interfaces = INTERFACE_V3,
     .calls_back = true,
     .arguments = {{"Handle", VALUE_INT, NULL, NULL},
                   {"Fdo", VALUE_INT, NULL, NULL},
                   {"NotificationCallback", VALUE_WORD, "first", callback_words},
                   {"CallbackContext", VALUE_INT, "0", NULL}},
     .invoke = register_callback},
    {.name = "UnregisterNotificationCallback",
     .interfaces = INTERFACE_V3,
     .arguments = {{"Handle", VALUE_INT, NULL, NULL},
                   {"NotificationCallback", VALUE_WORD, "first", callback_words},
                   {"CallbackContext", VALUE_INT, "0", NULL}},
     .invoke = unregister_callback},
    {.name = "AllocateContiguousDmaBuffer",
     .interfaces = INTERFACE_BDL,
     .binds = BIND_BUFFER,
     .arguments = {{"Handle", VALUE_INT, NULL, NULL},
                   {"RequestedBufferSize", VALUE_INT, NULL, NULL}},
     .outputs = {{"DataBuffer", 8, true}, {"BdlBuffer", 8, true}},
     .invoke = allocate_contiguous},
    {.name = "SetupDmaEngineWithBdl",
     .interfaces = INTERFACE_BDL,
     .calls_back = true,
     .arguments = {{"Handle", VALUE_INT, NULL, NULL},
                   {"BufferLength", VALUE_INT, "-1", NULL},
                   {"Lvi", VALUE_INT, "-1", NULL},
                   {"Isr", VALUE_WORD, "recording", callback_isr_words},
                   {"Context", VALUE_INT, "0", NULL}},
     .outputs = {{"StreamId", 1, true}, {"FifoSize", 4, true}},
     .invoke = setup},
    {.name = "FreeContiguousDmaBuffer",
     .interfaces = INTERFACE_BDL,
     .arguments = {{"Handle", VALUE_INT, NULL, NULL}},
     .invoke = free_contiguous},
};

const struct routine_group routines_bdl = {routines, sizeof routines / sizeof routines[0]};
