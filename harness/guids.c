/* SPDX-License-Identifier: Apache-2.0 */
/* guids.c: the interface GUIDs, defined once for the program. */
#include <initguid.h>

#include <hdaudio.h>
#include <portcls.h>
