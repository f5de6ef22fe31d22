/* SPDX-License-Identifier: Apache-2.0 */
/* nt/rtl.h: memory, strings and debug output. */
#ifndef DDI_NT_RTL_H
#define DDI_NT_RTL_H

#include <ntdef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RtlZeroMemory(Destination, Length) ((void)memset((Destination), 0, (Length)))
#define RtlFillMemory(Destination, Length, Fill) ((void)memset((Destination), (Fill), (Length)))
#define RtlCopyMemory(Destination, Source, Length) ((void)memcpy((Destination), (Source), (Length)))
#define RtlMoveMemory(Destination, Source, Length)                                                 \
  ((void)memmove((Destination), (Source), (Length)))
#define RtlEqualMemory(A, B, Length) (memcmp((A), (B), (Length)) == 0)
/* Number of leading bytes that are equal. */
SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length);
#define RtlSecureZeroMemory(Destination, Length) RtlZeroMemory((Destination), (Length))
#define RtlCopyBytes RtlCopyMemory
#define RtlZeroBytes RtlZeroMemory

/* Source NULL = the empty string. */
VOID RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString);
#define RTL_CONSTANT_STRING(text)                                                                  \
  { sizeof(text) - sizeof((text)[0]), sizeof(text), (PWSTR)(text) }
#define DECLARE_CONST_UNICODE_STRING(name, text)                                                   \
  const UNICODE_STRING name = RTL_CONSTANT_STRING(text)

/* Debug output goes to standard error. */
ULONG DbgPrint(PCSTR Format, ...) __attribute__((format(printf, 1, 2)));
ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
    __attribute__((format(printf, 3, 4)));
#define DPFLTR_IHVAUDIO_ID 80
#define DPFLTR_IHVDRIVER_ID 77
#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3

/* Both are findings; the first ends the process. */
DECLSPEC_NORETURN VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1,
                                    ULONG_PTR BugCheckParameter2, ULONG_PTR BugCheckParameter3,
                                    ULONG_PTR BugCheckParameter4);
#define KeBugCheck(BugCheckCode) KeBugCheckEx((BugCheckCode), 0, 0, 0, 0)
VOID NtAssertionFailed(const char *Expression, const char *File, int Line);

/* As in a checked build where DBG is not 0. */
#if defined(DBG) && DBG
#define ASSERT(expression)                                                                         \
  ((expression) ? (void)0 : NtAssertionFailed(#expression, __FILE__, __LINE__))
#define KdPrint(arguments) ((void)DbgPrint arguments)
#define KdPrintEx(arguments) ((void)DbgPrintEx arguments)
#else
#define ASSERT(expression) ((void)0)
#define KdPrint(arguments) ((void)0)
#define KdPrintEx(arguments) ((void)0)
#endif
#define NT_ASSERT(expression) ASSERT(expression)
#define ASSERTMSG(message, expression) ASSERT(expression)
#define NT_VERIFY(expression) ((expression) != 0)
#define DbgBreakPoint() NtAssertionFailed("DbgBreakPoint", __FILE__, __LINE__)

#ifdef __cplusplus
}
#endif
#endif
