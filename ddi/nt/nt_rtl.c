/* SPDX-License-Identifier: Apache-2.0 */
/* The few runtime routines that are functions and not macros. */
#include "nt_internal.h"

#include <stdarg.h>
#include <stdio.h>

SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length) {
  const UCHAR *a = (const UCHAR *)Source1, *b = (const UCHAR *)Source2;
  SIZE_T equal = 0;
  while (equal < Length && a[equal] == b[equal])
    equal++;
  return equal;
}

ULONG DbgPrint(PCSTR Format, ...) {
  va_list arguments;
  va_start(arguments, Format);
  (void)vfprintf(stderr, Format, arguments);
  va_end(arguments);
  return (ULONG)STATUS_SUCCESS;
}
