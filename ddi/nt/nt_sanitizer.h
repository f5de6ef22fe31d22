/* SPDX-License-Identifier: Apache-2.0 */
/* nt_sanitizer.h: memory that nobody may touch, where the address sanitizer watches. */
#ifndef NT_SANITIZER_H
#define NT_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define NT_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NT_ADDRESS_SANITIZER 1
#endif
#endif

#ifdef NT_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#define NT_FORBID(memory, bytes) ASAN_POISON_MEMORY_REGION((memory), (bytes))
#define NT_PERMIT(memory, bytes) ASAN_UNPOISON_MEMORY_REGION((memory), (bytes))
#else
#define NT_FORBID(memory, bytes) ((void)(memory), (void)(bytes))
#define NT_PERMIT(memory, bytes) ((void)(memory), (void)(bytes))
#endif

#endif
