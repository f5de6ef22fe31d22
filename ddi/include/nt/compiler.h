/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nt/compiler.h: words of the compiler that Windows drivers are written for.
 *
 * Structured exceptions do not exist here: in C the block of __except is left out, as if nothing
 * were ever raised. In C++ `__try` belongs to the standard library, and in both __finally and
 * __leave are missing: that is glue for the driver to bring.
 */
#ifndef DDI_NT_COMPILER_H
#define DDI_NT_COMPILER_H

/* Drivers speak to their compiler by #pragma warning, alloc_text, code_seg, ... */
#pragma GCC diagnostic ignored "-Wunknown-pragmas"

#ifndef __stdcall
#define __stdcall
#endif
#ifndef __cdecl
#define __cdecl
#endif
#ifndef __fastcall
#define __fastcall
#endif
#ifndef __forceinline
#define __forceinline static inline __attribute__((always_inline))
#endif
#ifndef __int64
#define __int64 long long
#endif
#define UNALIGNED
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_NOVTABLE
#define DECLSPEC_CACHEALIGN __attribute__((aligned(64)))
#define DECLSPEC_SELECTANY __attribute__((weak))
#define DECLSPEC_NOINLINE __attribute__((noinline))

#ifndef __declspec
#define __declspec(attribute) DDI_DECLSPEC_##attribute
#endif
#define DDI_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define DDI_DECLSPEC_allocate(section)
#define DDI_DECLSPEC_code_seg(section)
#define DDI_DECLSPEC_deprecated __attribute__((deprecated))
#define DDI_DECLSPEC_dllexport __attribute__((visibility("default")))
#define DDI_DECLSPEC_dllimport
#define DDI_DECLSPEC_noinline __attribute__((noinline))
#define DDI_DECLSPEC_nothrow
#define DDI_DECLSPEC_novtable
#define DDI_DECLSPEC_selectany __attribute__((weak))
#define DDI_DECLSPEC_uuid(text)

#ifndef __cplusplus
#define __try if (1)
/* clang-format off */
#define __except(filter) else if ((void)(filter), 0)
/* clang-format on */
#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define GetExceptionCode() STATUS_SUCCESS
#endif

#endif
