/* SPDX-License-Identifier: Apache-2.0 */
/* transfers.h: codec commands for tests. */
#ifndef TRANSFERS_H
#define TRANSFERS_H

#include "driver.h"

#define MS 1200000u /* ticks */

/* A command that the fake codec answers with its complement. */
static inline HDAUDIO_CODEC_TRANSFER command(ULONG codec, ULONG rest) {
  return (HDAUDIO_CODEC_TRANSFER){.Output = {.Command = codec << 28 | rest}};
}

/* The response is good and belongs to this command. */
#define assert_answered(transfer)                                                                  \
  assert_int_equal((transfer)->Input.CompleteResponse,                                             \
                   1ull << 63 | (uint64_t)((transfer)->Output.Command >> 28) << 32 |               \
                       (uint32_t) ~(transfer)->Output.Command)

static inline NTSTATUS transfer_sync(ULONG count, HDAUDIO_CODEC_TRANSFER *transfers) {
  return driver.bus.TransferCodecVerbs(driver.bus.Context, count, transfers, NULL, NULL);
}

#endif
