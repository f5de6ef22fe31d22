/* SPDX-License-Identifier: Apache-2.0 */
#include <hda_ddi_plugin.h>
#include <ntddk.h>

NTSTATUS mine(void);
NTSTATUS mine(void) { return STATUS_SUCCESS; }
