/* SPDX-License-Identifier: Apache-2.0 */
/* bench.c: how fast the simulator is, in three fixed scenarios, one core. */
#include <hda_oracle.h>
#include <jansson.h>
#include <nt_host.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "platform.h"
#include "spec.h"

#define HALF_BYTES 1920u /* 10 ms of 48 kHz 16-bit stereo */
#define MIN_SECONDS 2.0  /* of wall clock a scenario */
#define SLICE_FRAMES 4800u

struct scenario {
  const char *name;
  unsigned render, capture;
};
static const struct scenario scenarios[] = {{"idle", 0, 0}, {"render1", 1, 0}, {"duplex8", 4, 4}};
#define SCENARIOS (sizeof scenarios / sizeof scenarios[0])

struct measured {
  bool good;
  double bclk_per_second, realtime;
  long peak_rss_kib;
  char error[200];
};

static const HDAUDIO_STREAM_FORMAT stream_format = {48000, 16, 16, 2};

static bool must(struct measured *measured, const char *what, NTSTATUS status) {
  if (NT_SUCCESS(status))
    return true;
  snprintf(measured->error, sizeof measured->error, "%s returned 0x%08X", what, (unsigned)status);
  return false;
}

static bool start_stream(struct hda_sim *sim, HDAUDIO_BUS_INTERFACE_V2 *hda, bool capture,
                         HANDLE *handle, struct measured *measured) {
  HDAUDIO_STREAM_FORMAT format = stream_format;
  HDAUDIO_CONVERTER_FORMAT converter;
  PMDL mdl;
  SIZE_T size, offset;
  UCHAR tag;
  ULONG fifo;
  NTSTATUS status =
      capture ? hda->AllocateCaptureDmaEngine(hda->Context, 0, &format, handle, &converter)
              : hda->AllocateRenderDmaEngine(hda->Context, &format, FALSE, handle, &converter);
  if (!must(measured, "allocation of an engine", status))
    return false;
  status = hda->AllocateDmaBufferWithNotification(hda->Context, *handle, 2, 2 * HALF_BYTES, &mdl,
                                                  &size, &offset, &tag, &fifo);
  if (!must(measured, "AllocateDmaBufferWithNotification", status))
    return false;
  static KEVENT events[16];
  static unsigned event_count;
  KEVENT *event = &events[event_count++ % 16];
  KeInitializeEvent(event, SynchronizationEvent, FALSE);
  if (!must(measured, "RegisterNotificationEvent",
            hda->RegisterNotificationEvent(hda->Context, *handle, event)))
    return false;
  if (capture) {
    static uint32_t samples[960];
    const struct hda_sim_format shape = {48000, 1, 1, 16, 2, 0};
    for (unsigned i = 0; i < 960; i++)
      samples[i] = i * 40503u & 0xFFFF;
    if (hda_sim_codec_source(sim, 0, tag, &shape, samples, 960, true, 0) != HDA_SIM_OK) {
      snprintf(measured->error, sizeof measured->error, "the codec refuses a source");
      return false;
    }
  }
  return true;
}

