/* SPDX-License-Identifier: Apache-2.0 */
#include "runner.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "paths.h"
#include "world.h"

#define MAX_RESULT_BYTES ((size_t)8 * 1024 * 1024)

struct child {
  struct outcome *outcome; /* NULL: slot is free */
  pid_t pid;
  int pipe;
  char *text;
  size_t length, capacity;
  double started; /* wall clock, ms */
  bool killed;
  bool again; /* the rerun with log and waveform */
  struct progress *progress;
};

struct runner {
  const struct run_options *options;
  struct hda_sim *sim;
  const HDA_DDI_PLUGIN *plugin;
  struct hda_sim_build build;
};

static double wall_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- the child ------------------------------------------------------------------------------- */

static int child_pipe = -1;
static struct hda_sim *child_sim;
static char child_coverage[PATH_MAX];
static FILE *child_log;

static bool is_child;

void runner_is_child(void) { is_child = true; }

#ifdef __SANITIZE_ADDRESS__
/* Asked by the leak sanitizer: a child leaves in the middle of things, only the parent is judged.
 */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return is_child; }
#endif

/* Leaves through exit, so that coverage counters are written. */
static void child_leave(struct result *result) __attribute__((noreturn));
static void child_leave(struct result *result) {
  char *text = result_encode(result);
  size_t length = text != NULL ? strlen(text) : 0, sent = 0;
  while (sent < length) {
    ssize_t bytes = write(child_pipe, text + sent, length - sent);
    if (bytes < 0 && errno == EINTR)
      continue;
    if (bytes <= 0)
      break;
    sent += (size_t)bytes;
  }
  free(text);
  result_free(result);
  close(child_pipe);
  if (child_log != NULL)
    fclose(child_log);
  hda_sim_trace_close(child_sim);
  if (child_coverage[0] != '\0')
    hda_sim_coverage_write(child_sim, child_coverage);
  exit(0);
}

static bool wave_path(const struct runner *runner, const struct vector *vector, const char *ending,
                      char *path, size_t room) {
  return snprintf(path, room, "%s/%s.%s", runner->options->wave_dir, vector->id, ending) <
         (int)room;
}

static bool waves_wanted(const struct runner *runner, bool again) {
  enum wave_mode mode = runner->options->wave;
  return runner->build.trace && (mode == WAVE_ALWAYS || (mode == WAVE_ON_FAILURE && again));
}

static void child_main(const struct runner *runner, const struct child *child, int pipe_end)
    __attribute__((noreturn));
static void child_main(const struct runner *runner, const struct child *child, int pipe_end) {
  const struct vector *vector = child->outcome->vector;
  struct result result;
  char path[PATH_MAX];
  prctl(PR_SET_PDEATHSIG, SIGKILL); /* no child outlives an interrupted run */
  signal(SIGPIPE, SIG_IGN);
  runner_is_child();
  child_pipe = pipe_end;
  child_sim = runner->sim;
  result_init(&result);
  if (child->again && wave_path(runner, vector, "log", path, sizeof path) &&
      paths_make_parents(path) && (child_log = fopen(path, "w")) != NULL) {
    setvbuf(child_log, NULL, _IOLBF, 0);
    fprintf(child_log, "# %s: %s\n# frame.cell    bus cycle  what\n", vector->id, vector->title);
  }
  if (waves_wanted(runner, child->again) && wave_path(runner, vector, "fst", path, sizeof path) &&
      paths_make_parents(path))
    hda_sim_trace_open(runner->sim, path);
  if (runner->options->coverage_dir != NULL && runner->build.coverage && !child->again) {
    snprintf(child_coverage, sizeof child_coverage, "%s/%s.dat", runner->options->coverage_dir,
             vector->id);
    if (!paths_make_parents(child_coverage))
      child_coverage[0] = '\0';
  }
  world_run(vector, runner->options, runner->sim, runner->plugin, child_log, child->progress,
            &result, child_leave);
  child_leave(&result);
}

/* ---- the parent ------------------------------------------------------------------------------ */

