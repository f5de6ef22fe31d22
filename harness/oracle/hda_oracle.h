/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_oracle.h: what the specification says, as pure functions.
 *
 * Nothing here knows the RTL, the model or a DDI: the functions compute expectations from the
 * rules of the HD Audio specification, of the DDI and of this project's decisions (A-nn, DD-n in
 * vectors/decisions.yaml). No state, no allocation, no I/O; integers only.
 *
 * Words. A sample is one channel's value; a block is one sample of every channel; a container is
 * the memory room of a sample; a frame is a link frame of 500 BCLK. Frame numbers are relative to
 * the first frame that carries a packet of the stream, called F0: number 0 is F0 itself.
 */
#ifndef HDA_ORACLE_H
#define HDA_ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HDA_ORACLE_PAGE_BYTES 4096u
#define HDA_ORACLE_ALIGN_BYTES 128u     /* DMA alignment of descriptors */
#define HDA_ORACLE_MAX_DESCRIPTORS 256u /* LVI is 8 bits */
#define HDA_ORACLE_SDO_BITS 960u        /* OUTPAY default, 60 words */
#define HDA_ORACLE_SDI_BITS 464u        /* INPAY default, 29 words */
#define HDA_ORACLE_WALL_CLOCK_HZ 24000000u
#define HDA_ORACLE_FRAME_BCLK 500u

/* ---- formats (A-26; HDA-FMT-001, HDA-FMT-004; DDI-ENG-004) -------------------------------- */

/* The stream on the link: rate = base_hz * mult / div. */
struct hda_oracle_format {
  uint32_t base_hz;  /* 48000 or 44100 */
  unsigned mult;     /* 1..4 */
  unsigned div;      /* 1..8 */
  unsigned bits;     /* wire bits of a sample: 8, 16, 20, 24, 32 */
  unsigned channels; /* 1..16 */
};

/* True if every member is in its range. The other functions take valid formats only; given an
 * invalid one they return 0 or false. */
bool hda_oracle_format_valid(const struct hda_oracle_format *format);
/* Translates the four numbers of an HDAUDIO_STREAM_FORMAT; the canonical code has the smallest
 * multiplier, then the smallest divisor. False, *format untouched, if A-26 refuses the format. */
bool hda_oracle_format_from_stream(uint32_t sample_rate, unsigned valid_bits,
                                   unsigned container_bits, unsigned channels,
                                   struct hda_oracle_format *format);
/* The 16-bit converter format = SDnFMT; bits 15 and 7 are 0. */
uint16_t hda_oracle_format_encode(const struct hda_oracle_format *format);
/* The inverse; false for reserved codes, or when bit 15 or 7 is set. */
bool hda_oracle_format_decode(uint16_t code, struct hda_oracle_format *format);
/* Bytes of a container: 1, 2, 4, 4, 4 for 8, 16, 20, 24, 32 bits; 0 for other widths. */
unsigned hda_oracle_container_bytes(unsigned bits);
/* Bytes of a block in memory: channels * container. */
uint32_t hda_oracle_block_bytes(const struct hda_oracle_format *format);

/* ---- cadence (HDA-LNK-016, HDA-LNK-017; DD-34) --------------------------------------------- */

/* Blocks in frame `frame` (0 = F0). */
unsigned hda_oracle_blocks(const struct hda_oracle_format *format, uint64_t frame);
/* Blocks, or memory bytes, in frames 0 .. frames - 1. */
uint64_t hda_oracle_total_blocks(const struct hda_oracle_format *format, uint64_t frames);
uint64_t hda_oracle_total_bytes(const struct hda_oracle_format *format, uint64_t frames);
/* Smallest n with hda_oracle_total_bytes(format, n) >= bytes. */
uint64_t hda_oracle_frames_for_bytes(const struct hda_oracle_format *format, uint64_t bytes);

/* ---- bandwidth and FIFO (A-33, A-34) --------------------------------------------------------- */

/* Bits a frame that the stream is charged with: ceil(rate / 48000) blocks of wire samples; a
 * capture stream pays 10 bits of packet header more. */
uint32_t hda_oracle_bandwidth_bits(const struct hda_oracle_format *format, bool capture);
/* Memory bytes of two fullest frames, the least FIFO an engine needs. */
uint32_t hda_oracle_fifo_need(const struct hda_oracle_format *format);

/* ---- buffer sizes (A-02 ..) ------------------------------------------------------- */

/* lcm(128, block_bytes). block_bytes 1 .. 64. */
uint32_t hda_oracle_granule(uint32_t block_bytes);
/* Largest legal buffer, in bytes, that 256 descriptors reach; count 1 or 2. */
uint64_t hda_oracle_buffer_max(uint32_t block_bytes, unsigned count);
/* Size allocated for `request` bytes; 0 if the request is refused (request 0, count not 1 or 2). */
uint64_t hda_oracle_buffer_size(uint32_t block_bytes, unsigned count, uint64_t request);

struct hda_oracle_descriptor {
  uint64_t address;
  uint32_t length; /* bytes */
  bool ioc;
};
/* The reference descriptor list of a buffer of `size` bytes that lies in `pages` (physical page
 * addresses, in buffer order, ceil(size / 4096) of them). count 0 = a buffer without
 * notification. One descriptor a page, split at the midpoint for count 2, and in two when there
 * would be only one; of an odd number of 128-byte units the first gets the smaller half.
 * Returns the number of descriptors, at most 256, or 0 if there is no legal list. `list` has room
 * for 256. */
