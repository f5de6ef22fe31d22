/* SPDX-License-Identifier: Apache-2.0 */
/* The example function drivers play and record on the simulated controller. */
#include <initguid.h>

#include "findings.h"

#include <dlfcn.h>
#include <function_driver.h>
#include <hda_sim.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PERIOD_FRAMES 48u
#define LOUD 8000

static struct {
  struct hda_sim *sim;
  void *library;
  const HDA_DDI_BUS *bus;
  PVOID fdo;
  PDEVICE_OBJECT pdo;
} world;

static void query(void *user, const GUID *type, USHORT size, USHORT version, PINTERFACE interface,
                  PVOID specific, NTSTATUS *status, ULONG_PTR *information) {
  (void)user;
  world.bus->QueryInterface(world.fdo, 0, type, size, version, interface, specific, status,
                            information);
}

/* There is one controller a process. */
static int create(void **state) {
  struct hda_sim_config config;
  (void)state;
  hda_sim_config_default(&config);
  return hda_sim_create(&config, &world.sim);
}

static int destroy(void **state) {
  (void)state;
  hda_sim_destroy(world.sim);
  return 0;
}

static int start(void **state) {
  (void)state;
  nt_start(world.sim);
  watch_records();
  world.library = dlopen(REFERENCE_DRIVER, RTLD_NOW | RTLD_LOCAL);
  assert_non_null(world.library);
  const HDA_DDI_PLUGIN *(*entry)(ULONG) = NULL;
  *(void **)&entry = dlsym(world.library, "HdaDdiPluginEntry");
  assert_non_null(entry);
  world.bus = entry(HDA_DDI_PLUGIN_ABI)->Bus;
  assert_int_equal(world.bus->StartDevice(nt_device(), &world.fdo), STATUS_SUCCESS);
  world.pdo = nt_create_pdo(query, NULL);
  assert_non_null(world.pdo);
  return 0;
}

/* Whatever the drivers took they have given back. */
static int stop(void **state) {
  (void)state;
  assert_int_equal(nt_object_references(world.pdo), 0);
  nt_delete_device(world.pdo);
  world.bus->RemoveDevice(world.fdo);
  assert_int_equal(nt_pages_in_use(), 0);
  assert_int_equal(nt_pool_blocks_in_use(), 0);
  assert_no_finding();
  nt_stop();
  (void)dlclose(world.library);
  return 0;
}

static void run_ms(unsigned milliseconds) {
  struct hda_sim_time now;
  hda_sim_now(world.sim, &now);
  nt_run_until(now.ticks + hda_sim_ticks_per_second(world.sim) * milliseconds / 1000);
}

/* 100 ms of halves of 10 ms. */
static void beep_plays_a_square_wave(void **state) {
  static const struct hda_sim_format format = {48000, 1, 1, 16, 2, 0};
  const uint32_t *samples;
  size_t count;
  PBEEP beep = NULL;
  (void)state;
  assert_int_equal(hda_sim_codec_sink(world.sim, 1, &format), HDA_SIM_OK);
  assert_int_equal(BeepStart(world.pdo, &beep), STATUS_SUCCESS);
  assert_int_equal(BeepStreamId(beep), 1);
  run_ms(100);
  assert_in_range(BeepStop(beep), 9, 10);
  assert_int_equal(hda_sim_codec_sink_data(world.sim, 1, &samples, &count, NULL, NULL), HDA_SIM_OK);
  assert_in_range(count, 2 * 48 * 99, 2 * 48 * 102);
  for (size_t i = 0; i < count; i++) {
    int16_t wanted = i / 2 % PERIOD_FRAMES < PERIOD_FRAMES / 2 ? LOUD : -LOUD;
    assert_int_equal((uint16_t)(samples[i]), (uint16_t)wanted);
  }
}

/* A second of a ramp up to 12345. */
static void write_wav(const char *path) {
  SF_INFO info = {.samplerate = 48000, .channels = 2, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  for (short i = 0; i < 12346; i++) {
    short frame[2] = {i, i};
    assert_int_equal(sf_writef_short(file, frame, 1), 1);
  }
  assert_int_equal(sf_close(file), 0);
}

static void recorder_hears_the_codec(void **state) {
  char folder[] = "/tmp/hdasim-XXXXXX", path[64];
  RECORDING recording;
  UCHAR stream_id = 0;
  unsigned nid = 0;
  (void)state;
  assert_non_null(mkdtemp(folder));
  (void)snprintf(path, sizeof path, "%s/ramp.wav", folder);
  write_wav(path);
  /* The converter is the one the driver finds: the first that takes a file. */
  for (nid = 2; nid < 32; nid++)
    if (hda_sim_codec_play_wav(world.sim, 0, nid, path) == HDA_SIM_OK)
      break;
  assert_int_not_equal(nid, 32);
  NTSTATUS status = Record(world.pdo, &stream_id, 300, &recording);
  (void)hda_sim_codec_play_wav(world.sim, 0, nid, NULL);
  (void)unlink(path);
  (void)rmdir(folder);
  assert_int_equal(status, STATUS_SUCCESS);
  assert_in_range(stream_id, 1, 15);
  assert_in_range(recording.Halves, 55, 56);
  assert_in_range(recording.HalfTicks, 53323, 53343); /* 256 frames, units of 100 ns */
  assert_int_equal(recording.WrongOrder, 0);
  assert_int_equal(recording.Peak, 12345);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(beep_plays_a_square_wave, start, stop),
      cmocka_unit_test_setup_teardown(recorder_hears_the_codec, start, stop),
  };
  return cmocka_run_group_tests(tests, create, destroy);
}
