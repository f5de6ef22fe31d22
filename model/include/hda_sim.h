/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hda_sim.h: the C transaction layer, the only door to the simulated hardware.
 *
 * One `struct hda_sim` is one HD Audio controller with its memory, its link and its codec, all in
 * one process. The layer is not thread-safe: a sim belongs to one thread, and a process has at
 * most one sim (SystemC has one kernel per process). `fork` copies a sim; parent and child then
 * go on independently.
 *
 * Time. Simulated time moves only inside calls marked [moves time]. It is an integer count of
 * ticks; a tick is chosen so that half a bus clock period and half a link clock period are both
 * whole numbers of ticks. The same calls with the same arguments give the same ticks everywhere.
 *
 * Errors. Functions that can fail return an `enum hda_sim_error`; 0 is success. A failing call
 * has no effect unless it says otherwise.
 */
#ifndef HDA_SIM_H
#define HDA_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hda_sim;

/* Append only: the numbers are part of result files. */
enum hda_sim_error {
  HDA_SIM_OK = 0,
  HDA_SIM_ENOMEM = 1, /* host memory exhausted */
  HDA_SIM_EINVAL = 2, /* argument outside its documented range */
  HDA_SIM_ERANGE = 3, /* offset or address outside the BAR or the memory */
  HDA_SIM_ENAME = 4,  /* no fault, or other thing, of that name */
  HDA_SIM_EIO = 5,    /* a file could not be opened or written */
  HDA_SIM_ERTL = 6,   /* the RTL library could not be loaded or does not fit */
  HDA_SIM_EHANG = 7,  /* the RTL did not answer a register access within the bound */
  HDA_SIM_EEXIST = 8, /* the process has a sim already */
  HDA_SIM_ECODEC = 9, /* a codec description could not be read */
  HDA_SIM_EBUSY = 10, /* not while the link runs */
};
const char *hda_sim_strerror(int error);

/* ---- life ------------------------------------------------------------------------------- */

struct hda_sim_config {
  size_t size;               /* sizeof(struct hda_sim_config), set by hda_sim_config_default */
  uint64_t bus_hz;           /* bus clock, 20 000 000 .. 400 000 000 Hz; default 100 MHz */
  uint64_t low_mem_bytes;    /* RAM below 4 GiB, from physical 1 MiB; default 64 MiB */
  uint64_t high_mem_bytes;   /* RAM from physical 4 GiB; 0 = none; default 64 MiB */
  uint64_t read_latency_ns;  /* first data beat after a DMA read request; default 100 */
  uint64_t write_latency_ns; /* response after the last DMA write beat; default 100 */
  const char *rtl_library;   /* path of an RTL library (hda_rtl.h); NULL = the built-in one */
  bool always_clock;         /* no clock is ever stopped; slow, and must not change anything else */
};
void hda_sim_config_default(struct hda_sim_config *config);

/* Elaborates the platform and leaves power-on reset; the controller is in link reset
 * (GCTL.CRST = 0). Touches memory lazily: an idle sim costs a few MiB. */
int hda_sim_create(const struct hda_sim_config *config, struct hda_sim **sim);
void hda_sim_destroy(struct hda_sim *sim);

struct hda_sim_build {
  const char *name;       /* name of the RTL, for reports */
  unsigned iss, oss, bss; /* stream descriptors: input, output, bidirectional */
  unsigned sdi, sdo;      /* lines */
  bool trace;             /* hda_sim_trace_open works */
  bool coverage;          /* hda_sim_coverage_write works */
};
void hda_sim_get_build(const struct hda_sim *sim, struct hda_sim_build *build);

/* ---- time ------------------------------------------------------------------------------- */

struct hda_sim_time {
  uint64_t ticks;      /* since create */
  uint64_t bus_cycles; /* bus clock periods elapsed since create (whether or not the clock ran) */
  uint64_t bclk;       /* link clock cycles since cell 0 of frame 0; 0 while the link is in reset */
  uint64_t frame;      /* bclk / 500; frame 0 is the first frame after link reset */
  uint32_t cell;       /* bclk % 500 */
  bool link;           /* frames are running */
};
void hda_sim_now(const struct hda_sim *sim, struct hda_sim_time *now);
uint64_t hda_sim_ticks_per_second(const struct hda_sim *sim);
uint64_t hda_sim_ticks_per_bclk(const struct hda_sim *sim);
uint64_t hda_sim_ticks_per_bus_cycle(const struct hda_sim *sim);
/* Tick at which cell 0 of `frame` begins. Meaningful only while the link runs (now.link). */
uint64_t hda_sim_frame_tick(const struct hda_sim *sim, uint64_t frame);

