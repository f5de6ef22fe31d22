/* SPDX-License-Identifier: Apache-2.0 */
#include "findings.h"

#include <stdio.h>
#include <string.h>

struct records seen;

static void observe(void *user, const struct nt_record *record) {
  (void)user;
  seen.last_object = record->object;
  switch (record->kind) {
  case NT_RECORD_SIGNAL:
    seen.signals++;
    seen.last_signal_irql = record->irql;
    seen.last_signal_tick = record->when.ticks;
    break;
  case NT_RECORD_ISR:
    seen.isrs++;
    seen.claimed += record->value != 0;
    break;
  case NT_RECORD_DPC:
    seen.dpcs++;
    break;
  case NT_RECORD_FINDING:
    seen.findings++;
    (void)snprintf(seen.last_finding, sizeof seen.last_finding, "%s", record->text);
    break;
  }
}

void watch_records(void) {
  seen = (struct records){0};
  nt_observe(observe, NULL);
}

void check_finding(const char *rule, const char *file, int line) {
  size_t length = rule != NULL ? strlen(rule) : 0;
  bool right = rule == NULL ? seen.findings == 0
                            : seen.findings == 1 && strncmp(seen.last_finding, rule, length) == 0 &&
                                  seen.last_finding[length] == ':';
  if (!right)
    print_error("%u findings, last \"%s\", expected %s\n", seen.findings, seen.last_finding,
                rule != NULL ? rule : "none");
  _assert_true(right, "finding", file, line);
  seen.findings = 0;
  seen.last_finding[0] = 0;
}