static bool start(const struct runner *runner, struct child *child, struct outcome *outcome,
                  bool again) {
  int ends[2];
  if (pipe(ends) != 0)
    return false;
  memset(child->progress, 0, sizeof *child->progress);
  child->outcome = outcome;
  child->again = again;
  child->killed = false;
  child->length = 0;
  child->started = wall_ms();
  fflush(NULL);
  child->pid = fork();
  if (child->pid == 0) {
    close(ends[0]);
    child_main(runner, child, ends[1]);
  }
  close(ends[1]);
  child->pipe = ends[0];
  if (child->pid > 0)
    return true;
  close(ends[0]);
  child->outcome = NULL;
  return false;
}

/* Where a vector was when its process ended. */
static void say_where(const struct child *child, char *text, size_t room) {
  const struct progress *progress = child->progress;
  snprintf(text, room, "in step %u (%s, line %d)%s, frame %" PRIu64 ", BCLK %" PRIu64,
           progress->step, progress->name[0] != '\0' ? progress->name : "before the first step",
           progress->line, progress->in_call ? ", inside the routine" : "", progress->frame,
           progress->bclk);
}

static void judge_death(const struct runner *runner, struct child *child, int status,
                        struct result *result) {
  char where[256];
  say_where(child, where, sizeof where);
  result->ticks = child->progress->ticks;
  result->bclk = result->ticks / hda_sim_ticks_per_bclk(runner->sim);
  result->frames = result->bclk / HDA_ORACLE_FRAME_BCLK;
  if (child->killed) {
    result->verdict = VERDICT_HANG;
    snprintf(result->reason, sizeof result->reason, "no end within %u s of wall-clock time %s",
             runner->options->timeout, where);
  } else if (WIFSIGNALED(status)) {
    result->verdict = VERDICT_CRASH;
    snprintf(result->reason, sizeof result->reason, "signal %d (%s) %s", WTERMSIG(status),
             strsignal(WTERMSIG(status)), where);
  } else {
    result->verdict = VERDICT_CRASH;
    snprintf(result->reason, sizeof result->reason, "the process left with code %d %s",
             WEXITSTATUS(status), where);
  }
}

/* Reads what has come; true when the pipe has ended. */
static bool drain(struct child *child) {
  for (;;) {
    if (child->capacity - child->length < 65536 && child->capacity < MAX_RESULT_BYTES) {
      size_t capacity = child->capacity == 0 ? 131072 : child->capacity * 2;
      char *text = realloc(child->text, capacity);
      if (text == NULL)
        return true;
      child->text = text;
      child->capacity = capacity;
    }
    size_t room = child->capacity - child->length - 1;
    if (room == 0)
      return true;
    ssize_t bytes = read(child->pipe, child->text + child->length, room);
    if (bytes < 0 && errno == EINTR)
      continue;
    if (bytes < 0 && errno == EAGAIN)
      return false;
    if (bytes <= 0)
      return true;
    child->length += (size_t)bytes;
    return false;
  }
}

static void finish(const struct runner *runner, struct child *child) {
  struct outcome *outcome = child->outcome;
  struct result result;
  int status = 0;
  while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  close(child->pipe);
  result_init(&result);
  if (child->text != NULL)
    child->text[child->length] = '\0';
  bool whole = !child->killed && WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
               child->length > 0 && result_decode(child->text, &result);
  if (!whole)
    judge_death(runner, child, status, &result);
  result.wall_ms = wall_ms() - child->started;
  if (child->again) {
    /* The first run gave the verdict; the second only its files. */
    struct result *first = &outcome->result;
    wave_path(runner, outcome->vector, "log", first->log, sizeof first->log);
    if (waves_wanted(runner, true))
      wave_path(runner, outcome->vector, "fst", first->wave, sizeof first->wave);
    result_free(&result);
    outcome->done = true;
  } else {
    outcome->result = result;
    outcome->done = result.verdict == VERDICT_PASS || result.verdict == VERDICT_BLOCKED;
    if (outcome->done && waves_wanted(runner, false))
      wave_path(runner, outcome->vector, "fst", outcome->result.wave, sizeof outcome->result.wave);
  }
  child->outcome = NULL;
}

