/* SPDX-License-Identifier: Apache-2.0 */
#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmocka_all.h"

static char *whole(FILE *stream) {
  char *text = NULL;
  size_t room = 0;
  rewind(stream);
  if (getdelim(&text, &room, '\0', stream) < 0) {
    free(text);
    text = strdup("");
  }
  fclose(stream);
  return text;
}

struct process process_run(const char *program, const char *const *arguments) {
  struct process process = {.code = -1};
  const char *argv[64] = {program};
  for (size_t i = 0; arguments[i] != NULL; i++) {
    assert_true(i + 2 < COUNT_OF(argv));
    argv[i + 1] = arguments[i];
  }
  FILE *output = tmpfile(), *errors = tmpfile();
  assert_non_null(output);
  assert_non_null(errors);
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    dup2(fileno(output), STDOUT_FILENO);
    dup2(fileno(errors), STDERR_FILENO);
    execv(program, (char *const *)(uintptr_t)argv);
    _exit(127);
  }
  int status = 0;
  assert_int_equal(waitpid(pid, &status, 0), pid);
  if (WIFEXITED(status))
    process.code = WEXITSTATUS(status);
  process.output = whole(output);
  process.errors = whole(errors);
  return process;
}

void process_free(struct process *process) {
  free(process->output);
  free(process->errors);
}

char *process_last_line(const struct process *process) {
  size_t length = strlen(process->output);
  while (length > 0 && process->output[length - 1] == '\n')
    length--;
  size_t start = length;
  while (start > 0 && process->output[start - 1] != '\n')
    start--;
  return strndup(process->output + start, length - start);
}
