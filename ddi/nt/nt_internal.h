/* SPDX-License-Identifier: Apache-2.0 */
/* nt_internal.h: the state of the small NT kernel, shared by its files and by nobody else. */
#ifndef NT_INTERNAL_H
#define NT_INTERNAL_H

#include "nt_host.h"

/* Interrupt line of the one device, and the levels of this machine. */
#define NT_DEVICE_VECTOR 0x31u
#define NT_DEVICE_IRQL ((KIRQL)8)
#define NT_BAR_PHYSICAL 0xFEBF0000ull

#define NT_MAX_LOCKS 16u

struct _KINTERRUPT {
  LIST_ENTRY link;
  PKSERVICE_ROUTINE routine;
  PVOID context;
  PKSPIN_LOCK lock;
  KSPIN_LOCK own_lock;
  KIRQL irql;             /* at which the routine runs */
  KIRQL synchronize_irql; /* to which its lock raises */
};

struct nt_kernel {
  struct hda_sim *sim;
  HDA_DDI_DEVICE device;
  KIRQL irql;
  nt_observer_fn observer;
  void *observer_user;

  bool stop_run; /* nt_stop_run was called during the present nt_run_until */
  bool serving;  /* an interrupt round or the DPC queue is being worked on */
  bool dpcs_held;
  bool draining;     /* inside the DPC drain loop */
  LIST_ENTRY dpcs;   /* queued KDPCs */
  LIST_ENTRY timers; /* running KTIMERs, the next one first */
  LIST_ENTRY interrupts;
  bool line_masked;         /* line is high and nobody could make it fall */
  uint64_t line_retry_tick; /* when a masked line is tried again */
  unsigned locks_held;
  const KSPIN_LOCK *locks[NT_MAX_LOCKS]; /* the first ones held */
  unsigned windows;                      /* MDLs that are mapped by a copy */
  size_t fail_mapping_in;                /* 1 = the next mapping fails, 0 = none will */
};
extern struct nt_kernel nt;

