/* SPDX-License-Identifier: Apache-2.0 */
/* process.h: runs the program and keeps what it says. */
#ifndef PROCESS_H
#define PROCESS_H

struct process {
  int code; /* exit code; -1 if it died of a signal */
  char *output, *errors;
};

/* arguments: after the program's name, NULL-terminated. */
struct process process_run(const char *program, const char *const *arguments);
void process_free(struct process *process);
/* Last line of the output, without its newline; a copy to be freed. */
char *process_last_line(const struct process *process);

#define RUN(...) process_run(PROGRAM, (const char *const[]){__VA_ARGS__, NULL})

#endif