size_t hda_oracle_descriptors(const uint64_t *pages, uint64_t size, unsigned count,
                              struct hda_oracle_descriptor *list);

/* Rules that any descriptor list must obey, whatever way it was cut. */
enum hda_oracle_list_fault {
  HDA_ORACLE_LIST_COUNT = 1u << 0,  /* fewer than 2 or more than 256 (DDI-ADBN-016, -017) */
  HDA_ORACLE_LIST_ALIGN = 1u << 1,  /* an address is no multiple of 128 (DDI-ADBN-018) */
  HDA_ORACLE_LIST_SUM = 1u << 2,    /* lengths do not add up to size (DDI-ADBN-015) */
  HDA_ORACLE_LIST_ORDER = 1u << 3,  /* byte k is not at its place in the pages (DDI-ADBN-026) */
  HDA_ORACLE_LIST_IOC = 1u << 4,    /* IOC missing or surplus (DDI-ADBN-008) */
  HDA_ORACLE_LIST_LENGTH = 1u << 5, /* a length is 0 */
};
/* OR of the faults of `list`, 0 if it is legal. `offset`: byte of the first page where the buffer
 * begins; pages: ceil((offset + size) / 4096) of them. count 0, 1 or 2. */
unsigned hda_oracle_list_check(const struct hda_oracle_descriptor *list, size_t descriptors,
                               const uint64_t *pages, uint64_t offset, uint64_t size,
                               unsigned count);

/* ---- notifications (DDI-INT-009, DDI-INT-010; HDA-SD-012, HDA-SD-013; DD-41, DD-42, DD-43) -- */

struct hda_oracle_stream {
  struct hda_oracle_format format;
  bool capture;
  uint64_t size;  /* bytes of the cyclic buffer */
  unsigned count; /* notifications a pass, 1 or 2 */
  uint32_t fifo;  /* bytes, as reported to the client = SDnFIFOS + 1 */
  uint64_t start; /* bytes moved on the link since reset when F0 began; 0 unless resumed */
};
/* Frames, relative to F0, in which completion k (0 = the first since reset) may fall. */
struct hda_oracle_window {
  uint64_t earliest; /* no earlier than this frame */
  uint64_t exact;    /* the very frame under DD-41 (render) or DD-43 (capture) */
  uint64_t latest;   /* no later than this frame */
  bool prefill;      /* render only: completes before F0, while the FIFO fills; exact is 0 */
};
/* Bytes moved when completion k is due: (k + 1) * size / count. */
uint64_t hda_oracle_ioc_byte(const struct hda_oracle_stream *stream, uint64_t k);
/* Render: the burst that ends at byte E = ioc_byte(k) is requested as soon as the FIFO has room
 * for it, so exact = first n with start + B(n) >= E - fifo, B(n) = bytes of frames 0 .. n - 1;
 * latest = the frame that carries byte E - 1.
 * Capture: byte E - 1 arrives in frame m; exact = m + 1; earliest = m; latest = the last frame
 * in which the FIFO can still hold it.
 * False if the stream is invalid. */
bool hda_oracle_ioc_window(const struct hda_oracle_stream *stream, uint64_t k,
                           struct hda_oracle_window *window);
/* Index of the first completion after F0: those before it fall into the prefill (render), or had
 * been reached before the stream was stopped (start > 0). */
uint64_t hda_oracle_first_ioc(const struct hda_oracle_stream *stream);
/* LPIB during frame n (as it reads after the boundary that begins frame n): DD-18, DD-19. */
uint64_t hda_oracle_lpib(const struct hda_oracle_stream *stream, uint64_t frame);

/* ---- samples (HDA-FMT-001, HDA-FMT-002; HDA-LNK-006, -011, -014; DD-39) ---------------------- */

/* Right-justified wire value of the little-endian, left-justified container at `memory`. */
uint32_t hda_oracle_sample_load(const uint8_t *memory, unsigned bits);
/* Writes the container of a wire value; low bits that are not sent become 0. */
void hda_oracle_sample_store(uint8_t *memory, unsigned bits, uint32_t sample);
/* Bits of the samples of `blocks` blocks on the link. */
size_t hda_oracle_packet_bits(const struct hda_oracle_format *format, unsigned blocks);
/* Puts `width` bits of `value`, MSB first, at bit `at` of `words` (bit 31 of word 0 is bit 0).
 * width 1..32. */
void hda_oracle_bits_put(uint32_t *words, size_t at, unsigned width, uint32_t value);
/* The `width` bits at `at`, right-justified. */
uint32_t hda_oracle_bits_get(const uint32_t *words, size_t at, unsigned width);
/* Lays the samples of an outbound packet, channel 0 of the first block first, without gaps, at
 * half cell `first_bit`; returns the half cell after the last. */
size_t hda_oracle_packet_put(uint32_t *words, size_t first_bit,
                             const struct hda_oracle_format *format, unsigned blocks,
                             const uint32_t *samples);
/* The eight half cells of SYNC before the packet of stream `tag` (1..15): 1110 and the tag. */
uint8_t hda_oracle_sync_tag(unsigned tag);
/* Header (4-bit tag, 6-bit length in bytes) of an inbound packet, and the cells of the whole
 * packet with its padding. */
uint16_t hda_oracle_inbound_header(unsigned tag, const struct hda_oracle_format *format,
                                   unsigned blocks);
size_t hda_oracle_inbound_bits(const struct hda_oracle_format *format, unsigned blocks);

#ifdef __cplusplus
}
#endif
#endif
