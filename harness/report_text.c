/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void totals_add(struct totals *totals, const struct outcome *outcome) {
  totals->verdicts[outcome->result.verdict]++;
  totals->warnings += json_array_size(outcome->result.warnings);
  totals->bclk += outcome->result.bclk;
}

size_t totals_failed(const struct totals *totals) {
  return totals->verdicts[VERDICT_FAIL] + totals->verdicts[VERDICT_CRASH] +
         totals->verdicts[VERDICT_HANG];
}

/* A word as the shell reads it. */
static void print_word(FILE *stream, const char *word) {
  static const char plain[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+:,=@%";
  if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
    fprintf(stream, " %s", word);
    return;
  }
  fputs(" '", stream);
  for (; *word != '\0'; word++) {
    if (*word == '\'') {
      fputs("'\\''", stream);
    } else {
      fputc(*word, stream);
    }
  }
  fputc('\'', stream);
}

static void print_option(FILE *stream, const char *option, const char *value) {
  if (value == NULL)
    return;
  fprintf(stream, " %s", option);
  print_word(stream, value);
}

char *report_command(const struct run_options *options, const struct vector *vector) {
  char *command = NULL;
  size_t bytes = 0;
  FILE *stream = open_memstream(&command, &bytes);
  if (stream == NULL)
    return NULL;
  fprintf(stream, "%s run", options->program);
  print_option(stream, "--vectors", options->default_paths ? NULL : vector->file);
  print_option(stream, "--ddi", options->ddi);
  print_option(stream, "--rtl", options->rtl);
  if (options->strict != options_strict_by_default(options))
    fputs(options->strict ? " --strict" : " --tolerant", stream);
  if (options->seed != 1)
    fprintf(stream, " --seed %" PRIu64, options->seed);
  if (options->timeout != OPTIONS_TIMEOUT_S)
    fprintf(stream, " --timeout %u", options->timeout);
  print_option(stream, "--exact", vector->id);
  fclose(stream);
  return command;
}

static const char *string_at(const json_t *object, const char *key) {
  const char *value = json_string_value(json_object_get(object, key));
  return value != NULL ? value : "";
}

static json_int_t number_at(const json_t *object, const char *key) {
  return json_integer_value(json_object_get(object, key));
}

static void print_entry(FILE *stream, const json_t *entry) {
  const json_t *time = json_object_get(entry, "time");
  fprintf(stream,
          "  step %" JSON_INTEGER_FORMAT " %s (%s:%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT
          ")\n",
          number_at(entry, "step"), string_at(entry, "name"), string_at(entry, "file"),
          number_at(entry, "line"), number_at(entry, "column"));
  fprintf(stream, "    %s\n      expected  %s\n      observed  %s\n", string_at(entry, "what"),
          string_at(entry, "expected"), string_at(entry, "observed"));
  fprintf(stream,
          "      at        frame %" JSON_INTEGER_FORMAT " cell %" JSON_INTEGER_FORMAT
          ", BCLK %" JSON_INTEGER_FORMAT ", bus cycle %" JSON_INTEGER_FORMAT "\n",
          number_at(time, "frame"), number_at(time, "cell"), number_at(time, "bclk"),
          number_at(time, "bus_cycle"));
  size_t index;
  const json_t *item;
  json_array_foreach(json_object_get(entry, "requirements"), index, item) {
    fprintf(stream, "      breaks    %s (%s): %s\n", string_at(item, "id"),
            string_at(item, "level"), string_at(item, "text"));
  }
}

void report_text(FILE *stream, const struct run_options *options, const struct outcome *outcome) {
  const struct result *result = &outcome->result;
  size_t index;
  const json_t *entry;
  if (result->verdict == VERDICT_PASS && json_array_size(result->warnings) == 0)
    return;
  fprintf(stream, "%s %s: %s\n",
          result->verdict == VERDICT_PASS ? "warning" : verdict_names[result->verdict],
          outcome->vector->id, outcome->vector->title);
  if (result->reason[0] != '\0')
    fprintf(stream, "  %s\n", result->reason);
  json_array_foreach(result->failures, index, entry) print_entry(stream, entry);
  json_array_foreach(result->warnings, index, entry) print_entry(stream, entry);
  if (result->verdict == VERDICT_PASS || result->verdict == VERDICT_BLOCKED)
    return;
  if (outcome->vector->hunts[0] != '\0')
    fprintf(stream, "  hunts     %s\n", outcome->vector->hunts);
  if (result->wave[0] != '\0')
    fprintf(stream, "  waveform  %s\n", result->wave);
  if (result->log[0] != '\0')
    fprintf(stream, "  call log  %s\n", result->log);
  char *command = report_command(options, outcome->vector);
  fprintf(stream, "  repeat    %s\n", command != NULL ? command : "");
  free(command);
}

void report_progress(FILE *stream, const struct totals *totals, size_t count, size_t total) {
  fprintf(stream, "\r%zu/%zu, %zu failed\033[K", count, total, totals_failed(totals));
  fflush(stream);
}

void report_progress_clear(FILE *stream) {
  fprintf(stream, "\r\033[K");
  fflush(stream);
}

void report_summary(FILE *stream, const struct totals *totals, uint64_t bclk_hz) {
  double seconds = totals->wall_ms / 1e3;
  double simulated = (double)totals->bclk / (double)bclk_hz;
  if (totals->verdicts[VERDICT_BLOCKED] > 0)
    fprintf(stream, "%zu blocked (a precondition was not met)\n",
            totals->verdicts[VERDICT_BLOCKED]);
  if (totals->warnings > 0)
    fprintf(stream, "%zu remarks that do not fail\n", totals->warnings);
  if (totals->verdicts[VERDICT_CRASH] + totals->verdicts[VERDICT_HANG] > 0)
    fprintf(stream, "of the failed: %zu crashed, %zu hung\n", totals->verdicts[VERDICT_CRASH],
            totals->verdicts[VERDICT_HANG]);
  fprintf(stream, "%.3f s simulated in %.1f s, %.2f MHz BCLK\n", simulated, seconds,
          seconds > 0 ? (double)totals->bclk / seconds / 1e6 : 0.0);
  fprintf(stream, "%zu passed, %zu failed\n", totals->verdicts[VERDICT_PASS],
          totals_failed(totals));
}
