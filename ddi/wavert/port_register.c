/* SPDX-License-Identifier: Apache-2.0 */
/* Registers that a client reads itself: one mapping of each in the life of a pin (KS-REG-001). */
#include "port.h"

#define BITS_PER_BYTE 8u

static NTSTATUS Map(const KSRTAUDIO_HWREGISTER *Register, PVOID BaseAddress,
                    PORT_MAPPING *Mapping) {
  PMDL Mdl = IoAllocateMdl(Register->Register, Register->Width / BITS_PER_BYTE, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  MmBuildMdlForNonPagedPool(Mdl);
  PVOID Address = MmMapLockedPagesSpecifyCache(Mdl, UserMode, MmNonCached, BaseAddress, FALSE,
                                               NormalPagePriority);
  if (Address == NULL) {
    IoFreeMdl(Mdl);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  *Mapping = (PORT_MAPPING){.Mdl = Mdl, .BaseAddress = Address};
  return STATUS_SUCCESS;
}

static VOID Unmap(PORT_MAPPING *Mapping) {
  if (Mapping->Mdl == NULL)
    return;
  MmUnmapLockedPages(Mapping->BaseAddress, Mapping->Mdl);
  IoFreeMdl(Mapping->Mdl);
  Mapping->Mdl = NULL;
}

NTSTATUS PortMapRegister(PORT_PIN *Pin, PORT_REGISTER Which, PVOID BaseAddress,
                         KSRTAUDIO_HWREGISTER *Result) {
  PMINIPORTWAVERTSTREAM Stream = Pin->Stream;
  KSRTAUDIO_HWREGISTER Register = {.Register = NULL};
  PORT_MAPPING *Mapping =
      Which == PortPositionRegister ? &Pin->PositionRegister : &Pin->ClockRegister;
  if (Mapping->Mdl != NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  NTSTATUS Status = Which == PortPositionRegister
                        ? Stream->lpVtbl->GetPositionRegister(Stream, &Register)
                        : Stream->lpVtbl->GetClockRegister(Stream, &Register);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Map(&Register, BaseAddress, Mapping);
  if (!NT_SUCCESS(Status))
    return Status;
  Register.Register = Mapping->BaseAddress;
  *Result = Register;
  return STATUS_SUCCESS;
}

VOID PortUnmapRegisters(PORT_PIN *Pin) {
  Unmap(&Pin->PositionRegister);
  Unmap(&Pin->ClockRegister);
}
