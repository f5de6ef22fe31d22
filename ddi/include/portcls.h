/* SPDX-License-Identifier: Apache-2.0 */
/* portcls.h: the port-class interfaces of WaveRT, under their Windows names and layouts. */
#ifndef DDI_PORTCLS_H
#define DDI_PORTCLS_H

#include <wdm.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct IMiniportWaveRT *PMINIPORTWAVERT;
typedef struct IPortWaveRTStream *PPORTWAVERTSTREAM;
typedef struct _KSDATAFORMAT *PKSDATAFORMAT;

#ifdef __cplusplus
}
#endif
#endif
