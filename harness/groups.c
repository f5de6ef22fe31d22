/* SPDX-License-Identifier: Apache-2.0 */
#include "groups.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "platform.h"
#include "spec.h"

unsigned groups_of(const struct run_options *options, const struct vector *vector) {
  return options->rtl != NULL ? 0 : vector->build;
}

unsigned groups_count(void) {
  unsigned count = 0;
  while (spec_builds[count] != NULL)
    count++;
  return count;
}

/* ---- the process of a group ------------------------------------------------------------------ */

static void send(void *context, const struct outcome *outcome) {
  char *text = result_encode(&outcome->result);
  fprintf(context, "%s\n", text != NULL ? text : "");
  fflush(context);
  free(text);
}

static void group_main(struct outcome *list, size_t count, const struct run_options *options,
                       int pipe_end) __attribute__((noreturn));
static void group_main(struct outcome *list, size_t count, const struct run_options *options,
                       int pipe_end) {
  struct platform platform;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  runner_is_child();
  FILE *stream = fdopen(pipe_end, "w");
  if (stream == NULL ||
      !platform_open(options, spec_builds[groups_of(options, list->vector)], &platform))
    exit(EXIT_BAD_INPUT);
  runner_run(list, count, options, platform.sim, &platform.plugin, send, stream);
  platform_close(&platform);
  fclose(stream);
  exit(EXIT_ALL_PASSED);
}

/* ---- the parent ------------------------------------------------------------------------------ */

static pid_t start(struct outcome *list, size_t count, const struct run_options *options,
                   FILE **results) {
  int ends[2];
  if (pipe(ends) != 0)
    return -1;
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    close(ends[0]);
    group_main(list, count, options, ends[1]);
  }
  close(ends[1]);
  *results = fdopen(ends[0], "r");
  return pid;
}

static size_t failures(const struct outcome *list, size_t count) {
  size_t failed = 0;
  for (size_t i = 0; i < count; i++)
    failed += list[i].result.verdict != VERDICT_PASS && list[i].result.verdict != VERDICT_BLOCKED;
  return failed;
}

static bool take_results(FILE *results, struct outcome *list, size_t count, runner_report_fn report,
                         void *context) {
  char *line = NULL;
  size_t room = 0, taken = 0;
  while (taken < count && getline(&line, &room, results) > 0) {
    result_init(&list[taken].result);
    if (!result_decode(line, &list[taken].result)) {
      result_free(&list[taken].result);
      break;
    }
    list[taken].done = true;
    report(context, &list[taken++]);
  }
  free(line);
  return taken == count;
}

static bool run_group(struct outcome *list, size_t count, const struct run_options *options,
                      runner_report_fn report, void *context) {
  FILE *results = NULL;
  int status = 0;
  pid_t pid = start(list, count, options, &results);
  if (pid < 0 || results == NULL) {
    fprintf(stderr, "hdasim: no process could be started: %s\n", strerror(errno));
    return false;
  }
  bool whole = take_results(results, list, count, report, context);
  fclose(results);
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
    continue;
  bool said = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_BAD_INPUT;
  bool good = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_ALL_PASSED;
  if (!good && !said)
    fprintf(stderr, "hdasim: the process that runs the vectors of build '%s' died\n",
            spec_builds[groups_of(options, list->vector)]);
  return whole && good;
}

bool groups_run(struct outcome *list, size_t count, const struct run_options *options,
                runner_report_fn report, void *context) {
  for (size_t from = 0, to; from < count; from = to) {
    unsigned group = groups_of(options, list[from].vector);
    for (to = from; to < count && groups_of(options, list[to].vector) == group;)
      to++;
    /* The first failed vectors of the whole list are run again, not of each group. */
    struct run_options own = *options;
    size_t failed = failures(list, from);
    own.reruns = failed >= options->reruns ? 0 : options->reruns - (unsigned)failed;
    if (!run_group(list + from, to - from, &own, report, context))
      return false;
  }
  return true;
}
