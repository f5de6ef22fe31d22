/* SPDX-License-Identifier: Apache-2.0 */
/* findings.h: counts what the kernel records. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <nt_host.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct records {
  unsigned signals, isrs, claimed, dpcs, findings;
  char last_finding[256];
  KIRQL last_signal_irql;
  const void *last_object;
  uint64_t last_signal_tick;
};
extern struct records seen;

/* Observes from now on, with all counts at 0. */
void watch_records(void);
/* Exactly one finding since the last call, of this rule. */
#define assert_finding(rule) check_finding(rule, __FILE__, __LINE__)
#define assert_no_finding() check_finding(NULL, __FILE__, __LINE__)
void check_finding(const char *rule, const char *file, int line);

#endif
