/* SPDX-License-Identifier: Apache-2.0 */
/* observe.c: what the platform and the kernel report while time moves. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "registers.h"
#include "world.h"

static void check_limit(struct world *world, const struct hda_sim_time *when) {
  struct progress *progress = world->progress;
  progress->frame = when->frame;
  progress->cell = when->cell;
  progress->bclk = when->bclk;
  progress->ticks = when->ticks;
  if (when->ticks > world->limit_tick)
    world_hang(world, "simulated time is used up");
}

/* No vector asks for a broken frame, and every vector looks at the link: the first one fails it. */
static void on_broken_frame(struct world *world, const struct hda_sim_event *event) {
  static const char *const about_tags[] = {"HDA-LNK-004", "HDA-LNK-005", NULL};
  static const char *const about_frame_sync[] = {"HDA-LNK-002", NULL};
  struct text observed;
  log_line(world, "link frame %" PRIu64 ": %s", event->frame.number, event->frame.error);
  if (world->link_broken)
    return;
  world->link_broken = true;
  text_clear(&observed);
  text_add(&observed,
           "%s (link frame %" PRIu64 ", seen at its end: frame %" PRIu64 ", cell %" PRIu32 ")",
           event->frame.error, event->frame.number, event->when.frame, event->when.cell);
  bool frame_sync = strstr(event->frame.error, "without frame sync") != NULL;
  world_fail_rule(world, "link frame", frame_sync ? about_frame_sync : about_tags,
                  frame_sync ? "SYNC high in cells 496 to 499 of every frame"
                             : "on SYNC only tags, 1110 and a stream id each, and the frame sync",
                  observed.data, &event->when);
}

static void on_contention(struct world *world, const struct hda_sim_event *event) {
  static const char *const about[] = {"HDA-LNK-028", NULL};
  struct text observed;
  if (world->link_broken)
    return;
  world->link_broken = true;
  text_clear(&observed);
  text_add(&observed, "lines 0x%04" PRIX32 " in the link frame before frame %" PRIu64,
           event->contention.lines, event->when.frame);
  world_fail_rule(world, "link frame", about, "SDI driven by controller or codec, never by both",
                  observed.data, &event->when);
}

static void on_frame(struct world *world, const struct hda_sim_event *event) {
  for (unsigned i = 0; i < event->frame.packet_count; i++) {
    unsigned tag = event->frame.packet[i].tag;
    if (tag >= WORLD_TAGS)
      continue;
    world->counts.packets[tag]++;
    for (size_t k = 0; k < world->buffer_count; k++) {
      struct buffer *buffer = world->buffers[k];
      if (buffer->live && buffer->stream_id == tag && buffer->run_tick != NEVER &&
          buffer->first_frame == NEVER && buffer->engine != NULL && !buffer->engine->capture)
        buffer->first_frame = event->frame.number;
    }
  }
  if (world->log != NULL && event->frame.command != 0)
    log_line(world, "  link frame %" PRIu64 " carried command 0x%010" PRIX64, event->frame.number,
             event->frame.command);
  if (event->frame.error != NULL)
    on_broken_frame(world, event);
}

static bool in_stream(uint32_t offset) {
  return offset >= HDA_SD_BASE && offset < HDA_SD(HDA_SD_MAX);
}

/* The byte that a write puts at `offset`; 0 if it does not reach there. */
static uint8_t written_byte(const struct hda_sim_event *event, uint32_t offset) {
  uint32_t at = offset - event->reg.offset;
  if (at >= event->reg.bytes)
    return 0;
  return (uint8_t)(event->reg.value >> (8 * at));
}

static void follow_isr(struct world *world, const struct hda_sim_event *event) {
  if (KeGetCurrentIrql() < nt_device()->InterruptIrql)
    return;
  if (!event->reg.write && event->reg.offset == HDA_INTSTS && world->isr_now.from == NEVER)
    world->isr_now = (struct isr_record){.from = event->when.ticks};
  for (unsigned i = 0; event->reg.write && in_stream(event->reg.offset) && i < WORLD_STREAMS; i++) {
    if ((written_byte(event, HDA_SD(i) + HDA_SDSTS) & HDA_SDSTS_BCIS_MASK) != 0)
      world->isr_now.served |= UINT32_C(1) << i;
  }
}

