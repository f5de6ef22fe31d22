/* SPDX-License-Identifier: Apache-2.0 */
/* An RTL library that is the built-in one but for SYNC, which it spoils from link frame 100 on in
 * the way that the environment variable BROKEN_LINK names: tag, stray or frame_sync. */
#include <dlfcn.h>
#include <hda_rtl.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BROKEN_FRAME 100u

static const struct hda_rtl_ops *real;
static struct hda_rtl_host platform;
static unsigned frames;

static uint32_t bit(unsigned half_cell) { return UINT32_C(1) << (31 - half_cell % 32); }

static void spoil(uint32_t *sync) {
  const char *how = getenv("BROKEN_LINK");
  if (how == NULL)
    return;
  if (strcmp(how, "frame_sync") == 0)
    sync[31] = 0;
  if (strcmp(how, "stray") == 0)
    sync[900 / 32] |= bit(900);
  for (unsigned i = 0; strcmp(how, "tag") == 0 && i < 992; i++) {
    if ((sync[i / 32] & bit(i)) != 0) {
      sync[i / 32] &= ~bit(i);
      return;
    }
  }
}

static void frame(void *ctx, uint64_t tick, const uint32_t *sdo, const uint32_t *sync) {
  uint32_t copy[HDA_RTL_FRAME_WORDS];
  memcpy(copy, sync, sizeof copy);
  if (frames++ >= FIRST_BROKEN_FRAME)
    spoil(copy);
  platform.frame(ctx, tick, sdo, copy);
}

static void *create(const struct hda_rtl_config *config, const struct hda_rtl_host *host) {
  static struct hda_rtl_host between;
  platform = *host;
  between = *host;
  between.frame = frame;
  return real->create(config, &between);
}

/* The built-in library is part of the program, whose symbols come first. */
__attribute__((visibility("default"))) const struct hda_rtl_ops *hda_rtl_entry(uint32_t abi) {
  static struct hda_rtl_ops operations;
  const struct hda_rtl_ops *(*entry)(uint32_t) = NULL;
  void *symbol = dlsym(RTLD_DEFAULT, "hda_rtl_entry");
  if (symbol == NULL)
    return NULL;
  memcpy(&entry, &symbol, sizeof entry);
  real = entry(abi);
  if (real == NULL)
    return NULL;
  operations = *real;
  operations.create = create;
  return &operations;
}
