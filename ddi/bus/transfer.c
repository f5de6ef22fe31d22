/* SPDX-License-Identifier: Apache-2.0 */
/* TransferCodecVerbs: a call becomes a transfer in the client's queue. */
#include "bus.h"

/* DDI-TCV-014: a call that waits is one for PASSIVE_LEVEL. Both kinds take pool memory, because a
 * transfer may outlive the call and a waiting thread's stack may be paged out. */
NTSTATUS BusTransferCodecVerbs(PVOID _context, ULONG Count, PHDAUDIO_CODEC_TRANSFER CodecTransfer,
                               PHDAUDIO_TRANSFER_COMPLETE_CALLBACK Callback, PVOID Context) {
  BUS_CLIENT *Client;
  NTSTATUS Status = BusEnter(_context, Callback != NULL ? DISPATCH_LEVEL : PASSIVE_LEVEL, &Client);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Count == 0 || CodecTransfer == NULL)
    return STATUS_INVALID_PARAMETER;
  BUS_TRANSFER *Transfer =
      (BUS_TRANSFER *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *Transfer, BUS_TAG);
  if (Transfer == NULL)
    return STATUS_NO_MEMORY; /* DDI-TCV-013 */
  BusInitializeTransfer(Transfer, CodecTransfer, Count, Callback, Context);
  Status = BusSubmitTransfer(Client->Adapter, &Client->Transfers, Transfer);
  if (NT_SUCCESS(Status) && Callback != NULL)
    return Status;
  if (NT_SUCCESS(Status))
    Status = BusAwaitTransfer(Transfer);
  ExFreePoolWithTag(Transfer, BUS_TAG);
  return Status;
}
