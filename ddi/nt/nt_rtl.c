/* SPDX-License-Identifier: Apache-2.0 */
/* The few runtime routines that are functions and not macros. */
#include "nt_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length) {
  const UCHAR *a = (const UCHAR *)Source1, *b = (const UCHAR *)Source2;
  SIZE_T equal = 0;
  while (equal < Length && a[equal] == b[equal])
    equal++;
  return equal;
}

VOID RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString) {
  size_t length = 0;
  while (SourceString != NULL && SourceString[length] != 0)
    length++;
  DestinationString->Buffer = (PWSTR)SourceString;
  DestinationString->Length = (USHORT)(length * sizeof(WCHAR));
  DestinationString->MaximumLength =
      (USHORT)(SourceString != NULL ? (length + 1) * sizeof(WCHAR) : 0);
}

ULONG DbgPrint(PCSTR Format, ...) {
  va_list arguments;
  va_start(arguments, Format);
  (void)vfprintf(stderr, Format, arguments);
  va_end(arguments);
  return (ULONG)STATUS_SUCCESS;
}

ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...) {
  UNREFERENCED_PARAMETER(ComponentId);
  UNREFERENCED_PARAMETER(Level);
  va_list arguments;
  va_start(arguments, Format);
  (void)vfprintf(stderr, Format, arguments);
  va_end(arguments);
  return (ULONG)STATUS_SUCCESS;
}

VOID NtAssertionFailed(const char *Expression, const char *File, int Line) {
  nt_finding("ASSERTION", "%s:%d: %s", File, Line, Expression);
}

/* The system stops here: whoever started this process sees it die. */
VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
                  ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4) {
  char text[160];
  (void)snprintf(text, sizeof text, "code %08X, parameters %llX %llX %llX %llX", BugCheckCode,
                 (unsigned long long)BugCheckParameter1, (unsigned long long)BugCheckParameter2,
                 (unsigned long long)BugCheckParameter3, (unsigned long long)BugCheckParameter4);
  nt_finding("BUGCHECK", "%s", text);
  (void)fprintf(stderr, "bug check: %s\n", text);
  abort();
}
