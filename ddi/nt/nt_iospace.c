/* SPDX-License-Identifier: Apache-2.0 */
/* Mappings of the device's registers, and register accesses, each of which moves time. */
#include "nt_internal.h"

#define MAX_MAPPINGS 32u

struct mapping {
  uint32_t offset; /* in the BAR */
  uint32_t bytes;  /* 0 = slot unused */
};
static struct mapping mappings[MAX_MAPPINGS];

void nt_iospace_start(void) { memset(mappings, 0, sizeof mappings); }

void nt_iospace_check_leaks(void) {
  if (nt_iospace_in_use())
    nt_finding("IOSPACE-LEAK", "registers are still mapped");
}

bool nt_iospace_in_use(void) {
  for (unsigned i = 0; i < MAX_MAPPINGS; i++)
    if (mappings[i].bytes != 0)
      return true;
  return false;
}

static const volatile uint8_t *window(void) {
  return (const volatile uint8_t *)hda_sim_bar(nt.sim);
}

static bool window_offset(const volatile void *va, uint32_t *offset) {
  uintptr_t start = (uintptr_t)window(), at = (uintptr_t)va;
  if (at < start || at - start >= HDA_SIM_BAR_BYTES)
    return false;
  *offset = (uint32_t)(at - start);
  return true;
}

static bool is_mapped(uint32_t offset, uint32_t bytes) {
  for (unsigned i = 0; i < MAX_MAPPINGS; i++)
    if (mappings[i].bytes != 0 && offset >= mappings[i].offset &&
        offset + bytes <= mappings[i].offset + mappings[i].bytes)
      return true;
  return false;
}

bool nt_bar_offset(const volatile void *va, uint32_t *offset) {
  uint32_t found = 0;
  if (!window_offset(va, &found) || !is_mapped(found, 1))
    return false;
  *offset = found;
  return true;
}

bool nt_watch_register(const volatile void *va) {
  uint32_t offset = 0;
  return nt_bar_offset(va, &offset) && hda_sim_alias_watch(nt.sim, offset) == HDA_SIM_OK;
}

bool nt_unwatch_register(const volatile void *va) {
  uint32_t offset = 0;
  return window_offset(va, &offset) && hda_sim_alias_unwatch(nt.sim, offset) == HDA_SIM_OK;
}

PVOID MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
                   MEMORY_CACHING_TYPE CacheType) {
  UNREFERENCED_PARAMETER(CacheType);
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmMapIoSpace");
  uint64_t address = (uint64_t)PhysicalAddress.QuadPart;
  if (address < NT_BAR_PHYSICAL || address - NT_BAR_PHYSICAL >= HDA_SIM_BAR_BYTES ||
      NumberOfBytes == 0 || NumberOfBytes > HDA_SIM_BAR_BYTES - (address - NT_BAR_PHYSICAL)) {
    nt_finding("IOSPACE-RANGE", "MmMapIoSpace of %llX, %llu bytes: not inside the device's BAR",
               (unsigned long long)address, (unsigned long long)NumberOfBytes);
    return NULL;
  }
  if (nt.fail_mapping_in != 0 && --nt.fail_mapping_in == 0)
    return NULL;
  for (unsigned i = 0; i < MAX_MAPPINGS; i++) {
    if (mappings[i].bytes != 0)
      continue;
    mappings[i] = (struct mapping){.offset = (uint32_t)(address - NT_BAR_PHYSICAL),
                                   .bytes = (uint32_t)NumberOfBytes};
    return (PVOID)(window() + mappings[i].offset);
  }
  return NULL;
}

VOID MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, "MmUnmapIoSpace");
  uint32_t offset = 0;
  bool inside = window_offset(BaseAddress, &offset);
  for (unsigned i = 0; inside && i < MAX_MAPPINGS; i++) {
    if (mappings[i].bytes != NumberOfBytes || mappings[i].offset != offset)
      continue;
    if (NumberOfBytes == 0)
      break;
    mappings[i].bytes = 0;
    return;
  }
  nt_finding("IOSPACE-BAD-UNMAP", "MmUnmapIoSpace of %p: no such mapping", BaseAddress);
}