static void on_isr(struct world *world, const struct nt_record *record) {
  uint64_t now = record->when.ticks;
  world->isrs =
      array_grow(world->isrs, (size_t)world->counts.isr, &world->isr_capacity, sizeof *world->isrs);
  struct isr_record *isr = &world->isrs[world->counts.isr++];
  *isr = world->isr_now.from != NEVER ? world->isr_now : (struct isr_record){.from = now};
  isr->to = now;
  world->isr_now = (struct isr_record){.from = NEVER};
  if (record->value != 0)
    world->counts.isr_claimed++;
  log_line(world, "  ISR returned %s", record->value != 0 ? "TRUE" : "FALSE");
}

/* What a cyclic buffer is made of changes only between a stream reset and the next RUN. Vectors
 * that write registers themselves may do as they like. */
static void follow_stream(struct world *world, const struct hda_sim_event *event) {
  static const char *const about[] = {"DDI-SDES-017", NULL};
  uint32_t offset = event->reg.offset, value = event->reg.value;
  if (offset == HDA_GCTL && (value & HDA_GCTL_CRST_MASK) == 0)
    world->streams_used = 0;
  if (!in_stream(offset))
    return;
  unsigned stream = (offset - HDA_SD_BASE) / HDA_SD_STRIDE;
  uint32_t bit = 1u << stream, name = (offset - HDA_SD_BASE) % HDA_SD_STRIDE;
  if (name == HDA_SDCTL && (value & HDA_SDCTL_SRST_MASK) != 0)
    world->streams_used &= ~bit;
  else if (name == HDA_SDCTL && (value & HDA_SDCTL_RUN_MASK) != 0)
    world->streams_used |= bit;
  if (name != HDA_SDCBL || (world->streams_used & bit) == 0 || !world->progress->in_call)
    return;
  struct text observed;
  text_clear(&observed);
  text_add(&observed, "SD%uCBL written while descriptor %u has run since its last reset", stream,
           stream);
  world->streams_used &= ~bit;
  world_fail_rule(world, "buffer length", about,
                  "SDnCBL written only between a stream reset and RUN", observed.data,
                  &event->when);
}

static void on_register(struct world *world, const struct hda_sim_event *event) {
  uint32_t offset = event->reg.offset;
  if (world->log != NULL)
    log_line(world, "  %s 0x%04" PRIX32 " %s 0x%0*" PRIX32, event->reg.write ? "write" : "read ",
             offset, event->reg.write ? "<-" : "->", (int)event->reg.bytes * 2, event->reg.value);
  follow_isr(world, event);
  if (!event->reg.write)
    return;
  world->counts.register_writes++;
  follow_stream(world, event);
  bool runs = in_stream(offset) && (offset - HDA_SD_BASE) % HDA_SD_STRIDE == HDA_SDCTL &&
              (event->reg.value & HDA_SDCTL_RUN_MASK) != 0;
  if (runs || offset == HDA_SSYNC)
    world->release_frame = event->when.frame;
  /* The low half of a list address may be 0; a buffer's length never is. */
  if (in_stream(offset) && (offset - HDA_SD_BASE) % HDA_SD_STRIDE == HDA_SDCBL &&
      event->reg.value != 0)
    world->programmed_stream = (int)((offset - HDA_SD_BASE) / HDA_SD_STRIDE);
}

