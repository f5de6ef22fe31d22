/* SPDX-License-Identifier: Apache-2.0 */
/*
 * world.h: everything one running vector knows: the platform, the DDI, bound names, what was
 * observed, and what has failed.
 *
 * There is one world a process. It lives in the process that was forked for the vector.
 */
#ifndef HDASIM_WORLD_H
#define HDASIM_WORLD_H

#include <hda_oracle.h>
#include <hda_sim.h>
#include <hdaudio.h>
#include <nt_host.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "expr.h"
#include "noted.h"
#include "options.h"
#include "plugin.h"
#include "records.h"
#include "result.h"
#include "routine.h"
#include "vector.h"

#define WORLD_MAX_NAMES 128
#define WORLD_TAGS 16
#define WORLD_STREAMS 30
#define NEVER UINT64_MAX

enum client_kind { CLIENT_V1, CLIENT_V2, CLIENT_V3, CLIENT_BDL, CLIENT_KINDS };

struct client {
  enum client_kind kind;
  unsigned references;
  size_t room;
  union {
    INTERFACE header;
    HDAUDIO_BUS_INTERFACE v1;
    HDAUDIO_BUS_INTERFACE_V2 v2;
    HDAUDIO_BUS_INTERFACE_V3 v3;
    HDAUDIO_BUS_INTERFACE_BDL bdl;
    uint8_t bytes[1024];
  } interface;
};

struct engine {
  HANDLE handle;
  bool capture;
  HDAUDIO_STREAM_FORMAT stream_format;
  struct hda_oracle_format format; /* valid only if format_valid */
  bool format_valid;
  uint16_t converter;
  HDAUDIO_STREAM_STATE state;
};

/* A piece of a contiguous buffer, as `write_bdl` put it into the list. */
struct fragment {
  uint64_t address; /* physical */
  uint32_t bytes;
  bool ioc;
};

struct buffer {
  struct engine *engine;
  PMDL mdl;
  uint64_t size, offset, request;
  unsigned count; /* notifications a pass; 0 = plain */
  uint8_t stream_id;
  uint32_t fifo;
  int stream; /* descriptor index, -1 if the call programmed none */
  bool live;
  uint64_t *pages; /* physical addresses, as they were when the buffer was allocated */
  size_t page_count;
  uint64_t mdl_bytes;
  bool contiguous;            /* of AllocateContiguousDmaBuffer: no MDL, a list of the client's */
  void *data, *list;          /* system addresses of the data block and of the list */
  uint64_t block, list_block; /* physical, NEVER if the kernel does not know them */
  struct fragment *fragments; /* as last written */
  size_t fragment_count;
  size_t laid_out;   /* fragments that the engine was set up with, 0 before: byte k of the buffer is
                        then byte k of these, one after the other */
  uint8_t *image;    /* what `fill` last put there; NULL before the first */
  uint64_t run_tick; /* of the last SetDmaEngineState(RunState); NEVER before */
  uint64_t release_frame; /* frame in which that call let the stream go: RUN or SSYNC written */
  uint64_t first_frame;   /* of the first packet since; NEVER if none was seen */
  unsigned runs;          /* times set running since its last reset */
  uint8_t *user;          /* byte 0 as a client of the port driver sees it; NULL without one */
};

struct event {
  KEVENT *kevent;
  HANDLE handle; /* of a client in user mode; NULL: the vector's own event */
  uint64_t signals;
};

struct device {
  PDEVICE_OBJECT object; /* NULL once it is deleted */
};

struct source {
  unsigned sdi, tag;
  struct hda_oracle_format format;
  uint32_t *samples;
  size_t count;
};

struct counts {
  uint64_t isr, isr_claimed, dpc, irq_edges, dma_reads, dma_writes, register_writes;
  size_t signals, bcis, findings, stream_calls;
  size_t noted;       /* calls between drivers */
  uint64_t callbacks; /* of transfers and registrations */
  uint64_t packets[WORLD_TAGS];
  struct record_counts seen;
};