static void watch(const struct runner *runner, struct child *children, unsigned count) {
  struct pollfd polls[256];
  unsigned index[256], busy = 0;
  double now = wall_ms(), wait = 1000.0;
  for (unsigned i = 0; i < count; i++) {
    if (children[i].outcome == NULL)
      continue;
    double left = children[i].started + runner->options->timeout * 1000.0 - now;
    if (left <= 0 && !children[i].killed) {
      children[i].killed = true;
      kill(children[i].pid, SIGKILL);
    }
    if (left > 0 && left < wait)
      wait = left;
    polls[busy] = (struct pollfd){.fd = children[i].pipe, .events = POLLIN};
    index[busy++] = i;
  }
  /* Nobody to wait for: the last verdicts only want to be reported. */
  if (busy == 0 || poll(polls, busy, (int)wait + 1) <= 0)
    return;
  for (unsigned i = 0; i < busy; i++) {
    struct child *child = &children[index[i]];
    if (polls[i].revents != 0 && drain(child))
      finish(runner, child);
  }
}

static struct child *free_slot(struct child *children, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    if (children[i].outcome == NULL)
      return &children[i];
  }
  return NULL;
}

static void cannot_start(struct outcome *outcome) {
  result_init(&outcome->result);
  outcome->result.verdict = VERDICT_BLOCKED;
  snprintf(outcome->result.reason, sizeof outcome->result.reason, "no process could be started: %s",
           strerror(errno));
  outcome->done = true;
}

/* Of the vectors before `end`, how many failed; false while one of them has no verdict yet. */
static bool failed_before(const struct outcome *list, size_t end, size_t *failed) {
  *failed = 0;
  for (size_t i = 0; i < end; i++) {
    if (!list[i].done && list[i].result.failures == NULL)
      return false;
    enum verdict verdict = list[i].result.verdict;
    *failed += verdict != VERDICT_PASS && verdict != VERDICT_BLOCKED;
  }
  return true;
}

/* A failed vector runs once more, alone in its process, with call log and waveform: the first ones
 * of the list, so that a controller in which everything is broken does not fill the disk. */
static bool wants_rerun(const struct run_options *options, struct outcome *list, size_t index,
                        const struct child *children, unsigned count) {
  struct outcome *outcome = &list[index];
  size_t failed;
  if (outcome->done || outcome->result.failures == NULL || !failed_before(list, index, &failed))
    return false;
  outcome->done = failed >= options->reruns;
  if (outcome->done)
    return false;
  for (unsigned i = 0; i < count; i++) {
    if (children[i].outcome == outcome)
      return false;
  }
  return true;
}

void runner_run(struct outcome *list, size_t count, const struct run_options *options,
                struct hda_sim *sim, const HDA_DDI_PLUGIN *plugin, runner_report_fn report,
                void *context) {
  struct runner runner = {options, sim, plugin, {0}};
  unsigned jobs = options->jobs > 256 ? 256 : options->jobs;
  size_t room = jobs * sizeof(struct progress), next = 0, reported = 0;
  hda_sim_get_build(sim, &runner.build);
  struct child *children = calloc(jobs, sizeof *children);
  struct progress *shared =
      mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (children == NULL || shared == MAP_FAILED)
    abort();
  for (unsigned i = 0; i < jobs; i++)
    children[i].progress = &shared[i];
  while (reported < count) {
    struct child *slot;
    for (size_t i = reported; i < next && (slot = free_slot(children, jobs)) != NULL; i++) {
      if (wants_rerun(options, list, i, children, jobs) && !start(&runner, slot, &list[i], true))
        list[i].done = true;
    }
    while (next < count && (slot = free_slot(children, jobs)) != NULL) {
      if (!start(&runner, slot, &list[next], false))
        cannot_start(&list[next]);
      next++;
    }
    watch(&runner, children, jobs);
    while (reported < count && list[reported].done)
      report(context, &list[reported++]);
  }
  for (unsigned i = 0; i < jobs; i++)
    free(children[i].text);
  free(children);
  munmap(shared, room);
}