static void on_sim(void *user, const struct hda_sim_event *event) {
  struct world *world = user;
  check_limit(world, &event->when);
  records_take(&world->records, &world->counts.seen, world->build.sdo,
               world->ticks_bclk * HDA_ORACLE_FRAME_BCLK, event);
  switch (event->kind) {
  case HDA_SIM_EV_IRQ:
    if (event->level)
      world->counts.irq_edges++;
    if (world->log != NULL)
      log_line(world, "  interrupt line %s", event->level ? "up" : "down");
    break;
  case HDA_SIM_EV_BCIS:
    world->bcis =
        array_grow(world->bcis, world->counts.bcis, &world->bcis_capacity, sizeof *world->bcis);
    world->bcis[world->counts.bcis++] = (struct bcis_record){event->stream, event->when};
    if (world->log != NULL)
      log_line(world, "  BCIS of stream %u", event->stream);
    break;
  case HDA_SIM_EV_DMA:
    if (event->dma.write) {
      world->counts.dma_writes++;
    } else {
      world->counts.dma_reads++;
    }
    break;
  case HDA_SIM_EV_FRAME:
    on_frame(world, event);
    break;
  case HDA_SIM_EV_REGISTER:
    on_register(world, event);
    break;
  case HDA_SIM_EV_RESPONSE:
    if (world->log != NULL)
      log_line(world, "  codec %u %s 0x%08" PRIX32, event->response.line,
               event->response.unsolicited ? "reports" : "responds", event->response.value);
    break;
  case HDA_SIM_EV_ASSIGNED:
    if (world->log != NULL)
      log_line(world, "  codec on line %u has address %u", event->assigned.line,
               event->assigned.address);
    break;
  case HDA_SIM_EV_MSI:
    if (world->log != NULL)
      log_line(world, "  message 0x%08" PRIX32 " to 0x%" PRIX64, event->msi.data,
               event->msi.address);
    break;
  case HDA_SIM_EV_PME:
    if (world->log != NULL)
      log_line(world, "  power management event %s", event->level ? "up" : "down");
    break;
  case HDA_SIM_EV_CONTENTION:
    on_contention(world, event);
    break;
  case HDA_SIM_EV_LINK:
    if (world->log != NULL)
      log_line(world, "  link reset %s", event->level ? "left" : "entered");
    break;
  }
}

static void on_signal(struct world *world, const struct nt_record *record) {
  world->signals = array_grow(world->signals, world->counts.signals, &world->signal_capacity,
                              sizeof *world->signals);
  world->signals[world->counts.signals++] =
      (struct signal_record){record->object, record->when, record->irql};
  for (size_t i = 0; i < world->event_count; i++) {
    if (world->events[i]->kevent == record->object)
      world->events[i]->signals++;
  }
  if (world->log != NULL)
    log_line(world, "  KeSetEvent at IRQL %u", record->irql);
  if (record->object != world->stop_event)
    return;
  if (world->stop_count > 0)
    world->stop_count--;
  if (world->stop_count == 0)
    nt_stop_run();
}

static void on_finding(struct world *world, const struct nt_record *record) {
  world->findings = array_grow(world->findings, world->counts.findings, &world->finding_capacity,
                               sizeof *world->findings);
  world->findings[world->counts.findings] = strdup(record->text);
  if (world->findings[world->counts.findings] != NULL)
    world->counts.findings++;
  log_line(world, "  kernel finding %s", record->text);
}

static void on_kernel(void *user, const struct nt_record *record) {
  struct world *world = user;
  switch (record->kind) {
  case NT_RECORD_SIGNAL:
    on_signal(world, record);
    break;
  case NT_RECORD_ISR:
    on_isr(world, record);
    break;
  case NT_RECORD_DPC:
    world->counts.dpc++;
    if (world->log != NULL)
      log_line(world, "  DPC begins");
    break;
  case NT_RECORD_FINDING:
    on_finding(world, record);
    break;
  }
}

#define KIND(kind) (1u << (kind))

void observe_start(struct world *world) {
  hda_sim_observe(world->sim,
                  KIND(HDA_SIM_EV_IRQ) | KIND(HDA_SIM_EV_BCIS) | KIND(HDA_SIM_EV_DMA) |
                      KIND(HDA_SIM_EV_FRAME) | KIND(HDA_SIM_EV_REGISTER) | KIND(HDA_SIM_EV_LINK) |
                      KIND(HDA_SIM_EV_RESPONSE) | KIND(HDA_SIM_EV_ASSIGNED) | KIND(HDA_SIM_EV_MSI) |
                      KIND(HDA_SIM_EV_PME),
                  on_sim, world);
  nt_observe(on_kernel, world);
}

void observe_stop(struct world *world) {
  nt_observe(NULL, NULL);
  hda_sim_unobserve(world->sim, on_sim, world);
}
