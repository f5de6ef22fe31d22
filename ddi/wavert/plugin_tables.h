/* SPDX-License-Identifier: Apache-2.0 */
/* plugin_tables.h: what the reference brings to its plug-in besides the bus driver. */
#ifndef WAVERT_PLUGIN_TABLES_H
#define WAVERT_PLUGIN_TABLES_H

#include <hda_ddi_plugin.h>

extern const HDA_DDI_MINIPORT WrtMiniportTable;
extern const HDA_DDI_PORT WrtPortTable;

#endif
