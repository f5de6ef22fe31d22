/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nt_host.h: what the harness, not the driver, may ask of the small NT kernel.
 *
 * There is one kernel a process. The harness calls the driver directly; interrupts, DPCs, system
 * threads and waits are run inside the service calls that move simulated time. The drivers
 * themselves see only ddi/include.
 */
#ifndef NT_HOST_H
#define NT_HOST_H

#include <hda_ddi_plugin.h>
#include <hda_sim.h>
#include <ntddk.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Starts the kernel on `sim` (kept, not owned): PASSIVE_LEVEL, no page handed out, no fault. */
void nt_start(struct hda_sim *sim);
/* Forgets everything; the observer too. The sim is still there, and no system thread calls this. */
void nt_stop(void);

/* What a driver's StartDevice gets. */
const HDA_DDI_DEVICE *nt_device(void);

/* ---- observation ------------------------------------------------------------------------ */

enum nt_record_kind {
  NT_RECORD_SIGNAL,  /* KeSetEvent; object = the KEVENT */
  NT_RECORD_ISR,     /* an interrupt service routine returned; value = its BOOLEAN */
  NT_RECORD_DPC,     /* a DPC routine is about to run; object = the KDPC */
  NT_RECORD_FINDING, /* a rule of the kernel was broken; text says which and where */
};
struct nt_record {
  enum nt_record_kind kind;
  struct hda_sim_time when;
  KIRQL irql;
  const void *object;
  uint64_t value;
  const char *text; /* FINDING only: "<RULE-NAME>: <what happened>", valid during the call */
};
typedef void (*nt_observer_fn)(void *user, const struct nt_record *record);
/* One observer; NULL removes it. It must not call any kernel service. */
void nt_observe(nt_observer_fn fn, void *user);

/* Spin locks, interrupt locks among them, that are held now. */
unsigned nt_spin_locks_held(void);

/* The host says which routine of a driver it calls: findings and what is left behind name it. Calls
 * nest. `name` is copied. A return at another IRQL, or with other spin locks held, is a finding. */
struct nt_call {
  const char *name;
  KIRQL irql;
  unsigned locks;
  const struct nt_call *outer;
};
void nt_call_begin(struct nt_call *call, const char *name);
void nt_call_end(struct nt_call *call);

/* To be called when the drivers are gone: a finding for whatever they left behind (pool blocks,
 * pages, mappings, interrupts, timers, DPCs, work items, threads, references), and for memory that
 * was written where nobody may. */
void nt_check_leaks(void);

/* ---- resources and faults --------------------------------------------------------------- */

#define NT_UNLIMITED SIZE_MAX
/* Physical pages that may still be handed out from now on. */
void nt_set_page_budget(size_t pages);
/* The n-th pool allocation from now (1 = the next) fails, once; 0 = none. */
void nt_fail_pool_allocation(size_t n);
/* The n-th mapping of an MDL or of registers from now fails, once; 0 = none. */
void nt_fail_mapping(size_t n);
size_t nt_pages_in_use(void);
size_t nt_pool_blocks_in_use(void);
/* Is this physical page handed out? */
bool nt_page_is_allocated(uint64_t physical_address);
/* DPCs wait in the queue while set (a driver sees a late DPC). */
void nt_hold_dpcs(bool hold);

/* Another device that shares the interrupt line interrupts: the service routines run at DIRQL until
 * one claims it. Nothing happens at DIRQL and above. */
void nt_foreign_interrupt(void);

/* ---- time ------------------------------------------------------------------------------- */

/* Runs simulated time to tick `deadline`, serving interrupts and DPCs that the current IRQL lets
 * through. */
void nt_run_until(uint64_t deadline);
/* The same, but stops after the record in which the observer called nt_stop_run. */
void nt_stop_run(void);

/* ---- checks a harness makes on pointers a driver handed out ------------------------------- */

/* BAR offset that `va` designates, if it lies in a live MmMapIoSpace mapping; false otherwise. */
bool nt_bar_offset(const volatile void *va, uint32_t *offset);
/* Is `mdl` an MDL from MmAllocatePagesForMdl* that has not been freed? */
bool nt_mdl_is_live(const MDL *mdl);
/* Does `va` lie in a live mapping: of an MDL, for kernel or user mode, or of registers? */
bool nt_is_mapped(const volatile void *va);
/* Physical address and cache type of the byte that a driver sees at `va`; false if `va` lies
 * neither in contiguous memory nor in the system mapping of an MDL. */
bool nt_system_address(const void *va, uint64_t *physical, MEMORY_CACHING_TYPE *cache);

/* ---- objects that exist outside the driver ------------------------------------------------- */

/* A device object below a function driver. IRP_MN_QUERY_INTERFACE sent to it ends in `query`, with
 * *status and *information as they stand in the request. */
typedef void (*nt_query_fn)(void *user, const GUID *type, USHORT size, USHORT version,
                            PINTERFACE interface, PVOID specific_data, NTSTATUS *status,
                            ULONG_PTR *information);
PDEVICE_OBJECT nt_create_pdo(nt_query_fn query, void *user);
/* A bare device object, as a driver would have created it. */
PDEVICE_OBJECT nt_create_device(void);
/* An event of a client in user mode. ObReferenceObjectByHandle gives its KEVENT. */
HANDLE nt_create_user_event(EVENT_TYPE type, bool state);
/* Drops the handle; the event lives on while it is referenced. False if there is no such handle. */
bool nt_close_handle(HANDLE handle);
/* KEVENT of a handle, NULL; no reference is taken. */
PKEVENT nt_user_event(HANDLE handle);
/* References an object has besides the ones of its creator and its handle; -1: no such object. */
long nt_object_references(const void *object);
void nt_delete_device(PDEVICE_OBJECT device);

/* ---- drivers that come as source with a DriverEntry ---------------------------------------- */

/* The status of `entry`; *driver is NULL unless it is a success. */
NTSTATUS nt_load_driver(PDRIVER_INITIALIZE entry, PDRIVER_OBJECT *driver);
/* AddDevice of the driver. */
NTSTATUS nt_add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo);
/* IRP_MJ_PNP with this minor function to the top of the stack of devices over `pdo`. */
NTSTATUS nt_send_pnp(PDEVICE_OBJECT pdo, UCHAR minor);
void nt_unload_driver(PDRIVER_OBJECT driver);

/* ---- registers that clients read with plain loads ------------------------------------------ */

/* A driver may hand out the address of a register that its hardware mirrors into a page of its
 * own. Whoever is about to read such an address with a plain load says so first: from then on the
 * 32-bit word at `va` follows the register at every step of simulated time. Watching twice counts
 * once. False if `va` lies in no live mapping or designates no mirrored register: then it must not
 * be read. READ_REGISTER_ULONG needs no watch. */
bool nt_watch_register(const volatile void *va);
bool nt_unwatch_register(const volatile void *va);

/* Brings MDL mappings and the memory behind them to the same content. Needed only by a host that
 * looks at physical memory after a driver wrote through MmMapLockedPagesSpecifyCache and before
 * simulated time moved. */
void nt_sync_mappings(void);

#ifdef __cplusplus
}
#endif
#endif