/* Says whether an access of `bytes` at `va` may go to the hardware. */
static bool access_is_legal(const volatile void *va, uint32_t bytes, uint32_t *offset) {
  if (!window_offset(va, offset) || !is_mapped(*offset, bytes)) {
    nt_finding("REGISTER-UNMAPPED", "register access at %p, which no live mapping holds",
               (void *)va);
    return false;
  }
  if (*offset % bytes != 0) {
    nt_finding("REGISTER-UNALIGNED", "%u-byte register access at BAR offset %X", bytes, *offset);
    return false;
  }
  return true;
}

static void finish(int error, uint32_t offset) {
  if (error != HDA_SIM_OK)
    nt_finding("REGISTER-ACCESS", "BAR offset %X: %s", offset, hda_sim_strerror(error));
  nt_sync_mappings();
  nt_serve();
}

#define DEFINE_REGISTER_ACCESS(NAME, TYPE, BITS)                                                   \
  TYPE READ_REGISTER_##NAME(volatile TYPE *Register) {                                             \
    uint32_t offset = 0;                                                                           \
    uint##BITS##_t value = (uint##BITS##_t) ~0u; /* what a bus without an answer reads */          \
    if (!access_is_legal(Register, BITS / 8, &offset))                                             \
      return value;                                                                                \
    nt_sync_mappings();                                                                            \
    int error = hda_sim_read##BITS(nt.sim, offset, &value);                                        \
    finish(error, offset);                                                                         \
    return value;                                                                                  \
  }                                                                                                \
  VOID WRITE_REGISTER_##NAME(volatile TYPE *Register, TYPE Value) {                                \
    uint32_t offset = 0;                                                                           \
    if (!access_is_legal(Register, BITS / 8, &offset))                                             \
      return;                                                                                      \
    nt_sync_mappings();                                                                            \
    int error = hda_sim_write##BITS(nt.sim, offset, Value);                                        \
    finish(error, offset);                                                                         \
  }

DEFINE_REGISTER_ACCESS(UCHAR, UCHAR, 8)
DEFINE_REGISTER_ACCESS(USHORT, USHORT, 16)
DEFINE_REGISTER_ACCESS(ULONG, ULONG, 32)

#define DEFINE_REGISTER_BUFFER(NAME, TYPE)                                                         \
  VOID READ_REGISTER_BUFFER_##NAME(volatile TYPE *Register, TYPE *Buffer, ULONG Count) {           \
    for (ULONG i = 0; i < Count; i++)                                                              \
      Buffer[i] = READ_REGISTER_##NAME(Register + i);                                              \
  }                                                                                                \
  VOID WRITE_REGISTER_BUFFER_##NAME(volatile TYPE *Register, TYPE *Buffer, ULONG Count) {          \
    for (ULONG i = 0; i < Count; i++)                                                              \
      WRITE_REGISTER_##NAME(Register + i, Buffer[i]);                                              \
  }

DEFINE_REGISTER_BUFFER(UCHAR, UCHAR)
DEFINE_REGISTER_BUFFER(USHORT, USHORT)
DEFINE_REGISTER_BUFFER(ULONG, ULONG)

ULONG64 READ_REGISTER_ULONG64(volatile ULONG64 *Register) {
  ULONG halves[2];
  READ_REGISTER_BUFFER_ULONG((volatile ULONG *)Register, halves, 2);
  return (ULONG64)halves[1] << 32 | halves[0];
}

VOID WRITE_REGISTER_ULONG64(volatile ULONG64 *Register, ULONG64 Value) {
  ULONG halves[2] = {(ULONG)Value, (ULONG)(Value >> 32)};
  WRITE_REGISTER_BUFFER_ULONG((volatile ULONG *)Register, halves, 2);
}