struct mark {
  struct hda_sim_time when;
  struct counts counts;
  size_t pages, pool_blocks;
};

struct pointer {
  const volatile ULONG *address;
};

struct binding {
  char name[64];
  enum bind_kind kind;
  uint64_t number;
  union {
    struct client *client;
    struct engine *engine;
    struct buffer *buffer;
    struct event *event;
    struct mark *mark;
    struct source *source;
    struct object *object;
    struct call *call; /* a result: the call as it ended */
    struct device *device;
    struct transfer *transfer;
    struct registration *registration;
    void *any;
  };
};

struct signal_record {
  const void *kevent;
  struct hda_sim_time when;
  KIRQL irql;
};
struct bcis_record {
  unsigned stream;
  struct hda_sim_time when;
};

/* An interrupt service routine: from its first look at INTSTS to its return. */
struct isr_record {
  uint64_t from, to; /* ticks */
  uint32_t served;   /* stream descriptors whose BCIS it acknowledged */
};
struct callback_record;

struct world {
  const struct vector *vector;
  const struct run_options *options;
  struct hda_sim *sim;
  struct hda_sim_build build;
  uint64_t ticks_bclk, ticks_cycle, ticks_second;
  uint64_t limit_tick;

  const HDA_DDI_PLUGIN *plugin;
  PVOID fdo;
  bool started;
  struct client *main_client;

  struct binding names[WORLD_MAX_NAMES];
  size_t name_count;
  struct client **clients;
  size_t client_count, client_capacity;
  struct engine **engines;
  size_t engine_count, engine_capacity;
  struct buffer **buffers;
  size_t buffer_count, buffer_capacity;
  struct event **events;
  size_t event_count, event_capacity;
  struct transfer **transfers; /* callbacks.h */
  size_t transfer_count, transfer_capacity;
  struct registration **registrations;
  size_t registration_count, registration_capacity;
  struct source **sources;
  size_t source_count, source_capacity;
  struct object *objects; /* of WaveRT, the youngest first (wavert.h) */
  struct device **devices;
  size_t device_count, device_capacity;

  struct counts counts;
  struct records records;
  struct signal_record *signals;
  size_t signal_capacity;
  struct bcis_record *bcis;
  size_t bcis_capacity;
  struct noted *noted;
  size_t noted_capacity;
  struct isr_record *isrs; /* counts.isr of them */
  size_t isr_capacity;
  struct isr_record isr_now;            /* the one that runs; `from` is NEVER if none does */
  struct callback_record *stream_calls; /* stream_callbacks.h */
  size_t stream_call_capacity;
  char **findings;
  size_t finding_capacity, findings_expected;
  uint64_t release_frame; /* of the last register write that let a stream go */
  int programmed_stream;  /* descriptor whose CBL was last written, -1 none */
  const void *stop_event; /* run until this event ... */
  uint64_t stop_count;    /* ... has this many signals */

  const struct step *step; /* being run */
  struct mark start;       /* before the first step */
  struct result *result;
  struct progress *progress; /* shared with the parent, survives a crash */
  FILE *log;                 /* call log, NULL = none */
  uint32_t streams_used;     /* descriptors that have run since their last stream reset */
  uint32_t driver_version;   /* that GetDeviceInformation gave first; 0 = not asked yet */
  bool link_broken;          /* a broken link frame was reported already */
  bool stop;                 /* a step failed, or the vector is blocked */
  void (*leave)(struct result *result) __attribute__((noreturn)); /* ends the process */
};

/* Makes what `wavert` at the top of the file asks for. (wavert.c) */
void wavert_open(struct world *world, enum wavert_mode mode);
/* Closes and releases everything that is left, the youngest first; what stays referenced is a
 * failure. */
void wavert_close(struct world *world);

/* ---- life (world.c) -------------------------------------------------------------------------- */

