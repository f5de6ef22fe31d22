/* SPDX-License-Identifier: Apache-2.0 */
/*
 * guiddef.h: GUID and DEFINE_GUID.
 *
 * As on Windows, DEFINE_GUID declares; in a source file that includes <initguid.h> first it
 * defines. Several files may define the same GUID: the linker keeps one.
 */
#ifndef DDI_GUIDDEF_H
#define DDI_GUIDDEF_H

#include <stdint.h>
#include <string.h>

typedef struct _GUID {
  uint32_t Data1;
  uint16_t Data2;
  uint16_t Data3;
  uint8_t Data4[8];
} GUID, *PGUID, *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID IID, CLSID;

#ifdef __cplusplus
#define EXTERN_C extern "C"
#define REFGUID const GUID &
#define IsEqualGUID(a, b) (memcmp(&(a), &(b), sizeof(GUID)) == 0)
#else
#define EXTERN_C extern
#define REFGUID const GUID *
#define IsEqualGUID(a, b) (memcmp((a), (b), sizeof(GUID)) == 0)
#endif
#define REFIID REFGUID
#define REFCLSID REFGUID

#define DDI_DECLARE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) EXTERN_C const GUID name
#define DDI_INITIALISE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)                       \
  EXTERN_C const GUID name __attribute__((weak));                                                  \
  const GUID name = {l, w1, w2, {b1, b2, b3, b4, b5, b6, b7, b8}}

#ifdef INITGUID
#define DEFINE_GUID DDI_INITIALISE_GUID
#else
#define DEFINE_GUID DDI_DECLARE_GUID
#endif

#endif
