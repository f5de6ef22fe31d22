/* SPDX-License-Identifier: Apache-2.0 */
#include "fake_hda_sim.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define TICKS_PER_SECOND 1200000000ull
#define TICKS_PER_BUS_CYCLE 12u /* 100 MHz */
#define TICKS_PER_BCLK 50u      /* 24 MHz */
#define TICKS_PER_US 1200u
#define ACCESS_TICKS (10 * TICKS_PER_BUS_CYCLE)
#define HANDSHAKE_TICKS (30 * TICKS_PER_US)
#define READY_TICKS (5 * TICKS_PER_US)
#define REGION_BYTES (4ull << 20)
#define MAX_STREAMS 30u
#define MAX_EVENTS 256u
#define MAX_WRITES 4096u
#define MAX_WATCHES 31u

#define GCTL 0x08u
#define WAKEEN 0x0Cu
#define STATESTS 0x0Eu
#define INTCTL 0x20u
#define INTSTS 0x24u
#define WALCLK 0x30u
#define SSYNC 0x38u
#define SD0 0x80u
#define STRIDE 0x20u

struct stream {
  uint8_t reg[STRIDE];
  uint64_t srst_at, run_at, ready_at; /* when the handshake ends; the old value reads until then */
  bool srst_old, run_old;
};

struct event {
  uint64_t tick;
  unsigned stream;
  uint8_t bits;
  bool done;
};

struct hda_sim {
  struct fake_config config;
  struct fake_faults faults;
  uint64_t now, link_start;
  bool crst, force_line;
  uint32_t intctl, ssync;
  uint8_t wakeen[2], statests[2];
  bool unsol;
  struct fake_rings rings;
  struct stream streams[MAX_STREAMS];
  struct event events[MAX_EVENTS];
  size_t event_count;
  struct fake_write writes[MAX_WRITES];
  size_t write_count;
  uint32_t watches[MAX_WATCHES];
  size_t watch_count;
  uint8_t *bar;
  uint8_t *memory[2];
  hda_sim_observer_fn observer; /* of DMA */
  void *observer_user;
};

static const uint64_t region_base[2] = {1ull << 20, 1ull << 32};

/* Capabilities may tell of more streams than there can be. */
static unsigned stream_count(const struct hda_sim *sim) {
  unsigned told = sim->config.iss + sim->config.oss + sim->config.bss;
  return told < MAX_STREAMS ? told : MAX_STREAMS;
}

struct fake_config fake_default_config(void) {
  return (struct fake_config){.iss = 4,
                              .oss = 4,
                              .out_fifo_bytes = 512,
                              .in_fifo_bytes = 256,
                              .out_stream_words = 0x3C,
                              .sdi_lines = 4,
                              .codecs = 0xF};
}

static void reset_stream(struct hda_sim *sim, unsigned n) {
  struct stream *s = &sim->streams[n];
  unsigned fifo = (n < sim->config.iss ? sim->config.in_fifo_bytes : sim->config.out_fifo_bytes);
  memset(s->reg, 0, sizeof s->reg);
  s->reg[0x10] = (uint8_t)(fifo - 1);
  s->reg[0x11] = (uint8_t)((fifo - 1) >> 8);
  s->ready_at = UINT64_MAX;
}