/* Runs the whole vector in this process and fills *result. */
void world_run(const struct vector *vector, const struct run_options *options, struct hda_sim *sim,
               const HDA_DDI_PLUGIN *plugin, FILE *log, struct progress *progress,
               struct result *result, void (*leave)(struct result *) __attribute__((noreturn)));
void world_run_steps(struct world *world, const struct node *steps, bool top);
/* Asks the driver for an interface; NULL after a failure of the step. (calls_query.c) */
struct client *world_open_client(struct world *world, enum client_kind kind);
void world_close_client(struct world *world, struct client *client);

/* ---- failures (failure.c) -------------------------------------------------------------------- */

/* Records a failed expectation of the current step. */
void world_fail(struct world *world, const char *what, const char *expected, const char *format,
                ...) __attribute__((format(printf, 4, 5)));
/* Records that a rule is broken that no vector asks for; the failure is charged to those of the
 * requirements `ids` (NULL ends the list) that are listed. */
void world_fail_rule(struct world *world, const char *what, const char *const *ids,
                     const char *expected, const char *observed, const struct hda_sim_time *when);
/* The vector cannot be judged. */
void world_block(struct world *world, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Simulated time is used up: reports and leaves the process. */
void world_hang(struct world *world, const char *what) __attribute__((noreturn));

/* ---- names and values (names.c) -------------------------------------------------------------- */

struct binding *world_bind(struct world *world, const char *name, enum bind_kind kind);
/* Binds a number under the name at key `as`, if there is one. */
void world_bind_number(struct world *world, const struct node *map, uint64_t value);
/* The binding that `$name` designates; fails the step if it is none or of another kind. */
struct binding *world_ref(struct world *world, const struct node *node, enum bind_kind kind);
bool world_int(struct world *world, const struct node *node, uint64_t *value);
/* Value of `key`, or `fallback` if it is absent. */
bool world_int_key(struct world *world, const struct node *map, const char *key, uint64_t fallback,
                   uint64_t *value);
bool world_bool_key(struct world *world, const struct node *map, const char *key, bool fallback);
bool world_ticks(struct world *world, const struct node *node, uint64_t *ticks);
bool world_format(struct world *world, const struct node *node, HDAUDIO_STREAM_FORMAT *format);
void world_take_mark(struct world *world, struct mark *mark);
/* The mark at `key`, else the start of the vector. */
const struct mark *world_since(struct world *world, const struct node *map, const char *key);
uint64_t world_first_frame(struct world *world, struct buffer *buffer);

/* ---- time ------------------------------------------------------------------------------------ */

void world_now(const struct world *world, struct hda_sim_time *now);
/* Serves interrupts and DPCs until `deadline`; at the limit of the vector it is a hang. */
void world_run_until(struct world *world, uint64_t deadline);

/* ---- observation (observe.c) ----------------------------------------------------------------- */

void observe_start(struct world *world);
void observe_stop(struct world *world);

/* ---- log (log.c) ----------------------------------------------------------------------------- */

void log_line(struct world *world, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- memory of a buffer (buffers.c) ---------------------------------------------------------- */

/* Physical address of byte `at` counted from the start of the first page of the MDL. */
uint64_t buffer_address(const struct buffer *buffer, uint64_t at);
/* Bytes of the first `count` fragments of the list. */
uint64_t buffer_fragment_sum(const struct buffer *buffer, size_t count);
/* The list was handed to the engine: `count` fragments, `size` bytes in all. */
void buffer_lay_out(struct buffer *buffer, size_t count, uint64_t size);
bool buffer_read(struct world *world, const struct buffer *buffer, uint64_t at, void *data,
                 size_t bytes);
bool buffer_write(struct world *world, const struct buffer *buffer, uint64_t at, const void *data,
                  size_t bytes);
struct buffer *world_add_buffer(struct world *world);
/* The engine of a handle, the latest if several had it; NULL. */
struct engine *world_find_engine(struct world *world, HANDLE handle);
/* The live buffer of an engine, NULL. */
struct buffer *world_engine_buffer(struct world *world, const struct engine *engine);

#endif
