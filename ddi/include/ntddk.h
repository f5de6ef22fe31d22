/* SPDX-License-Identifier: Apache-2.0 */
/* ntddk.h: everything of wdm.h, under the other name that drivers include it by. */
#ifndef DDI_NTDDK_H
#define DDI_NTDDK_H

#include <wdm.h>

#endif
