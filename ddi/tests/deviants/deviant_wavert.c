/* SPDX-License-Identifier: Apache-2.0 */
/* The miniport of the reference, whose streams are patched as they are made, and its port driver.
 */
#include "deviant.h"

const IMiniportWaveRTStreamNotificationVtbl *ReferenceStream;
const HDA_DDI_PORT *ReferencePort;

static const HDA_DDI_MINIPORT *ReferenceMiniport;
static const IMiniportWaveRTVtbl *ReferenceMethods;
static HDA_DDI_MINIPORT Miniport;
static HDA_DDI_PORT Port;
static IMiniportWaveRTVtbl Methods;
static IMiniportWaveRTStreamNotificationVtbl Stream;

#define PATCH(Name)                                                                                \
  if (Deviant.Stream.Name != NULL)                                                                 \
    Stream.Name = Deviant.Stream.Name;

static NTSTATUS NewStream(IMiniportWaveRT *This, PMINIPORTWAVERTSTREAM *NewStream,
                          PPORTWAVERTSTREAM PortStream, ULONG Pin, BOOLEAN Capture,
                          PKSDATAFORMAT DataFormat) {
  NTSTATUS Status =
      ReferenceMethods->NewStream(This, NewStream, PortStream, Pin, Capture, DataFormat);
  if (!NT_SUCCESS(Status))
    return Status;
  IMiniportWaveRTStreamNotification *Made = (IMiniportWaveRTStreamNotification *)(PVOID)*NewStream;
  ReferenceStream = Made->lpVtbl;
  Stream = *ReferenceStream;
  STREAM_METHODS(PATCH)
  Made->lpVtbl = &Stream;
  return Status;
}

static NTSTATUS Create(PDEVICE_OBJECT Pdo, PMINIPORTWAVERT *Made) {
  NTSTATUS Status = ReferenceMiniport->Create(Pdo, Made);
  if (!NT_SUCCESS(Status))
    return Status;
  ReferenceMethods = (*Made)->lpVtbl;
  Methods = *ReferenceMethods;
  Methods.NewStream = NewStream;
  (*Made)->lpVtbl = &Methods;
  return Status;
}

const HDA_DDI_MINIPORT *DeviantMiniport(const HDA_DDI_MINIPORT *Whole) {
  ReferenceMiniport = Whole;
  Miniport = *Whole;
  Miniport.Create = Create;
  if (Deviant.Miniport.SurpriseRemoval != NULL)
    Miniport.SurpriseRemoval = Deviant.Miniport.SurpriseRemoval;
  return &Miniport;
}

const HDA_DDI_PORT *DeviantPort(const HDA_DDI_PORT *Whole) {
  ReferencePort = Whole;
  Port = *Whole;
  if (Deviant.Port.CreatePin != NULL)
    Port.CreatePin = Deviant.Port.CreatePin;
  if (Deviant.Port.ClosePin != NULL)
    Port.ClosePin = Deviant.Port.ClosePin;
  if (Deviant.Port.PinProperty != NULL)
    Port.PinProperty = Deviant.Port.PinProperty;
  return &Port;
}
