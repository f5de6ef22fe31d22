/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nothing is left behind: the reference driver on the simulated controller, in random order, many
 * times. Pages and pool blocks in use are counted before and after each part, and are none after
 * the device is removed; no rule of the kernel is broken.
 */
#include <initguid.h>

#include "findings.h"

#include <dlfcn.h>
#include <hda_sim.h>

#define ENGINES 8u
#define BUFFERS 100000u
#define REGISTRATIONS 1000000u
#define STARTS 10000u
#define TARGETS 64u /* events and callbacks */

struct engine {
  HANDLE handle;
  PMDL mdl;
  SIZE_T bytes;
  bool plain, running;
};

struct stress {
  struct hda_sim *sim;
  void *library;
  const HDA_DDI_PLUGIN *plugin;
  PVOID fdo;
  PDEVICE_OBJECT device; /* of the function driver */
  HDAUDIO_BUS_INTERFACE_V3 bus;
  struct engine engines[ENGINES]; /* the first half render, the others capture */
  size_t pages, blocks;           /* in use with all engines allocated and no buffer */
};
static struct stress stress;

/* xorshift64: the same numbers on every machine. */
static uint64_t state_of_random = 0x9E3779B97F4A7C15u;
static uint32_t random_below(uint32_t limit) {
  state_of_random ^= state_of_random << 13;
  state_of_random ^= state_of_random >> 7;
  state_of_random ^= state_of_random << 17;
  return (uint32_t)(state_of_random >> 32) % limit;
}

static void must(NTSTATUS status, const char *what) {
  if (status != STATUS_SUCCESS)
    fail_msg("%s: 0x%08X", what, (unsigned)status);
}

static void allocate_engines(void) {
  for (unsigned i = 0; i < ENGINES; i++) {
    HDAUDIO_STREAM_FORMAT format = {48000, 16, 16, 2};
    HDAUDIO_CONVERTER_FORMAT converter;
    PHANDLE handle = &stress.engines[i].handle;
    bool capture = i >= ENGINES / 2;
    must(capture ? stress.bus.AllocateCaptureDmaEngine(stress.bus.Context, 0, &format, handle,
                                                       &converter)
                 : stress.bus.AllocateRenderDmaEngine(stress.bus.Context, &format, FALSE, handle,
                                                      &converter),
         "allocating an engine");
  }
  stress.pages = nt_pages_in_use();
  stress.blocks = nt_pool_blocks_in_use();
}

static int start(void **state) {
  struct hda_sim_config config;
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information;
  (void)state;
  hda_sim_config_default(&config);
  assert_int_equal(hda_sim_create(&config, &stress.sim), HDA_SIM_OK);
  nt_start(stress.sim);
  watch_records();
  stress.library = dlopen(REFERENCE_DRIVER, RTLD_NOW | RTLD_LOCAL);
  assert_non_null(stress.library);
  const HDA_DDI_PLUGIN *(*entry)(ULONG) = NULL;
  *(void **)&entry = dlsym(stress.library, "HdaDdiPluginEntry");
  assert_non_null(entry);
  stress.plugin = entry(HDA_DDI_PLUGIN_ABI);
  must(stress.plugin->Bus->StartDevice(nt_device(), &stress.fdo), "StartDevice");
  stress.plugin->Bus->QueryInterface(stress.fdo, 0, &GUID_HDAUDIO_BUS_INTERFACE_V3,
                                     sizeof stress.bus, HDAUDIO_INTERFACE_VERSION,
                                     (PINTERFACE)&stress.bus, NULL, &status, &information);
  must(status, "QueryInterface");
  stress.device = nt_create_device();
  allocate_engines();
  return 0;
}

static void expect_as_before(void) {
  assert_int_equal(nt_pages_in_use(), stress.pages);
  assert_int_equal(nt_pool_blocks_in_use(), stress.blocks);
  assert_no_finding();
}

/* ---- buffers ----------------------------------------------------------------------------- */

static void take_buffer(struct engine *engine, SIZE_T bytes) {
  SIZE_T offset;
  UCHAR stream_id;
  ULONG fifo;
  PVOID context = stress.bus.Context;
  engine->plain = random_below(4) == 0;
  must(engine->plain ? stress.bus.AllocateDmaBuffer(context, engine->handle, bytes, &engine->mdl,
                                                    &engine->bytes, &stream_id, &fifo)
                     : stress.bus.AllocateDmaBufferWithNotification(
                           context, engine->handle, 1 + random_below(2), bytes, &engine->mdl,
                           &engine->bytes, &offset, &stream_id, &fifo),
       "allocating a buffer");
}

static void give_buffer_back(struct engine *engine) {
  PVOID context = stress.bus.Context;
  must(engine->plain ? stress.bus.FreeDmaBuffer(context, engine->handle)
                     : stress.bus.FreeDmaBufferWithNotification(context, engine->handle,
                                                                engine->mdl, engine->bytes),
       "freeing a buffer");
  engine->mdl = NULL;
}

static void give_all_back(void) {
  for (unsigned i = 0; i < ENGINES; i++)
    if (stress.engines[i].mdl != NULL)
      give_buffer_back(&stress.engines[i]);
}

static void buffers_leave_nothing(void **state) {
  (void)state;
  for (unsigned allocated = 0; allocated < BUFFERS;) {
    struct engine *engine = &stress.engines[random_below(ENGINES)];
    if (engine->mdl != NULL) {
      give_buffer_back(engine);
    } else {
      take_buffer(engine, 1 + random_below(random_below(64) == 0 ? 1048576 : 16384));
      allocated++;
    }
  }
  give_all_back();
  expect_as_before();
}

