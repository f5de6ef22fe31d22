/* SPDX-License-Identifier: Apache-2.0 */
#include "wavert_client.h"

struct client client;

void client_start(PMINIPORTWAVERT miniport) {
  client = (struct client){.pin = NULL};
  assert_int_equal(driver.plugin->Port->CreateFilter(miniport, &client.filter), STATUS_SUCCESS);
}

void client_close(void) {
  driver.plugin->Port->ClosePin(client.pin);
  client.pin = NULL;
}

void client_stop(void) {
  if (client.pin != NULL)
    client_close();
  driver.plugin->Port->DestroyFilter(client.filter);
}

void client_open(ULONG pin, BOOLEAN capture) {
  struct wave format = rig_wave(48000, 16, 16, 2);
  assert_int_equal(driver.plugin->Port->CreatePin(client.filter, pin, capture,
                                                  &format.data.DataFormat, &client.pin),
                   STATUS_SUCCESS);
}

NTSTATUS client_property(void *property, ULONG property_length, void *value, ULONG value_length,
                         ULONG *returned) {
  return driver.plugin->Port->PinProperty(client.pin, property, property_length, value,
                                          value_length, returned);
}

NTSTATUS client_get(ULONG id, ULONG property_length, void *value, ULONG value_length,
                    ULONG *returned) {
  KSPROPERTY property[2] = {
      {{{.Set = KSPROPSETID_RtAudio, .Id = id, .Flags = KSPROPERTY_TYPE_GET}}}};
  return client_property(property, property_length, value, value_length, returned);
}

NTSTATUS client_allocate(ULONG count, ULONG bytes, KSRTAUDIO_BUFFER *buffer) {
  KSRTAUDIO_BUFFER_PROPERTY_WITH_NOTIFICATION property = {
      .Property = {{{.Set = KSPROPSETID_RtAudio,
                     .Id = count == 0 ? KSPROPERTY_RTAUDIO_BUFFER
                                      : KSPROPERTY_RTAUDIO_BUFFER_WITH_NOTIFICATION,
                     .Flags = KSPROPERTY_TYPE_GET}}},
      .RequestedBufferSize = bytes,
      .NotificationCount = count};
  ULONG returned = 77;
  NTSTATUS status = client_property(&property, sizeof property, buffer, sizeof *buffer, &returned);
  assert_int_equal(returned, NT_SUCCESS(status) ? sizeof *buffer : 0);
  return status;
}

NTSTATUS client_event(bool add, HANDLE event) {
  KSRTAUDIO_NOTIFICATION_EVENT_PROPERTY property = {
      .Property = {{{.Set = KSPROPSETID_RtAudio,
                     .Id = add ? KSPROPERTY_RTAUDIO_REGISTER_NOTIFICATION_EVENT
                               : KSPROPERTY_RTAUDIO_UNREGISTER_NOTIFICATION_EVENT,
                     .Flags = KSPROPERTY_TYPE_GET}}},
      .NotificationEvent = event};
  ULONG returned = 77;
  NTSTATUS status = client_property(&property, sizeof property, NULL, 0, &returned);
  assert_int_equal(returned, 0);
  return status;
}

static NTSTATUS state_property(ULONG flags, KSSTATE *state) {
  KSPROPERTY property = {
      {{.Set = KSPROPSETID_Connection, .Id = KSPROPERTY_CONNECTION_STATE, .Flags = flags}}};
  ULONG returned;
  return client_property(&property, sizeof property, state, sizeof *state, &returned);
}

NTSTATUS client_set_state(KSSTATE state) { return state_property(KSPROPERTY_TYPE_SET, &state); }

KSSTATE client_get_state(void) {
  KSSTATE state;
  assert_int_equal(state_property(KSPROPERTY_TYPE_GET, &state), STATUS_SUCCESS);
  return state;
}
