/* SPDX-License-Identifier: Apache-2.0 */
/* driver.h: a driver loaded through its door, on the fake hardware. */
#ifndef DRIVER_H
#define DRIVER_H

#include "fake_hda_sim.h"
#include "findings.h"

struct driver {
  struct hda_sim *sim;
  void *library;
  const HDA_DDI_PLUGIN *plugin;
  PVOID fdo;
  HDAUDIO_BUS_INTERFACE_V2 bus; /* first client */
};
extern struct driver driver;

/* Fake hardware and kernel only. */
void driver_power_on(const struct fake_config *config);
/* Loads `library`, starts the device and queries the V2 interface. */
void driver_load(const char *library);
NTSTATUS driver_query(const GUID *type, USHORT size, USHORT version, void *interface);
/* Removes the device and checks that nothing is left behind and nothing was found. */
void driver_remove(void);
/* The same, and everything else too. */
void driver_unload(void);

/* cmocka set-up and tear-down: the reference driver on the default hardware. */
int driver_start(void **state);
int driver_stop(void **state);

uint64_t driver_now(void);
uint32_t sd_offset(unsigned stream); /* of a stream descriptor */
HANDLE render(ULONG rate, USHORT valid, USHORT container, USHORT channels);
HANDLE capture(UCHAR codec, ULONG rate, USHORT valid, USHORT container, USHORT channels);

struct buffer {
  PMDL mdl;
  SIZE_T bytes, offset;
  UCHAR stream_id;
  ULONG fifo;
};
NTSTATUS allocate(HANDLE engine, ULONG count, SIZE_T bytes, struct buffer *buffer);
NTSTATUS release(HANDLE engine, const struct buffer *buffer);
NTSTATUS set_state(HANDLE engine, HDAUDIO_STREAM_STATE state);

#endif