/* ---- events and callbacks ---------------------------------------------------------------- */

static VOID called(PVOID Context, LARGE_INTEGER QpcTimestamp) {
  (void)Context;
  (void)QpcTimestamp;
}

/* Every other one is an event; the rest are callbacks, told apart by their contexts, which hold a
 * reference to a device object. */
static void change_registration(HANDLE handle, unsigned number, bool to) {
  static KEVENT events[TARGETS];
  KEVENT *event = &events[number];
  PVOID bus = stress.bus.Context;
  if (number % 2 != 0) {
    must(to ? stress.bus.RegisterNotificationCallback(bus, handle, stress.device, called, event)
            : stress.bus.UnregisterNotificationCallback(bus, handle, called, event),
         "changing the registration of a callback");
    return;
  }
  if (event->Header.Size == 0)
    KeInitializeEvent(event, SynchronizationEvent, FALSE);
  must(to ? stress.bus.RegisterNotificationEvent(bus, handle, event)
          : stress.bus.UnregisterNotificationEvent(bus, handle, event),
       "changing the registration of an event");
}

static void registrations_leave_nothing(void **state) {
  static bool registered[ENGINES][TARGETS];
  (void)state;
  for (unsigned i = 0; i < REGISTRATIONS; i++) {
    unsigned engine = random_below(ENGINES), number = random_below(TARGETS);
    bool *is = &registered[engine][number];
    *is = !*is;
    change_registration(stress.engines[engine].handle, number, *is);
  }
  assert_int_not_equal(nt_object_references(stress.device), 0);
  for (unsigned engine = 0; engine < ENGINES; engine++)
    for (unsigned number = 0; number < TARGETS; number++)
      if (registered[engine][number])
        change_registration(stress.engines[engine].handle, number, false);
  assert_int_equal(nt_object_references(stress.device), 0);
  expect_as_before();
}

/* ---- starts ------------------------------------------------------------------------------ */

static void set_state(const HANDLE *handles, unsigned count, HDAUDIO_STREAM_STATE to) {
  must(stress.bus.SetDmaEngineState(stress.bus.Context, to, count, (PHANDLE)handles),
       "changing the state of engines");
}

/* Some of the engines, all running or all not; the number of them. */
static unsigned choose(bool running, unsigned *chosen, HANDLE *handles) {
  unsigned count = 0;
  uint32_t wanted = random_below(1u << ENGINES);
  for (unsigned i = 0; i < ENGINES; i++)
    if (wanted >> i & 1 && stress.engines[i].running == running) {
      chosen[count] = i;
      handles[count++] = stress.engines[i].handle;
    }
  return count;
}

static void stop_some(void) {
  unsigned chosen[ENGINES];
  HANDLE handles[ENGINES];
  unsigned count = choose(true, chosen, handles);
  if (count == 0)
    return;
  set_state(handles, count, StopState);
  if (random_below(2) == 0)
    set_state(handles, count, ResetState);
  for (unsigned i = 0; i < count; i++) {
    struct engine *engine = &stress.engines[chosen[i]];
    engine->running = false;
    if (random_below(8) == 0) {
      set_state(&engine->handle, 1, ResetState);
      give_buffer_back(engine);
    }
  }
}

/* Returns how many were started. */
static unsigned start_some(void) {
  unsigned chosen[ENGINES];
  HANDLE handles[ENGINES];
  unsigned count = choose(false, chosen, handles);
  for (unsigned i = 0; i < count; i++)
    if (stress.engines[chosen[i]].mdl == NULL)
      take_buffer(&stress.engines[chosen[i]], 256 + random_below(8192));
  if (count == 0)
    return 0;
  set_state(handles, count, StopState);
  set_state(handles, count, RunState);
  for (unsigned i = 0; i < count; i++)
    stress.engines[chosen[i]].running = true;
  return count;
}

static void starts_leave_nothing(void **state) {
  KEVENT event;
  (void)state;
  KeInitializeEvent(&event, NotificationEvent, FALSE);
  for (unsigned i = 0; i < ENGINES; i++)
    must(stress.bus.RegisterNotificationEvent(stress.bus.Context, stress.engines[i].handle, &event),
         "registering an event");
  for (unsigned started = 0; started < STARTS;) {
    if (random_below(2) == 0)
      stop_some();
    else
      started += start_some();
    KeStallExecutionProcessor(random_below(100));
  }
  assert_int_not_equal(KeReadStateEvent(&event), 0);
  for (unsigned i = 0; i < ENGINES; i++) {
    struct engine *engine = &stress.engines[i];
    if (engine->running)
      set_state(&engine->handle, 1, StopState);
    set_state(&engine->handle, 1, ResetState);
    must(stress.bus.UnregisterNotificationEvent(stress.bus.Context, engine->handle, &event),
         "unregistering the event");
  }
  give_all_back();
  expect_as_before();
}

static int remove_device(void **state) {
  (void)state;
  for (unsigned i = 0; i < ENGINES; i++)
    must(stress.bus.FreeDmaEngine(stress.bus.Context, stress.engines[i].handle),
         "freeing an engine");
  stress.bus.InterfaceDereference(stress.bus.Context);
  nt_delete_device(stress.device);
  stress.plugin->Bus->RemoveDevice(stress.fdo);
  assert_int_equal(nt_pages_in_use(), 0);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
  nt_stop();
  (void)dlclose(stress.library);
  hda_sim_destroy(stress.sim);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(buffers_leave_nothing),
      cmocka_unit_test(registrations_leave_nothing),
      cmocka_unit_test(starts_leave_nothing),
  };
  return cmocka_run_group_tests(tests, start, remove_device);
}
