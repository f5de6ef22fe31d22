/* SPDX-License-Identifier: Apache-2.0 */
/* deviant.h: what a deviant driver adds to the reference driver. */
#ifndef DEVIANT_H
#define DEVIANT_H

#include <hda_ddi_plugin.h>

/* Defined by each deviant. */
extern const char DeviantName[];
VOID DeviantPatch(PHDAUDIO_BUS_INTERFACE_V2 Interface);

#endif
