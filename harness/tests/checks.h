/* SPDX-License-Identifier: Apache-2.0 */
/* checks.h: pairs of vectors, one that holds and one that is wrong in one thing. */
#ifndef CHECKS_H
#define CHECKS_H

#include <stddef.h>

struct check {
  const char *name;
  const char *head;  /* more keys of the file, whole lines */
  const char *base;  /* steps before it, whole lines */
  const char *right; /* a step that passes */
  const char *wrong; /* one that fails ... */
  const char *what;  /* ... with this */
};

/* Writes the vectors into the folder v of files.h. */
void checks_write(const struct check *checks, size_t count);
/* Runs them with the driver `ddi`, strictly; fails the test unless each is judged as it says. */
void checks_run(const struct check *checks, size_t count, const char *ddi);
/* A test program of nothing else: what its main returns. */
int checks_main(const struct check *checks, size_t count, const char *ddi);

#endif