enum hda_sim_wake {
  HDA_SIM_WAKE_DEADLINE = 0,    /* reported only: the deadline was reached */
  HDA_SIM_WAKE_IRQ = 1u << 0,   /* the interrupt line is high */
  HDA_SIM_WAKE_FRAME = 1u << 1, /* a link frame ended */
  HDA_SIM_WAKE_BCIS = 1u << 2,  /* a stream set BCIS */
  HDA_SIM_WAKE_MSI = 1u << 3,   /* an interrupt message was written */
};
/* Runs to tick `deadline`, or to the first event of `wake_mask` if that is earlier; a wake
 * condition that already holds (WAKE_IRQ) returns at once. `*woke` (may be NULL) says which bits
 * ended the run, 0 for the deadline. EINVAL if deadline < now. [moves time] */
int hda_sim_run_until(struct hda_sim *sim, uint64_t deadline, unsigned wake_mask, unsigned *woke);

/* ---- registers [moves time: one AXI4-Lite transfer each] ------------------------------- */

#define HDA_SIM_BAR_BYTES 0x4000u
/* offset: naturally aligned, < HDA_SIM_BAR_BYTES, else ERANGE. EHANG after 100 000 bus cycles. */
int hda_sim_read8(struct hda_sim *sim, uint32_t offset, uint8_t *value);
int hda_sim_read16(struct hda_sim *sim, uint32_t offset, uint16_t *value);
int hda_sim_read32(struct hda_sim *sim, uint32_t offset, uint32_t *value);
int hda_sim_write8(struct hda_sim *sim, uint32_t offset, uint8_t value);
int hda_sim_write16(struct hda_sim *sim, uint32_t offset, uint16_t value);
int hda_sim_write32(struct hda_sim *sim, uint32_t offset, uint32_t value);
/* Raw AXI4-Lite write with any byte strobes on the dword at `offset` (multiple of 4). */
int hda_sim_write_strobe(struct hda_sim *sim, uint32_t offset, uint32_t value, uint8_t strobe);

/* Host address of the BAR window (HDA_SIM_BAR_BYTES). Only the alias page, offsets 0x2000 to
 * 0x2FFF, may be read by plain loads; a touch of any other page faults. The alias page holds the
 * registers named by hda_sim_alias_watch, as they are at the present simulated time: they are
 * read from the controller before a [moves time] call returns. */
const volatile void *hda_sim_bar(struct hda_sim *sim);
/* offset: 0x2030 (WALCLKA) or 0x2084 + 0x20 * n (LPIBA). The register is read at once. Each watch
 * needs its own unwatch. ERANGE, ENOMEM, EHANG. [moves time] */
int hda_sim_alias_watch(struct hda_sim *sim, uint32_t offset);
int hda_sim_alias_unwatch(struct hda_sim *sim, uint32_t offset);

/* ---- physical memory (no time) ---------------------------------------------------------- */

struct hda_sim_region {
  uint64_t base, bytes;
};
/* Region `index` (0 low RAM, 1 high RAM if present); ERANGE past the last. */
int hda_sim_mem_region(const struct hda_sim *sim, unsigned index, struct hda_sim_region *region);
/* Host pointer to [address, address + bytes), NULL if any byte is not RAM. Valid until destroy. */
void *hda_sim_mem(struct hda_sim *sim, uint64_t address, uint64_t bytes);
int hda_sim_mem_read(struct hda_sim *sim, uint64_t address, void *data, size_t bytes);
int hda_sim_mem_write(struct hda_sim *sim, uint64_t address, const void *data, size_t bytes);

/* ---- interrupt line and PCI function (no time but as marked) ------------------------------ */

bool hda_sim_irq(const struct hda_sim *sim); /* INTx pin: after INTx disable, not while MSI is on */
void hda_sim_set_bus_master(struct hda_sim *sim, bool enable); /* COMMAND bit 2; default enabled */

/* PCI configuration space of the function, 256 bytes: offset naturally aligned, else ERANGE;
 * bytes is 1, 2 or 4. Memory space and bus master are on after create. COMMAND, BAR0, PMCS and the
 * MSI capability act: with memory space off or in D3hot the register functions read all ones and
 * write nothing; MSI replaces the pin. Leaving D3hot resets the function (moves time): software has
 * to set COMMAND up again, only the subsystem ids, PMEE and PMES stay. */
