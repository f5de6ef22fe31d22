/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who is at work: the call that the host makes, or a routine that runs on its own account. Findings
 * say it, and so does whatever is left behind.
 */
#include "nt_internal.h"

#include <stdlib.h>

static struct {
  char **names; /* every name ever given, so that it outlives its call */
  size_t count;
  const struct nt_call *current;
} calls;

static const char *keep(const char *name) {
  for (size_t i = 0; i < calls.count; i++)
    if (strcmp(calls.names[i], name) == 0)
      return calls.names[i];
  char **names = (char **)realloc(calls.names, (calls.count + 1) * sizeof *names);
  if (names == NULL)
    return NULL;
  calls.names = names;
  names[calls.count] = strdup(name);
  return names[calls.count] != NULL ? names[calls.count++] : NULL;
}

void nt_calls_start(void) { calls.current = NULL; }

void nt_call_begin(struct nt_call *call, const char *name) {
  *call = (struct nt_call){
      .name = keep(name), .irql = nt.irql, .locks = nt.locks_held, .outer = calls.current};
  calls.current = call;
}

void nt_call_end(struct nt_call *call) {
  if (nt.irql != call->irql)
    nt_finding("CALL-IRQL-LEAK", "called at IRQL %u, returned at %u", call->irql, nt.irql);
  if (nt.locks_held != call->locks)
    nt_finding("CALL-LOCK-LEAK", "returned with %u spin locks held, called with %u", nt.locks_held,
               call->locks);
  calls.current = call->outer;
}

const char *nt_call_name(void) {
  if (nt.serving)
    return "an interrupt routine";
  if (nt.draining)
    return "a DPC";
  if (!nt_thread_is_host())
    return "a system thread";
  return calls.current != NULL ? calls.current->name : NULL;
}
