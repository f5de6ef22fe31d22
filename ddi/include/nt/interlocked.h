/* SPDX-License-Identifier: Apache-2.0 */
/* nt/interlocked.h: interlocked operations and memory barriers. All are full barriers. */
#ifndef DDI_NT_INTERLOCKED_H
#define DDI_NT_INTERLOCKED_H

#include <ntdef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Increment, Decrement, Add return the new value, the others the old one. */
#define DDI_INTERLOCKED(Bits, Type)                                                                \
  FORCEINLINE Type InterlockedIncrement##Bits(volatile Type *Addend) {                             \
    return __atomic_add_fetch(Addend, 1, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                \
  FORCEINLINE Type InterlockedDecrement##Bits(volatile Type *Addend) {                             \
    return __atomic_sub_fetch(Addend, 1, __ATOMIC_SEQ_CST);                                        \
  }                                                                                                \
  FORCEINLINE Type InterlockedAdd##Bits(volatile Type *Addend, Type Value) {                       \
    return __atomic_add_fetch(Addend, Value, __ATOMIC_SEQ_CST);                                    \
  }                                                                                                \
  FORCEINLINE Type InterlockedExchange##Bits(volatile Type *Target, Type Value) {                  \
    return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);                                   \
  }                                                                                                \
  FORCEINLINE Type InterlockedExchangeAdd##Bits(volatile Type *Addend, Type Value) {               \
    return __atomic_fetch_add(Addend, Value, __ATOMIC_SEQ_CST);                                    \
  }                                                                                                \
  FORCEINLINE Type InterlockedOr##Bits(volatile Type *Destination, Type Value) {                   \
    return __atomic_fetch_or(Destination, Value, __ATOMIC_SEQ_CST);                                \
  }                                                                                                \
  FORCEINLINE Type InterlockedAnd##Bits(volatile Type *Destination, Type Value) {                  \
    return __atomic_fetch_and(Destination, Value, __ATOMIC_SEQ_CST);                               \
  }                                                                                                \
  FORCEINLINE Type InterlockedXor##Bits(volatile Type *Destination, Type Value) {                  \
    return __atomic_fetch_xor(Destination, Value, __ATOMIC_SEQ_CST);                               \
  }                                                                                                \
  FORCEINLINE Type InterlockedCompareExchange##Bits(volatile Type *Destination, Type Exchange,     \
                                                    Type Comparand) {                              \
    (void)__atomic_compare_exchange_n(Destination, &Comparand, Exchange, 0, __ATOMIC_SEQ_CST,      \
                                      __ATOMIC_SEQ_CST);                                           \
    return Comparand;                                                                              \
  }
DDI_INTERLOCKED(, LONG)
DDI_INTERLOCKED(16, SHORT)
DDI_INTERLOCKED(64, LONG64)

FORCEINLINE PVOID InterlockedExchangePointer(PVOID volatile *Target, PVOID Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}
FORCEINLINE PVOID InterlockedCompareExchangePointer(PVOID volatile *Destination, PVOID Exchange,
                                                    PVOID Comparand) {
  (void)__atomic_compare_exchange_n(Destination, &Comparand, Exchange, 0, __ATOMIC_SEQ_CST,
                                    __ATOMIC_SEQ_CST);
  return Comparand;
}
/* Bit 0 .. 31; the old bit. */
FORCEINLINE UCHAR InterlockedBitTestAndSet(volatile LONG *Base, LONG Bit) {
  return (UCHAR)((ULONG)InterlockedOr(Base, (LONG)(1u << Bit)) >> Bit & 1u);
}
FORCEINLINE UCHAR InterlockedBitTestAndReset(volatile LONG *Base, LONG Bit) {
  return (UCHAR)((ULONG)InterlockedAnd(Base, (LONG) ~(1u << Bit)) >> Bit & 1u);
}

FORCEINLINE LONG ReadAcquire(const volatile LONG *Source) {
  return __atomic_load_n(Source, __ATOMIC_ACQUIRE);
}
FORCEINLINE LONG ReadNoFence(const volatile LONG *Source) {
  return __atomic_load_n(Source, __ATOMIC_RELAXED);
}
FORCEINLINE VOID WriteRelease(volatile LONG *Destination, LONG Value) {
  __atomic_store_n(Destination, Value, __ATOMIC_RELEASE);
}
FORCEINLINE VOID WriteNoFence(volatile LONG *Destination, LONG Value) {
  __atomic_store_n(Destination, Value, __ATOMIC_RELAXED);
}

#define KeMemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define MemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define KeMemoryBarrierWithoutFence() __atomic_signal_fence(__ATOMIC_SEQ_CST)

#ifdef __cplusplus
}
#endif
#endif