int hda_sim_config_read(struct hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t *value);
int hda_sim_config_write(struct hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t value);
enum hda_sim_reset {
  HDA_SIM_RESET_POWER_ON, /* everything, codecs too, as after create */
  HDA_SIM_RESET_FUNCTION, /* of the platform: WAKEEN, STATESTS, PMEE and PMES stay */
};
int hda_sim_reset(struct hda_sim *sim, enum hda_sim_reset kind); /* [moves time] */

/* ---- codecs ----------------------------------------------------------------------------- */

/* After create a codec "stereo" sits at every SDI line. `codec`: path of a codec file (docs/
 * codecs.md), or the name of a shipped one. Only while the link is in reset, else EBUSY. ECODEC:
 * `message` (may be NULL) says file:line:column and what. A codec with several lines takes the
 * ones from `line` on. */
int hda_sim_codec_attach(struct hda_sim *sim, unsigned line, const char *codec, char *message,
                         size_t message_bytes);
int hda_sim_codec_detach(struct hda_sim *sim, unsigned line);
struct hda_sim_codec_state {
  bool present;
  bool addressed;   /* it has an address on the link */
  unsigned address; /* the one it counted off the link (HDA-LNK-020) */
};
int hda_sim_codec_get_state(const struct hda_sim *sim, unsigned line,
                            struct hda_sim_codec_state *state);
/* The functions below give EINVAL for a line that is not there, ENAME for one without codec. */
/* What the codec answers to the 32-bit verb, not over the link. ENAME also if it does not. */
int hda_sim_codec_verb(struct hda_sim *sim, unsigned line, uint32_t verb, uint32_t *response);
/* Something is plugged into, or pulled out of, the jack of pin `nid`. EINVAL: no such pin. */
int hda_sim_codec_jack(struct hda_sim *sim, unsigned line, unsigned nid, bool present);
/* Sends `response` as an unsolicited response in the next frame without a solicited one. */
int hda_sim_codec_unsolicited(struct hda_sim *sim, unsigned line, uint32_t response);
/* The codec asks for initialization in the next frame; in link reset it drives SDI high. */
int hda_sim_codec_wake(struct hda_sim *sim, unsigned line);
/* Converter `nid`: writes what it plays to a WAV file, which is complete once `path` NULL ends it;
 * or records from one, silence behind its end or with `path` NULL. EIO, EINVAL. */
int hda_sim_codec_capture_wav(struct hda_sim *sim, unsigned line, unsigned nid, const char *path);
int hda_sim_codec_play_wav(struct hda_sim *sim, unsigned line, unsigned nid, const char *path);

/* Sinks and sources are the link's own test instruments; they work beside the codecs: a source
 * sends on a line whether or not its converter would. */
/* Shape of a stream on the link. */
struct hda_sim_format {
  uint32_t base_hz;  /* 48000 or 44100 */
  unsigned mult;     /* 1..4 */
  unsigned div;      /* 1..8 */
  unsigned bits;     /* wire bits: 8, 16, 20, 24 or 32 */
  unsigned channels; /* 1..16 */
  unsigned stripe;   /* 0, 1 or 2: outbound bits are dealt over 1, 2 or 4 SDO lines */
};
/* A sink keeps every sample that arrives under stream tag `tag` (1..15), in wire order, as the
 * right-justified wire value. Installing again replaces it. */
int hda_sim_codec_sink(struct hda_sim *sim, unsigned tag, const struct hda_sim_format *format);
int hda_sim_codec_sink_remove(struct hda_sim *sim, unsigned tag);
struct hda_sim_packet_log {
  uint64_t frame;        /* link frame of the packet */
  uint32_t blocks;       /* sample blocks in it */
  uint64_t first_sample; /* index of its first sample in the sink */
};
/* Arrays owned by the sim, valid until the next [moves time] call. NULL outputs are skipped. */
int hda_sim_codec_sink_data(const struct hda_sim *sim, unsigned tag, const uint32_t **samples,
                            size_t *sample_count, const struct hda_sim_packet_log **packets,
                            size_t *packet_count);
/* A source sends samples under `tag` on SDI line `sdi` from frame `start_frame` (absolute; a past
 * frame means the next one) with the cadence of its rate. `samples`: right-justified wire values,
 * copied; when `repeat` the list starts again at its end, else the source falls silent (sends
 * nothing). At most 463 bits a frame per line in all; EINVAL beyond. */
int hda_sim_codec_source(struct hda_sim *sim, unsigned sdi, unsigned tag,
                         const struct hda_sim_format *format, const uint32_t *samples, size_t count,
                         bool repeat, uint64_t start_frame);
