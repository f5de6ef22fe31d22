/* SPDX-License-Identifier: Apache-2.0 */
/* initguid.h: include it before a header that uses DEFINE_GUID to define those GUIDs here. */
#ifndef INITGUID
#define INITGUID
#endif
#include <guiddef.h>
#undef DEFINE_GUID
#define DEFINE_GUID DDI_INITIALISE_GUID