struct hda_sim *fake_create(const struct fake_config *config) {
  struct hda_sim *sim = calloc(1, sizeof *sim);
  sim->config = *config;
  sim->bar = mmap(NULL, HDA_SIM_BAR_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  (void)mprotect(sim->bar + 0x2000, 0x1000, PROT_READ | PROT_WRITE);
  for (unsigned i = 0; i < 2; i++) /* pages of the machine are pages of the host */
    sim->memory[i] =
        mmap(NULL, REGION_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (unsigned n = 0; n < stream_count(sim); n++)
    reset_stream(sim, n);
  sim->rings.size_offers[0] = sim->rings.size_offers[1] = 7;
  for (unsigned i = 0; i < FAKE_CODECS; i++)
    sim->rings.codecs[i] =
        (struct fake_codec){.group_count = 1, .first_node = 1, .group_type = {1}};
  return sim;
}

void fake_destroy(struct hda_sim *sim) {
  (void)munmap(sim->bar, HDA_SIM_BAR_BYTES);
  for (unsigned i = 0; i < 2; i++)
    (void)munmap(sim->memory[i], REGION_BYTES);
  free(sim);
}

void fake_set_faults(struct hda_sim *sim, const struct fake_faults *faults) {
  sim->faults = *faults;
}

void fake_schedule(struct hda_sim *sim, uint64_t tick, unsigned stream, uint8_t bits) {
  if (sim->event_count < MAX_EVENTS)
    sim->events[sim->event_count++] = (struct event){.tick = tick, .stream = stream, .bits = bits};
}

void fake_force_line(struct hda_sim *sim, bool high) { sim->force_line = high; }

void fake_set_lpib(struct hda_sim *sim, unsigned stream, uint32_t value) {
  memcpy(sim->streams[stream].reg + 4, &value, sizeof value);
}

/* ---- reading ---- */

static bool is_gone(const struct hda_sim *sim) {
  return sim->faults.gone || (sim->faults.gone_from != 0 && sim->now >= sim->faults.gone_from);
}

static bool bit(uint32_t mask, unsigned n) { return (mask >> n & 1u) != 0; }

static uint8_t stream_byte(const struct hda_sim *sim, unsigned n, unsigned at) {
  const struct stream *s = &sim->streams[n];
  uint8_t value = s->reg[at];
  if (at == 0 && sim->now < s->srst_at)
    value = (uint8_t)((value & ~1u) | s->srst_old);
  if (at == 0 && bit(sim->faults.srst_never_sets, n))
    value &= (uint8_t)~1u;
  if (at == 0 && sim->now < s->run_at)
    value = (uint8_t)((value & ~2u) | (s->run_old ? 2u : 0u));
  if (at == 3 && sim->now >= s->ready_at && !bit(sim->faults.never_ready, n))
    value |= 0x20u;
  return value;
}

static uint32_t stream_interrupts(const struct hda_sim *sim) {
  uint32_t sis = 0;
  for (unsigned n = 0; n < stream_count(sim); n++) {
    const uint8_t *reg = sim->streams[n].reg;
    if (reg[3] & reg[0] & 0x1C)
      sis |= 1u << n;
  }
  return sis;
}

static bool controller_interrupt(const struct hda_sim *sim) {
  return fake_rings_interrupt(&sim->rings);
}

/* IOCE, FEIE and DEIE are bits 2, 3, 4 of CTL, BCIS, FIFOE and DESE bits 2, 3, 4 of STS. */
static uint32_t global_dword(const struct hda_sim *sim, uint32_t offset) {
  const struct fake_config *c = &sim->config;
  uint32_t sis = stream_interrupts(sim);
  switch (offset) {
  case 0x00:
    return c->oss << 12 | c->iss << 8 | c->bss << 3 | c->nsdo_code << 1 | !c->no_64bit | 1u << 24;
  case 0x04:
    return 0x3Cu | 0x1Du << 16;
  case GCTL:
    return (uint32_t)sim->crst | (sim->unsol ? 0x100u : 0);
  case WAKEEN:
    return (uint32_t)(sim->wakeen[0] | sim->wakeen[1] << 8 | sim->statests[0] << 16 |
                      sim->statests[1] << 24);
  case 0x18:
    return c->out_stream_words | 0x1Cu << 16;
  case INTCTL:
    return sim->intctl;
  case INTSTS:
    if (controller_interrupt(sim))
      sis |= 1u << 30;
    return sis | (sis != 0 ? 1u << 31 : 0);
  case WALCLK:
    return sim->crst ? (uint32_t)((sim->now - sim->link_start) / TICKS_PER_BCLK) : 0;
  case SSYNC:
    return sim->ssync;
  default:
    return 0;
  }
}

static uint8_t peek8(const struct hda_sim *sim, uint32_t offset) {
  if (is_gone(sim))
    return 0xFF;
  if (offset >= 0x40 && offset < 0x60)
    return fake_rings_read(&sim->rings, offset);
  if (offset >= SD0 && offset < SD0 + STRIDE * stream_count(sim))
    return stream_byte(sim, (offset - SD0) / STRIDE, (offset - SD0) % STRIDE);
  return (uint8_t)(global_dword(sim, offset & ~3u) >> (offset & 3u) * 8);
}

uint32_t fake_peek(const struct hda_sim *sim, uint32_t offset, unsigned bytes) {
  uint32_t value = 0;
  if (offset >= 0x2000 && offset < 0x3000)
    offset -= 0x2000;
  for (unsigned i = 0; i < bytes; i++)
    value |= (uint32_t)peek8(sim, offset + i) << 8 * i;
  return value;
}

/* ---- writing ---- */

static void write_control(struct hda_sim *sim, unsigned n, uint8_t value) {
  struct stream *s = &sim->streams[n];
  bool srst = (stream_byte(sim, n, 0) & 1) != 0, run = (stream_byte(sim, n, 0) & 2) != 0;
  bool new_srst = (value & 1) != 0, new_run = (value & 2) != 0;
  if (new_srst != srst) {
    reset_stream(sim, n);
    value &= 1;
    s->srst_old = srst;
    s->srst_at = sim->now + HANDSHAKE_TICKS;
    if (!new_srst && bit(sim->faults.srst_never_clears, n))
      s->srst_at = UINT64_MAX;
  }
  if (!new_srst && new_run != run) {
    s->run_old = run;
    s->run_at = new_run ? sim->now : sim->now + HANDSHAKE_TICKS;
    if (!new_run && bit(sim->faults.run_never_clears, n))
      s->run_at = UINT64_MAX;
    s->ready_at = new_run ? sim->now + READY_TICKS : UINT64_MAX;
  }
  s->reg[0] = value & 0x1F;
}

static void write_stream(struct hda_sim *sim, unsigned n, unsigned at, uint8_t value) {
  uint8_t *reg = sim->streams[n].reg;
  switch (at) {
  case 0:
    write_control(sim, n, value);
    break;
  case 2:
    reg[at] = value;
    break;
  case 3:
    reg[at] = (uint8_t)(reg[at] & ~value);
    break;
  case 8 ... 12:
  case 18 ... 19:
  case 24 ... 31:
    reg[at] = value;
    break;
  default:
    break;
  }
}

static void set_byte(uint32_t *word, uint32_t lane, uint8_t value) {
  *word = (*word & ~(0xFFu << 8 * lane)) | (uint32_t)value << 8 * lane;
}

/* Every codec asks for its address as soon as the link is up. */
static void write_crst(struct hda_sim *sim, bool crst) {
  if (crst && !sim->crst)
    for (unsigned i = 0; i < 2; i++)
      sim->statests[i] |= (uint8_t)(sim->config.codecs >> 8 * i);
  if (crst != sim->crst) {
    sim->link_start = sim->now;
    sim->unsol = false;
    fake_rings_reset(&sim->rings, sim->now);
  }
  sim->crst = crst;
}

static void write_byte(struct hda_sim *sim, uint32_t offset, uint8_t value) {
  if (is_gone(sim))
    return;
  if (offset == GCTL && !sim->faults.crst_stuck)
    write_crst(sim, (value & 1) != 0);
  if (!sim->crst)
    return;
  if (offset == GCTL + 1)
    sim->unsol = (value & 1) != 0;
  if ((offset & ~1u) == STATESTS)
    sim->statests[offset & 1u] &= (uint8_t)~value;
  if (offset >= 0x40 && offset < 0x60)
    fake_rings_write(&sim->rings, offset, value);
  if (offset >= SD0 && offset < SD0 + STRIDE * stream_count(sim))
    write_stream(sim, (offset - SD0) / STRIDE, (offset - SD0) % STRIDE, value);
  else if (offset == WAKEEN)
    sim->wakeen[0] = (uint8_t)(value & ((1u << sim->config.sdi_lines) - 1));
  else if ((offset & ~3u) == INTCTL)
    set_byte(&sim->intctl, offset & 3u, value);
  else if ((offset & ~3u) == SSYNC)
    set_byte(&sim->ssync, offset & 3u, value);
}

/* ---- time ---- */

static void mirror(struct hda_sim *sim) {
  for (size_t i = 0; i < sim->watch_count; i++) {
    uint32_t value = fake_peek(sim, sim->watches[i], 4);
    memcpy(sim->bar + sim->watches[i], &value, sizeof value);
  }
}

static struct event *next_event(struct hda_sim *sim, uint64_t until) {
  struct event *found = NULL;
  for (size_t i = 0; i < sim->event_count; i++) {
    struct event *event = &sim->events[i];
    if (!event->done && event->tick <= until && (found == NULL || event->tick < found->tick))
      found = event;
  }
  return found;
}

/* Does what comes next, not after `until`; false if there is nothing. */
static bool next_thing(struct hda_sim *sim, uint64_t until) {
  struct event *event = next_event(sim, until);
  uint64_t frame = sim->crst ? fake_rings_next(&sim->rings, sim->now) : UINT64_MAX;
  if (frame <= until && (event == NULL || frame < event->tick)) {
    sim->now = frame;
    fake_rings_frame(&sim->rings, sim);
    return true;
  }
  if (event == NULL)
    return false;
  if (event->tick > sim->now)
    sim->now = event->tick;
  event->done = true;
  sim->streams[event->stream].reg[3] |= event->bits;
  return true;
}

static bool step(struct hda_sim *sim, uint64_t until, unsigned mask) {
  while (next_thing(sim, until)) {
    if ((mask & HDA_SIM_WAKE_IRQ) && hda_sim_irq(sim))
      return true;
  }
  sim->now = until;
  return false;
}

int hda_sim_run_until(struct hda_sim *sim, uint64_t deadline, unsigned wake_mask, unsigned *woke) {
  if (deadline < sim->now)
    return HDA_SIM_EINVAL;
  if (sim->faults.hangs)
    return HDA_SIM_EHANG;
  bool irq = (wake_mask & HDA_SIM_WAKE_IRQ) && hda_sim_irq(sim);
  if (!irq)
    irq = step(sim, deadline, wake_mask);
  if (woke != NULL)
    *woke = irq ? HDA_SIM_WAKE_IRQ : 0;
  mirror(sim);
  return HDA_SIM_OK;
}

void hda_sim_now(const struct hda_sim *sim, struct hda_sim_time *now) {
  *now = (struct hda_sim_time){.ticks = sim->now, .bus_cycles = sim->now / TICKS_PER_BUS_CYCLE};
}
uint64_t hda_sim_ticks_per_second(const struct hda_sim *sim) {
  (void)sim;
  return TICKS_PER_SECOND;
}
uint64_t hda_sim_ticks_per_bus_cycle(const struct hda_sim *sim) {
  (void)sim;
  return TICKS_PER_BUS_CYCLE;
}

bool hda_sim_irq(const struct hda_sim *sim) {
  if (is_gone(sim))
    return sim->force_line;
  uint32_t sources = stream_interrupts(sim) | (controller_interrupt(sim) ? 1u << 30 : 0);
  bool high = (sim->intctl >> 31) != 0 && (sources & sim->intctl & 0x7FFFFFFF) != 0;
  return sim->force_line || high;
}

/* The function has vendor 0x8086, device 0x2668, revision 3. */
int hda_sim_config_read(struct hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t *value) {
  (void)sim;
  (void)bytes;
  *value = offset == 0 ? 0x26688086 : 3;
  return HDA_SIM_OK;
}

struct fake_rings *fake_rings_of(struct hda_sim *sim) {
  return &sim->rings;
}

/* ---- register access ---- */

static int check(const struct hda_sim *sim, uint32_t offset, unsigned bytes) {
  if (sim->faults.hangs)
    return HDA_SIM_EHANG;
  return offset % bytes != 0 || offset + bytes > HDA_SIM_BAR_BYTES ? HDA_SIM_ERANGE : HDA_SIM_OK;
}

static int read_register(struct hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t *value) {
  int error = check(sim, offset, bytes);
  if (error != HDA_SIM_OK)
    return error;
  (void)step(sim, sim->now + ACCESS_TICKS, 0);
  *value = fake_peek(sim, offset, bytes);
  mirror(sim);
  return HDA_SIM_OK;
}

static int write_register(struct hda_sim *sim, uint32_t offset, unsigned bytes, uint32_t value) {
  int error = check(sim, offset, bytes);
  if (error != HDA_SIM_OK)
    return error;
  (void)step(sim, sim->now + ACCESS_TICKS, 0);
  if (sim->write_count < MAX_WRITES)
    sim->writes[sim->write_count++] =
        (struct fake_write){.tick = sim->now, .offset = offset, .bytes = bytes, .value = value};
  for (unsigned i = 0; i < bytes; i++)
    write_byte(sim, offset + i, (uint8_t)(value >> 8 * i));
  mirror(sim);
  return HDA_SIM_OK;
}

#define ACCESSORS(BITS)                                                                            \
  int hda_sim_read##BITS(struct hda_sim *sim, uint32_t offset, uint##BITS##_t *value) {            \
    uint32_t wide = 0;                                                                             \
    int error = read_register(sim, offset, BITS / 8, &wide);                                       \
    if (error == HDA_SIM_OK)                                                                       \
      *value = (uint##BITS##_t)wide;                                                               \
    return error;                                                                                  \
  }                                                                                                \
  int hda_sim_write##BITS(struct hda_sim *sim, uint32_t offset, uint##BITS##_t value) {            \
    return write_register(sim, offset, BITS / 8, value);                                           \
  }
ACCESSORS(8)
ACCESSORS(16)
ACCESSORS(32)

size_t fake_writes(const struct hda_sim *sim, const struct fake_write **writes) {
  *writes = sim->writes;
  return sim->write_count;
}
void fake_forget_writes(struct hda_sim *sim) { sim->write_count = 0; }

const volatile void *hda_sim_bar(struct hda_sim *sim) { return sim->bar; }

int hda_sim_alias_watch(struct hda_sim *sim, uint32_t offset) {
  bool position = offset >= 0x2084 && (offset - 0x2084) % STRIDE == 0 &&
                  (offset - 0x2084) / STRIDE < stream_count(sim);
  if (offset != 0x2030 && !position)
    return HDA_SIM_ERANGE;
  for (size_t i = 0; i < sim->watch_count; i++)
    if (sim->watches[i] == offset)
      return HDA_SIM_OK;
  sim->watches[sim->watch_count++] = offset;
  mirror(sim);
  return HDA_SIM_OK;
}
int hda_sim_alias_unwatch(struct hda_sim *sim, uint32_t offset) {
  for (size_t i = 0; i < sim->watch_count; i++)
    if (sim->watches[i] == offset) {
      sim->watches[i] = sim->watches[--sim->watch_count];
      return HDA_SIM_OK;
    }
  return HDA_SIM_ERANGE;
}

/* ---- memory ---- */

int hda_sim_mem_region(const struct hda_sim *sim, unsigned index, struct hda_sim_region *region) {
  (void)sim;
  if (index > 1)
    return HDA_SIM_ERANGE;
  *region = (struct hda_sim_region){.base = region_base[index], .bytes = REGION_BYTES};
  return HDA_SIM_OK;
}

void *hda_sim_mem(struct hda_sim *sim, uint64_t address, uint64_t bytes) {
  for (unsigned i = 0; i < 2; i++)
    if (address >= region_base[i] && address + bytes <= region_base[i] + REGION_BYTES)
      return sim->memory[i] + (address - region_base[i]);
  return NULL;
}

/* ---- observers ---- */

int hda_sim_observe(struct hda_sim *sim, unsigned kinds, hda_sim_observer_fn fn, void *user) {
  if (kinds & 1u << HDA_SIM_EV_DMA) {
    sim->observer = fn;
    sim->observer_user = user;
  }
  return HDA_SIM_OK;
}

void hda_sim_unobserve(struct hda_sim *sim, hda_sim_observer_fn fn, void *user) {
  if (sim->observer == fn && sim->observer_user == user)
    sim->observer = NULL;
}

void fake_dma(struct hda_sim *sim, uint64_t address, uint32_t bytes, bool write) {
  struct hda_sim_event event = {.kind = HDA_SIM_EV_DMA};
  event.dma.address = address;
  event.dma.bytes = bytes;
  event.dma.write = write;
  if (sim->observer != NULL)
    sim->observer(sim->observer_user, &event);
}

const char *hda_sim_strerror(int error) { return error == HDA_SIM_OK ? "no error" : "error"; }
