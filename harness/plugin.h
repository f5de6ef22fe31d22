/* SPDX-License-Identifier: Apache-2.0 */
/* plugin.h: loads a DDI under test. */
#ifndef HDASIM_PLUGIN_H
#define HDASIM_PLUGIN_H

#include <hda_ddi_plugin.h>

#include "text.h"

/* NULL, with the reason in *error, if the library cannot be loaded or is no DDI. It stays loaded.
 */
const HDA_DDI_PLUGIN *plugin_load(const char *path, struct text *error);
/* Takes from the reference what the plug-in does not bring itself. */
void plugin_complete(HDA_DDI_PLUGIN *plugin, const HDA_DDI_PLUGIN *reference);

#endif