/* ---- nt_kernel.c: records */
void nt_record(enum nt_record_kind kind, const void *object, uint64_t value);
/* `rule`: short upper-case name of the broken rule; the rest says what happened. */
void nt_finding(const char *rule, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A finding if the present IRQL is above `max`; says whether it was fine. */
bool nt_require_irql_at_most(KIRQL max, const char *service);

/* ---- nt_time.c */
uint64_t nt_now(void);
uint64_t nt_ticks_from_100ns(uint64_t units);
uint64_t nt_100ns_from_ticks(uint64_t ticks);
/* The tick that a Windows time means: units of 100 ns, negative = from now. */
uint64_t nt_tick_of_due_time(LONGLONG units);
/* Runs to where something may happen, at the latest to `deadline`. False if time does not move. */
bool nt_step(uint64_t deadline);
/* Runs to `deadline` (a tick), serving what the IRQL lets through, or until done(arg). */
void nt_advance(uint64_t deadline, bool (*done)(void *arg), void *arg);
/* To be called after anything that may have moved time or lowered the IRQL. */
void nt_serve(void);

/* ---- nt_interrupt.c */
/* Runs the service routines while the line is high and the IRQL allows. */
void nt_serve_interrupts(void);
bool nt_line_can_interrupt(void);
void nt_interrupt_stop(void);

/* ---- nt_dpc.c */
void nt_serve_dpcs(void);

/* ---- nt_spinlock.c */
void nt_lock(KSPIN_LOCK *lock, const char *service);
void nt_unlock(KSPIN_LOCK *lock, const char *service);

/* ---- nt_wait.c */
/* DISPATCHER_HEADER.Type; "auto": a wait that ends takes the signal away. */
enum nt_object_type {
  NT_EVENT = 0,
  NT_EVENT_AUTO = 1,
  NT_MUTANT = 2,
  NT_SEMAPHORE = 5,
  NT_THREAD = 6,
  NT_TIMER = 8,
  NT_TIMER_AUTO = 9,
};
/* Clears the whole object and makes it one of `type`. */
void nt_object_initialise(DISPATCHER_HEADER *header, enum nt_object_type type, LONG signal_state);
bool nt_object_is_sound(const DISPATCHER_HEADER *header);
/* An object has been signalled: whoever waits for it gets it. */
void nt_signal(void);
void nt_waits_start(void);

/* ---- nt_thread.c */
void nt_thread_start(void);
bool nt_thread_is_host(void);
PKTHREAD nt_thread_create(PKSTART_ROUTINE routine, PVOID context, bool is_worker);
/* The current thread waits until done(arg) or tick `deadline`, and others run; `first`: it goes on
 * before all others. At DISPATCH_LEVEL and above as nt_advance. */
void nt_block(uint64_t deadline, bool (*done)(void *arg), void *arg, bool first);

/* ---- nt_work.c */
void nt_work_start(void);

/* ---- nt_object.c */
enum nt_object_kind { NT_OBJECT_DEVICE, NT_OBJECT_EVENT, NT_OBJECT_THREAD };
/* Zeroed, owned by its creator; NULL without memory. */
void *nt_object_create(enum nt_object_kind kind, size_t bytes);
bool nt_object_is(const void *body, enum nt_object_kind kind);
/* The creator lets go: the object lives on while it is referenced. */
void nt_object_disown(void *body);
/* nt_memory_is_good for objects with references. */
bool nt_object_memory_is_good(const void *object, const char *kind, const char *service);
/* Sets what is called with the body when the object ends. */
void nt_object_on_end(void *body, void (*destroy)(void *body));
/* References of the kernel's own. */
void nt_object_hold(void *body);
void nt_object_release(void *body);
/* From now on a handle owns the object. NULL without memory. */
HANDLE nt_object_open(void *body);
void nt_objects_stop(void);

/* ---- nt_device.c */
/* Gives the IRP to the routine of the device's driver. */
NTSTATUS nt_dispatch(PDEVICE_OBJECT device, PIRP irp, UCHAR major);

/* ---- nt_timer.c */
/* Due time of the next timer, UINT64_MAX if none runs. */
uint64_t nt_next_timer_tick(void);
/* Expires what is due, if the IRQL allows. */
void nt_serve_timers(void);

/* ---- nt_pool.c, nt_block.c */
void *nt_pool_allocate(size_t bytes, ULONG tag, bool zero);
bool nt_pool_is_live(const void *block);
/* False, with finding "<kind>-FREED", if `object` lies in memory that was freed; finding
 * "<kind>-PAGED" if it lies in paged pool. */
bool nt_memory_is_good(const void *object, const char *kind, const char *service);
void nt_pool_start(void);
void nt_blocks_stop(void);

/* ---- nt_call.c */
void nt_calls_start(void);
/* What is at work, NULL if nothing but the host itself. The name stays valid. */
const char *nt_call_name(void);

/* ---- memory that goes away while it holds something in use: a finding, and the use ends */
void nt_timers_memory_goes(const void *memory, size_t bytes);
void nt_dpcs_memory_goes(const void *memory, size_t bytes);
void nt_waits_memory_goes(const void *memory, size_t bytes);
void nt_work_memory_goes(const void *memory, size_t bytes);
void nt_locks_memory_goes(const void *memory, size_t bytes);
FORCEINLINE bool nt_lies_in(const void *object, const void *memory, size_t bytes) {
  return (uintptr_t)object - (uintptr_t)memory < bytes;
}

/* ---- what is left behind: findings of nt_check_leaks */
void nt_pool_check_leaks(void);
void nt_pages_check_leaks(void);
void nt_iospace_check_leaks(void);
void nt_interrupts_check_leaks(void);
void nt_timers_check_leaks(void);
void nt_dpcs_check_leaks(void);
void nt_work_check_leaks(void);
void nt_threads_check_leaks(void);
void nt_objects_check_leaks(void);

/* ---- nt_pages.c */
void nt_pages_start(void);
void nt_pages_stop(void);
/* One page with low <= address and address + 4095 <= high; false if there is none. */
bool nt_page_take(uint64_t low, uint64_t high, uint64_t *address);
/* `count` neighbouring pages that do not cross a multiple of `boundary` (0 = no limit). */
bool nt_pages_take_run(size_t count, uint64_t low, uint64_t high, uint64_t boundary,
                       uint64_t *address);
/* Hardware reads or writes there: findings if it must not. */
void nt_pages_touched(uint64_t address, uint64_t bytes, bool write);
/* False if the page was not handed out. */
bool nt_page_give_back(uint64_t address);

/* ---- nt_mdl.c, nt_mapping.c */
struct nt_mdl;
void nt_mdl_stop(void);
/* The pool block at `block` is freed: if it is an MDL, it must be finished with. */
void nt_mdl_memory_goes(const void *block);
void nt_mdl_sync(const struct nt_mdl *live);
/* nt_system_address for the mappings of MDLs. */
bool nt_mdl_address(const void *va, uint64_t *physical, MEMORY_CACHING_TYPE *cache);

/* ---- nt_contiguous.c */
void nt_contiguous_stop(void);

/* ---- nt_iospace.c */
void nt_iospace_start(void);
/* Is there a mapping of registers, so that a driver is at work? */
bool nt_iospace_in_use(void);

#endif
