/* SPDX-License-Identifier: Apache-2.0 */
#include "result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

const char *const verdict_names[VERDICTS] = {"pass", "fail", "crash", "hang", "blocked"};

void result_init(struct result *result) {
  memset(result, 0, sizeof *result);
  result->failures = json_array();
  result->warnings = json_array();
}

void result_free(struct result *result) {
  json_decref(result->failures);
  json_decref(result->warnings);
  result->failures = NULL;
  result->warnings = NULL;
}

json_t *result_string(const char *words) {
  char *copy = strdup(words);
  if (copy == NULL)
    return NULL;
  text_clean(copy);
  json_t *string = json_string(copy);
  free(copy);
  return string;
}

static json_t *number(uint64_t value) { return json_integer((json_int_t)value); }

char *result_encode(const struct result *result) {
  json_t *root = json_pack("{s:i, s:s, s:O, s:O, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:f, s:o, s:o}",
                           "verdict", (int)result->verdict, "reason", result->reason, "failures",
                           result->failures, "warnings", result->warnings, "calls",
                           number(result->calls), "expectations", number(result->expectations),
                           "signals", number(result->signals), "frames", number(result->frames),
                           "bclk", number(result->bclk), "bus_cycles", number(result->bus_cycles),
                           "ticks", number(result->ticks), "wall_ms", result->wall_ms, "wave",
                           result_string(result->wave), "log", result_string(result->log));
  if (root == NULL)
    return NULL;
  char *text = json_dumps(root, JSON_COMPACT);
  json_decref(root);
  return text;
}

bool result_decode(const char *text, struct result *result) {
  json_t *root = json_loads(text, 0, NULL);
  int verdict = 0;
  json_int_t calls, expectations, signals, frames, bclk, cycles, ticks;
  const char *reason = "", *wave = "", *log = "";
  json_t *failures, *warnings;
  bool good =
      root != NULL &&
      json_unpack(root, "{s:i, s:s, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:F, s:s, s:s}",
                  "verdict", &verdict, "reason", &reason, "failures", &failures, "warnings",
                  &warnings, "calls", &calls, "expectations", &expectations, "signals", &signals,
                  "frames", &frames, "bclk", &bclk, "bus_cycles", &cycles, "ticks", &ticks,
                  "wall_ms", &result->wall_ms, "wave", &wave, "log", &log) == 0 &&
      verdict >= 0 && verdict < VERDICTS && json_is_array(failures) && json_is_array(warnings);
  if (good) {
    result->verdict = (enum verdict)verdict;
    snprintf(result->reason, sizeof result->reason, "%s", reason);
    snprintf(result->wave, sizeof result->wave, "%s", wave);
    snprintf(result->log, sizeof result->log, "%s", log);
    json_array_extend(result->failures, failures);
    json_array_extend(result->warnings, warnings);
    result->calls = (uint64_t)calls;
    result->expectations = (uint64_t)expectations;
    result->signals = (uint64_t)signals;
    result->frames = (uint64_t)frames;
    result->bclk = (uint64_t)bclk;
    result->bus_cycles = (uint64_t)cycles;
    result->ticks = (uint64_t)ticks;
  }
  json_decref(root);
  return good;
}
