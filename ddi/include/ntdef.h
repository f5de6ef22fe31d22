/* SPDX-License-Identifier: Apache-2.0 */
/* ntdef.h: base types of the Windows ABI (LLP64: LONG and ULONG are 32 bits). */
#ifndef DDI_NTDEF_H
#define DDI_NTDEF_H

#include <guiddef.h>
#include <nt/compiler.h>
#include <sal.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define C_ASSERT(expression) static_assert(expression, #expression)
#else
#define C_ASSERT(expression) _Static_assert(expression, #expression)
#endif

#define DDI_ASSERT_AT(type, member, offset) C_ASSERT(offsetof(type, member) == (offset))
/* Layouts are checked where they are those of 64-bit Windows. */
#define DDI_64_BIT (UINTPTR_MAX == UINT64_MAX)

#define NTAPI
#define NTSYSAPI
#define NTKERNELAPI
#define NTHALAPI
#define FORCEINLINE static inline
#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define TRUE 1
#define FALSE 0

typedef void *PVOID;
typedef char CHAR, *PCHAR, CCHAR;
typedef const char *PCSTR;
typedef int16_t SHORT, *PSHORT, CSHORT;
typedef int32_t LONG, *PLONG;
typedef int64_t LONGLONG, *PLONGLONG, LONG64;
typedef uint8_t UCHAR, *PUCHAR, BYTE;
typedef uint16_t USHORT, *PUSHORT, WORD;
/* L"..." is of this width with -fshort-wchar only. */
#if __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR, *PWCHAR, *PWSTR;
#else
typedef uint16_t WCHAR, *PWCHAR, *PWSTR;
#endif
typedef const WCHAR *PCWSTR;
typedef uint32_t ULONG, *PULONG, DWORD, UINT32;
typedef uint64_t ULONGLONG, *PULONGLONG, ULONG64, *PULONG64, DWORDLONG, UINT64;
typedef int32_t BOOL;
typedef unsigned int UINT;
typedef int INT;
typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef intptr_t LONG_PTR, *PLONG_PTR, INT_PTR;
typedef uintptr_t ULONG_PTR, *PULONG_PTR, UINT_PTR;
typedef ULONG_PTR SIZE_T, *PSIZE_T;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;
typedef PVOID HANDLE, *PHANDLE;
typedef LONG NTSTATUS, *PNTSTATUS;

#define NT_SUCCESS(status) ((NTSTATUS)(status) >= 0)
#define NT_ERROR(status) (((ULONG)(status) >> 30) == 3)

typedef union _LARGE_INTEGER {
  struct {
    ULONG LowPart;
    LONG HighPart;
  };
  struct {
    ULONG LowPart;
    LONG HighPart;
  } u;
  DECLSPEC_ALIGN(8) LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
  struct {
    ULONG LowPart;
    ULONG HighPart;
  };
  struct {
    ULONG LowPart;
    ULONG HighPart;
  } u;
  DECLSPEC_ALIGN(8) ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LIST_ENTRY {
  struct _LIST_ENTRY *Flink;
  struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
  struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct _UNICODE_STRING {
  USHORT Length; /* bytes, as MaximumLength */
  USHORT MaximumLength;
  PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#define CONTAINING_RECORD(address, type, field)                                                    \
  ((type *)(void *)((char *)(address)-offsetof(type, field)))
#define ARRAYSIZE(array) (sizeof(array) / sizeof((array)[0]))
#define RTL_NUMBER_OF(array) ARRAYSIZE(array)
#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))
#define DBG_UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))
#define ALIGN_DOWN_BY(length, alignment) ((ULONG_PTR)(length) & ~((ULONG_PTR)(alignment)-1))
#define ALIGN_UP_BY(length, alignment)                                                             \
  (((ULONG_PTR)(length) + (alignment)-1) & ~((ULONG_PTR)(alignment)-1))
#ifdef __cplusplus
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C_START
#define EXTERN_C_END
#ifndef min
#define min(a, b) ((a) < (b) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) ((a) > (b) ? (a) : (b))
#endif
#endif

#include <ntstatus.h>

C_ASSERT(sizeof(UCHAR) == 1 && sizeof(USHORT) == 2 && sizeof(ULONG) == 4 && sizeof(LONG) == 4);
C_ASSERT(sizeof(ULONGLONG) == 8 && sizeof(BOOLEAN) == 1 && sizeof(BOOL) == 4);
C_ASSERT(sizeof(NTSTATUS) == 4 && sizeof(GUID) == 16 && sizeof(LARGE_INTEGER) == 8);
C_ASSERT(sizeof(HANDLE) == sizeof(void *) && sizeof(SIZE_T) == sizeof(void *));

#endif
