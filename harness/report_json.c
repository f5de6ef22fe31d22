/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"

#include <stdlib.h>

static json_t *requirement_ids(const struct vector *vector) {
  json_t *ids = json_array();
  for (size_t i = 0; i < vector->requirement_count; i++)
    json_array_append_new(ids, json_string(vector->requirements[i]->id));
  return ids;
}

static json_t *number(uint64_t value) { return json_integer((json_int_t)value); }

bool report_json(FILE *stream, const struct run_options *options, const struct outcome *outcome) {
  const struct vector *vector = outcome->vector;
  const struct result *result = &outcome->result;
  char *command = report_command(options, vector);
  json_t *line = json_pack(
      "{s:s, s:s, s:o, s:i, s:s, s:s, s:o, s:O, s:O, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
      "id", vector->id, "title", vector->title, "file", result_string(vector->file), "line",
      vector->line, "verdict", verdict_names[result->verdict], "reason", result->reason,
      "requirements", requirement_ids(vector), "failures", result->failures, "warnings",
      result->warnings, "calls", number(result->calls), "expectations",
      number(result->expectations), "signals", number(result->signals), "frames",
      number(result->frames), "bclk", number(result->bclk), "bus_cycles",
      number(result->bus_cycles), "wave", result_string(result->wave), "log",
      result_string(result->log), "command", result_string(command != NULL ? command : ""));
  free(command);
  if (line == NULL)
    return false;
  json_object_set_new(line, "wall_ms", json_integer((json_int_t)result->wall_ms));
  bool good = json_dumpf(line, stream, JSON_COMPACT) == 0 && fputc('\n', stream) != EOF &&
              fflush(stream) == 0;
  json_decref(line);
  return good;
}
