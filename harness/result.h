/* SPDX-License-Identifier: Apache-2.0 */
/* result.h: what came of one vector, and how it travels from the child to the parent. */
#ifndef HDASIM_RESULT_H
#define HDASIM_RESULT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

enum verdict { VERDICT_PASS, VERDICT_FAIL, VERDICT_CRASH, VERDICT_HANG, VERDICT_BLOCKED };
#define VERDICTS 5
extern const char *const verdict_names[VERDICTS];

/* Written by the child as it goes, read by the parent when the child died. Shared memory. */
struct progress {
  unsigned step; /* from 1; 0 = before the first */
  int line;
  char name[64];
  bool in_call; /* inside a routine of the DDI */
  uint64_t frame, bclk, ticks;
  uint32_t cell;
};

struct result {
  enum verdict verdict;
  json_t
      *failures; /* objects: step, name, file, line, requirements, what, expected, observed ... */
  json_t *warnings; /* the same, for expectations of level N and O */
  char reason[512]; /* crash, hang, blocked: why */
  uint64_t calls, expectations, signals, frames, bclk, bus_cycles, ticks;
  double wall_ms;           /* set by the parent */
  char wave[512], log[512]; /* files of the rerun, "" = none */
};

void result_init(struct result *result);
void result_free(struct result *result);
/* A JSON string of what comes from vectors and drivers: any byte may be in it (text_clean). */
json_t *result_string(const char *words);
/* One JSON object on one line; the caller frees the string. NULL if out of memory. */
char *result_encode(const struct result *result);
bool result_decode(const char *text, struct result *result);

#endif
