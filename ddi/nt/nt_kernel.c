/* SPDX-License-Identifier: Apache-2.0 */
/* Start and stop of the kernel, and the records it gives to its observer. */
#include "nt_internal.h"

#include <stdarg.h>
#include <stdio.h>

struct nt_kernel nt;

/* Offsets of the header of PCI configuration space. */
#define PCI_VENDOR_ID 0x00u /* the device id is the upper half of the same dword */
#define PCI_REVISION_ID 0x08u

static void read_identity(HDA_DDI_DEVICE *device) {
  uint32_t ids = UINT32_MAX, revision = UINT32_MAX;
  (void)hda_sim_config_read(nt.sim, PCI_VENDOR_ID, 4, &ids);
  (void)hda_sim_config_read(nt.sim, PCI_REVISION_ID, 1, &revision);
  device->VendorId = (USHORT)ids;
  device->DeviceId = (USHORT)(ids >> 16);
  device->RevisionId = (UCHAR)revision;
}

static void on_dma(void *user, const struct hda_sim_event *event) {
  (void)user;
  nt_pages_touched(event->dma.address, event->dma.bytes, event->dma.write);
}

void nt_start(struct hda_sim *sim) {
  nt_stop();
  nt = (struct nt_kernel){.sim = sim, .irql = PASSIVE_LEVEL};
  nt.device.BarPhysicalAddress.QuadPart = (LONGLONG)NT_BAR_PHYSICAL;
  nt.device.BarLength = HDA_SIM_BAR_BYTES;
  nt.device.InterruptVector = NT_DEVICE_VECTOR;
  nt.device.InterruptIrql = NT_DEVICE_IRQL;
  read_identity(&nt.device);
  InitializeListHead(&nt.dpcs);
  InitializeListHead(&nt.timers);
  InitializeListHead(&nt.interrupts);
  nt_pool_start();
  nt_calls_start();
  nt_pages_start();
  nt_iospace_start();
  nt_waits_start();
  nt_thread_start();
  nt_work_start();
  (void)hda_sim_observe(sim, 1u << HDA_SIM_EV_DMA, on_dma, NULL);
}

void nt_stop(void) {
  if (nt.sim == NULL)
    return;
  hda_sim_unobserve(nt.sim, on_dma, NULL);
  nt_interrupt_stop();
  nt_contiguous_stop();
  nt_mdl_stop();
  nt_pages_stop();
  nt_blocks_stop();
  nt_objects_stop();
  nt = (struct nt_kernel){0};
}

const HDA_DDI_DEVICE *nt_device(void) { return &nt.device; }

void nt_observe(nt_observer_fn fn, void *user) {
  nt.observer = fn;
  nt.observer_user = user;
}

static void deliver(struct nt_record *record) {
  if (nt.observer == NULL)
    return;
  hda_sim_now(nt.sim, &record->when);
  record->irql = nt.irql;
  nt.observer(nt.observer_user, record);
}

void nt_record(enum nt_record_kind kind, const void *object, uint64_t value) {
  struct nt_record record = {.kind = kind, .object = object, .value = value};
  deliver(&record);
}

void nt_finding(const char *rule, const char *format, ...) {
  char text[512], what[400];
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  const char *call = nt_call_name();
  (void)snprintf(text, sizeof text, call != NULL ? "%s: %s (in %s)" : "%s: %s", rule, what, call);
  struct nt_record record = {.kind = NT_RECORD_FINDING, .text = text};
  deliver(&record);
}

bool nt_require_irql_at_most(KIRQL max, const char *service) {
  if (nt.irql <= max)
    return true;
  nt_finding("IRQL-TOO-HIGH", "%s called at IRQL %u, allowed up to %u", service, nt.irql, max);
  return false;
}

void nt_check_leaks(void) {
  nt_threads_check_leaks();
  nt_work_check_leaks();
  nt_timers_check_leaks();
  nt_dpcs_check_leaks();
  nt_interrupts_check_leaks();
  nt_iospace_check_leaks();
  nt_objects_check_leaks();
  nt_pages_check_leaks();
  nt_pool_check_leaks();
}
