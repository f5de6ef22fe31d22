/* SPDX-License-Identifier: Apache-2.0 */
/* wavert_client.h: a client of the reference port driver, with one filter and at most one pin. */
#ifndef WAVERT_CLIENT_H
#define WAVERT_CLIENT_H

#include "wavert_rig.h"

struct client {
  PVOID filter, pin;
};
extern struct client client;

void client_start(PMINIPORTWAVERT miniport);
/* Closes what is open. */
void client_stop(void);
/* A pin of 48 kHz, 16 bits, 2 channels. */
void client_open(ULONG pin, BOOLEAN capture);
void client_close(void);

NTSTATUS client_property(void *property, ULONG property_length, void *value, ULONG value_length,
                         ULONG *returned);
/* A KSPROPSETID_RtAudio property to be got, with `property_length` bytes of zero instance data. */
NTSTATUS client_get(ULONG id, ULONG property_length, void *value, ULONG value_length,
                    ULONG *returned);
/* Count 0: a plain buffer. */
NTSTATUS client_allocate(ULONG count, ULONG bytes, KSRTAUDIO_BUFFER *buffer);
NTSTATUS client_event(bool add, HANDLE event);
NTSTATUS client_set_state(KSSTATE state);
KSSTATE client_get_state(void);

#endif