static bool start_streams(struct hda_sim *sim, const HDA_DDI_PLUGIN *plugin,
                          const struct scenario *scenario, struct measured *measured) {
  PVOID fdo;
  static HDAUDIO_BUS_INTERFACE_V2 hda;
  HANDLE handles[16];
  unsigned count = scenario->render + scenario->capture;
  NTSTATUS status = STATUS_NOT_SUPPORTED;
  ULONG_PTR information;
  if (!must(measured, "StartDevice", plugin->Bus->StartDevice(nt_device(), &fdo)))
    return false;
  plugin->Bus->QueryInterface(fdo, 0, &GUID_HDAUDIO_BUS_INTERFACE_V2, sizeof hda,
                              HDAUDIO_INTERFACE_VERSION, (PINTERFACE)&hda, NULL, &status,
                              &information);
  if (!must(measured, "QueryInterface", status))
    return false;
  for (unsigned i = 0; i < count; i++) {
    if (!start_stream(sim, &hda, i >= scenario->render, &handles[i], measured))
      return false;
  }
  if (count == 0)
    return true;
  return must(measured, "SetDmaEngineState(Stop)",
              hda.SetDmaEngineState(hda.Context, StopState, count, handles)) &&
         must(measured, "SetDmaEngineState(Run)",
              hda.SetDmaEngineState(hda.Context, RunState, count, handles));
}

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void measure(struct hda_sim *sim, const HDA_DDI_PLUGIN *plugin,
                    const struct scenario *scenario, struct measured *measured) {
  struct hda_sim_time from, now;
  nt_start(sim);
  if (!start_streams(sim, plugin, scenario, measured))
    return;
  uint64_t slice = hda_sim_ticks_per_bclk(sim) * HDA_ORACLE_FRAME_BCLK * SLICE_FRAMES;
  hda_sim_now(sim, &from);
  nt_run_until(from.ticks + slice); /* caches warm, pages touched */
  hda_sim_now(sim, &from);
  now = from;
  double began = seconds_now(), wall = 0;
  while (wall < MIN_SECONDS) {
    nt_run_until(now.ticks + slice);
    hda_sim_now(sim, &now);
    wall = seconds_now() - began;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double bclk = (double)(now.ticks - from.ticks) / (double)hda_sim_ticks_per_bclk(sim);
  measured->bclk_per_second = bclk / wall;
  measured->realtime = measured->bclk_per_second / HDA_ORACLE_WALL_CLOCK_HZ;
  measured->peak_rss_kib = usage.ru_maxrss;
  measured->good = true;
}

/* Each scenario in its own fork of the elaborated platform. */
static void run_scenario(const struct platform *platform, const struct scenario *scenario,
                         struct measured *measured) {
  int ends[2];
  memset(measured, 0, sizeof *measured);
  snprintf(measured->error, sizeof measured->error, "the process ended early");
  if (pipe(ends) != 0)
    return;
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    struct measured own = {0};
    measure(platform->sim, &platform->plugin, scenario, &own);
    if (write(ends[1], &own, sizeof own) != (ssize_t)sizeof own)
      exit(1);
    exit(0);
  }
  close(ends[1]);
  struct measured read_back;
  if (pid > 0 && read(ends[0], &read_back, sizeof read_back) == (ssize_t)sizeof read_back)
    *measured = read_back;
  close(ends[0]);
  if (pid > 0)
    waitpid(pid, NULL, 0);
}

int command_bench(struct options *options) {
  struct platform platform;
  json_t *list = json_array();
  int code = EXIT_ALL_PASSED;
  if (!platform_open(&options->run, spec_builds[0], &platform)) {
    json_decref(list);
    return EXIT_BAD_INPUT;
  }
  for (size_t i = 0; i < SCENARIOS; i++) {
    struct measured measured;
    run_scenario(&platform, &scenarios[i], &measured);
    if (!measured.good) {
      fprintf(stderr, "hdasim: %s: %s\n", scenarios[i].name, measured.error);
      code = EXIT_SOME_FAILED;
      continue;
    }
    json_array_append_new(list, json_pack("{s:s, s:I, s:f, s:i}", "scenario", scenarios[i].name,
                                          "bclk_per_second", (json_int_t)measured.bclk_per_second,
                                          "realtime", measured.realtime, "peak_rss_kib",
                                          (int)measured.peak_rss_kib));
    if (!options->json_to_stdout)
      printf("%-8s %8.2f MHz BCLK, %6.3f of real time, %ld KiB\n", scenarios[i].name,
             measured.bclk_per_second / 1e6, measured.realtime, measured.peak_rss_kib);
  }
  platform_close(&platform);
  if (options->run.json != NULL) {
    if (json_dump_file(list, options->run.json, JSON_INDENT(2) | JSON_REAL_PRECISION(4)) != 0) {
      fprintf(stderr, "hdasim: %s: cannot be written\n", options->run.json);
      code = EXIT_BAD_INPUT;
    }
  } else if (options->json_to_stdout) {
    json_dumpf(list, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(4));
    putchar('\n');
  }
  json_decref(list);
  return code;
}