int hda_sim_codec_source_remove(struct hda_sim *sim, unsigned sdi, unsigned tag);
/* First frame in which the source sent a packet; ENAME if none yet. */
int hda_sim_codec_source_first_frame(const struct hda_sim *sim, unsigned sdi, unsigned tag,
                                     uint64_t *frame);
/* Replaces the whole SDI line for one frame by raw bits (500, cell 0 = bit 31 of word 0). */
int hda_sim_codec_raw_frame(struct hda_sim *sim, unsigned sdi, uint64_t frame,
                            const uint32_t words[16]);

/* ---- observers (called inside [moves time] calls; must not call any [moves time] function) - */

enum hda_sim_event_kind {
  HDA_SIM_EV_IRQ = 0,         /* level */
  HDA_SIM_EV_BCIS = 1,        /* stream */
  HDA_SIM_EV_DMA = 2,         /* dma */
  HDA_SIM_EV_FRAME = 3,       /* frame: a whole outbound link frame, at its end */
  HDA_SIM_EV_REGISTER = 4,    /* reg: a register access finished */
  HDA_SIM_EV_LINK = 5,        /* level: RST# released (1) or asserted (0) */
  HDA_SIM_EV_RESPONSE = 6,    /* response: a codec puts it on the link, in frame when.frame + 1 */
  HDA_SIM_EV_ASSIGNED = 7,    /* assigned: a codec has got an address */
  HDA_SIM_EV_MSI = 8,         /* msi: a message was written */
  HDA_SIM_EV_PME = 9,         /* level: power management event */
  HDA_SIM_EV_CONTENTION = 10, /* contention: both ends drove an SDI line (HDA-LNK-028), told once a
                               * frame, at its end */
};
#define HDA_SIM_MAX_PACKETS 30
struct hda_sim_event {
  enum hda_sim_event_kind kind;
  struct hda_sim_time when;
  union {
    bool level;
    unsigned stream;
    struct {
      uint64_t address;
      uint32_t bytes;
      bool write;
      unsigned response; /* AXI: 0 OKAY, 2 SLVERR, 3 DECERR */
    } dma;
    struct {
      uint64_t number;
      uint64_t command;     /* 40 bits */
      const uint32_t *sdo;  /* 1000 half cells, first = bit 31 of word 0; 32 words a line */
      const uint32_t *sync; /* the same for SYNC */
      const char *error;    /* NULL, or what is wrong with SYNC: in the tags of this frame,
                             * or in the frame sync that should have ended the one before
                             * (the last frame before link reset has none) */
      unsigned packet_count;
      struct {
        unsigned tag;       /* stream id, 1..15 */
        unsigned first_bit; /* half cell of its first data bit, 40..999 */
        unsigned end_bit;   /* one past the last half cell it may use */
      } packet[HDA_SIM_MAX_PACKETS];
    } frame;
    struct {
      uint32_t offset, value;
      unsigned bytes;
      bool write;
    } reg;
    struct {
      unsigned line;
      uint32_t value;
      bool unsolicited;
    } response;
    struct {
      unsigned line, address;
    } assigned;
    struct {
      uint64_t address;
      uint32_t data;
    } msi;
    struct {
      uint32_t lines; /* mask */
    } contention;
  };
};
typedef void (*hda_sim_observer_fn)(void *user, const struct hda_sim_event *event);
/* kinds: OR of (1u << kind). One observer per fn/user pair; ENOMEM. */
int hda_sim_observe(struct hda_sim *sim, unsigned kinds, hda_sim_observer_fn fn, void *user);
void hda_sim_unobserve(struct hda_sim *sim, hda_sim_observer_fn fn, void *user);

/* ---- faults, by name -------------------------------------------------------------------- */

struct hda_sim_fault_info {
  const char *name;
  const char *argument; /* meaning and unit of the arguments */
  const char *effect;
};
const struct hda_sim_fault_info *hda_sim_fault_list(size_t *count);
/* args: meaning per fault, missing ones are 0; count 0 .. 4. ENAME for an unknown name. */
int hda_sim_fault_set(struct hda_sim *sim, const char *name, const uint64_t *args, size_t count);
int hda_sim_fault_clear(struct hda_sim *sim, const char *name);

/* ---- files ------------------------------------------------------------------------------ */

/* Waveform (FST) from now on. EIO, or EINVAL when the build has no tracing. */
int hda_sim_trace_open(struct hda_sim *sim, const char *path);
void hda_sim_trace_close(struct hda_sim *sim);
/* Verilator coverage data; EINVAL when the build has none. */
int hda_sim_coverage_write(struct hda_sim *sim, const char *path);

#ifdef __cplusplus
}
#endif
#endif
