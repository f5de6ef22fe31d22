/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wavert_rig.h: the reference miniport on the reference bus driver over the fake hardware, with a
 * tap between the two that notes the routines called, can refuse them, and plays the codec.
 */
#ifndef WAVERT_RIG_H
#define WAVERT_RIG_H

#include "driver.h"

typedef PMINIPORTWAVERTSTREAMNOTIFICATION stream_ptr;

#define CALL(object, method, ...) ((object)->lpVtbl->method((object), __VA_ARGS__))
/* The last reference. */
#define RELEASE(object) assert_int_equal((object)->lpVtbl->Release(object), 0)

/* The codec: function group 1 with these nodes. */
enum {
  RIG_DAC = 2, /* three stereo ones: pins 0 to 2 */
  RIG_DIGITAL = 5,
  RIG_ADC = 6, /* two: pins 4 and 5; the second has parameters of its own */
  RIG_MIXER = 8,
  RIG_AC3 = 9, /* takes no PCM */
  RIG_END = 10,
  /* Beyond, for tests that move first_node: stereo DACs, then mono ones, but for one. */
  RIG_MONO = 100,
  RIG_NO_FORMAT = 150,
};
#define RIG_PIN_CAPTURE 4u
#define RIG_PINS 6u

struct rig {
  PDEVICE_OBJECT pdo;
  PMINIPORTWAVERT miniport;
  PPORTWAVERTSTREAM port_stream;
  IPortWaveRT port;

  bool no_v3, no_interface; /* what the bus device does not answer */
  bool codec_is_mute;       /* verbs succeed without a response */
  uint8_t first_node, node_count;
  uint32_t verbs[64]; /* commands other than parameter reads */
  unsigned verb_count;
  uint8_t silence_after; /* parameter reads answered before the codec falls silent; 0 = all */

  char trace[1024]; /* names of the routines called, each with a space behind it */
  const char *fail; /* this routine answers fail_status, once */
  NTSTATUS fail_status;
  SIZE_T tell_bytes, tell_offset; /* what allocations report instead, if not 0 */
};
extern struct rig rig;

/* cmocka set-up and tear-down; the tear-down releases the miniport and port stream. */
int rig_start(void **state);
int rig_stop(void **state);
/* Makes the miniport and initialises it. */
void rig_create(void);
/* Makes a miniport; its status. */
NTSTATUS rig_make(void);
NTSTATUS rig_init(void);

/* The trace since the last look must be `expected`. */
#define assert_trace(expected) rig_check_trace(expected, __FILE__, __LINE__)
void rig_check_trace(const char *expected, const char *file, int line);
void rig_forget_trace(void);
/* `routine` refuses once. */
void rig_fail(const char *routine, NTSTATUS status);

/* A PCM format. */
struct wave {
  KSDATAFORMAT_WAVEFORMATEXTENSIBLE data;
};
struct wave rig_wave(ULONG rate, WORD bits, WORD container, WORD channels);
/* A stream of 48 kHz, 16 bits, 2 channels. */
stream_ptr rig_open(ULONG pin);
NTSTATUS rig_new_stream(ULONG pin, BOOLEAN capture, struct wave *format, stream_ptr *stream);

struct rig_buffer {
  PMDL mdl;
  ULONG bytes, offset;
  MEMORY_CACHING_TYPE cache;
};
/* Count 0: a plain buffer. */
NTSTATUS rig_allocate(stream_ptr stream, ULONG count, ULONG bytes, struct rig_buffer *buffer);
/* Up or down to `state`, step by step; every step succeeds. */
void rig_go(stream_ptr stream, KSSTATE state);
/* Stream descriptor `n` completes a segment, its position is `position`, and 100 us pass. */
void rig_complete(unsigned n, uint32_t position);

#endif
