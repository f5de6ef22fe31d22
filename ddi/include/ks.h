/* SPDX-License-Identifier: Apache-2.0 */
/* ks.h: kernel streaming: properties, states, formats and pins, as far as WaveRT needs them. */
#ifndef DDI_KS_H
#define DDI_KS_H

#include <wdm.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A GUID that also has its value as a list of initialisers, STATIC_<name>. */
#define DDI_STATIC_GUID(name, ...) DEFINE_GUID(name, __VA_ARGS__)

/* ---- requests ---------------------------------------------------------------------------- */

#define IOCTL_KS_PROPERTY 0x002F0003

typedef struct {
  union {
    struct {
      GUID Set;
      ULONG Id;
      ULONG Flags;
    };
    LONGLONG Alignment;
  };
} KSIDENTIFIER, *PKSIDENTIFIER;
typedef KSIDENTIFIER KSPROPERTY, *PKSPROPERTY;

#define KSPROPERTY_TYPE_GET 0x00000001
#define KSPROPERTY_TYPE_SET 0x00000002
#define KSPROPERTY_TYPE_SETSUPPORT 0x00000100
#define KSPROPERTY_TYPE_BASICSUPPORT 0x00000200
#define KSPROPERTY_TYPE_RELATIONS 0x00000400
#define KSPROPERTY_TYPE_TOPOLOGY 0x10000000

/* Answer to KSPROPERTY_TYPE_BASICSUPPORT. */
typedef struct {
  ULONG AccessFlags; /* KSPROPERTY_TYPE_GET, _SET */
  ULONG DescriptionSize;
  KSIDENTIFIER PropTypeSet;
  ULONG MembersListCount;
  ULONG Reserved;
} KSPROPERTY_DESCRIPTION, *PKSPROPERTY_DESCRIPTION;

/* ---- pins: state and format -------------------------------------------------------------- */

typedef enum {
  KSSTATE_STOP = 0,
  KSSTATE_ACQUIRE = 1,
  KSSTATE_PAUSE = 2,
  KSSTATE_RUN = 3
} KSSTATE,
    *PKSSTATE;

#define STATIC_KSPROPSETID_Connection                                                              \
  0x1D58C920, 0xAC9B, 0x11CF, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00
DDI_STATIC_GUID(KSPROPSETID_Connection, STATIC_KSPROPSETID_Connection);
typedef enum {
  KSPROPERTY_CONNECTION_STATE = 0,
  KSPROPERTY_CONNECTION_PRIORITY = 1,
  KSPROPERTY_CONNECTION_DATAFORMAT = 2,
  KSPROPERTY_CONNECTION_ALLOCATORFRAMING = 3,
  KSPROPERTY_CONNECTION_PROPOSEDATAFORMAT = 4,
  KSPROPERTY_CONNECTION_ACQUIREORDERING = 5,
  KSPROPERTY_CONNECTION_ALLOCATORFRAMING_EX = 6,
  KSPROPERTY_CONNECTION_STARTAT = 7
} KSPROPERTY_CONNECTION;

typedef union _KSDATAFORMAT {
  struct {
    ULONG FormatSize; /* bytes, with what follows this structure */
    ULONG Flags;
    ULONG SampleSize;
    ULONG Reserved;
    GUID MajorFormat;
    GUID SubFormat;
    GUID Specifier;
  };
  LONGLONG Alignment;
} KSDATAFORMAT, *PKSDATAFORMAT, KSDATARANGE, *PKSDATARANGE;

#define STATIC_KSDATAFORMAT_TYPE_WILDCARD 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
DDI_STATIC_GUID(KSDATAFORMAT_TYPE_WILDCARD, STATIC_KSDATAFORMAT_TYPE_WILDCARD);
DDI_STATIC_GUID(KSDATAFORMAT_SUBTYPE_WILDCARD, STATIC_KSDATAFORMAT_TYPE_WILDCARD);
DDI_STATIC_GUID(KSDATAFORMAT_SPECIFIER_WILDCARD, STATIC_KSDATAFORMAT_TYPE_WILDCARD);

#define KSSTREAM_HEADER_OPTIONSF_ENDOFSTREAM 0x00000200

/* ---- pins and topology, for a filter's description --------------------------------------- */

typedef enum { KSPIN_DATAFLOW_IN = 1, KSPIN_DATAFLOW_OUT = 2 } KSPIN_DATAFLOW, *PKSPIN_DATAFLOW;
typedef enum {
  KSPIN_COMMUNICATION_NONE = 0,
  KSPIN_COMMUNICATION_SINK = 1,
  KSPIN_COMMUNICATION_SOURCE = 2,
  KSPIN_COMMUNICATION_BOTH = 3,
  KSPIN_COMMUNICATION_BRIDGE = 4
} KSPIN_COMMUNICATION,
    *PKSPIN_COMMUNICATION;

typedef KSIDENTIFIER KSPIN_INTERFACE, *PKSPIN_INTERFACE;
typedef KSIDENTIFIER KSPIN_MEDIUM, *PKSPIN_MEDIUM;

#define STATIC_KSINTERFACESETID_Standard                                                           \
  0x1A8766A0, 0x62CE, 0x11CF, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00
DDI_STATIC_GUID(KSINTERFACESETID_Standard, STATIC_KSINTERFACESETID_Standard);
#define KSINTERFACE_STANDARD_STREAMING 0
#define KSINTERFACE_STANDARD_LOOPED_STREAMING 1
#define STATIC_KSMEDIUMSETID_Standard                                                              \
  0x4747B320, 0x62CE, 0x11CF, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00
DDI_STATIC_GUID(KSMEDIUMSETID_Standard, STATIC_KSMEDIUMSETID_Standard);
#define KSMEDIUM_STANDARD_DEVIO 0

typedef struct {
  ULONG InterfacesCount; /* 0 with a NULL pointer: the standard one */
  const KSPIN_INTERFACE *Interfaces;
  ULONG MediumsCount;
  const KSPIN_MEDIUM *Mediums;
  ULONG DataRangesCount;
  const PKSDATARANGE *DataRanges;
  KSPIN_DATAFLOW DataFlow;
  KSPIN_COMMUNICATION Communication;
  const GUID *Category;
  const GUID *Name;
  union {
    LONGLONG Reserved;
    struct {
      ULONG ConstrainedDataRangesCount;
      PKSDATARANGE *ConstrainedDataRanges;
    };
  };
} KSPIN_DESCRIPTOR, *PKSPIN_DESCRIPTOR;

typedef struct {
  ULONG FromNode;
  ULONG FromNodePin;
  ULONG ToNode;
  ULONG ToNodePin;
} KSTOPOLOGY_CONNECTION, *PKSTOPOLOGY_CONNECTION;
#define KSFILTER_NODE ((ULONG)-1)

/* ---- layouts ----------------------------------------------------------------------------- */

C_ASSERT(sizeof(KSPROPERTY) == 24);
DDI_ASSERT_AT(KSPROPERTY, Id, 16);
DDI_ASSERT_AT(KSPROPERTY, Flags, 20);
C_ASSERT(sizeof(KSPROPERTY_DESCRIPTION) == 40);
C_ASSERT(sizeof(KSDATAFORMAT) == 64);
DDI_ASSERT_AT(KSDATAFORMAT, MajorFormat, 16);
DDI_ASSERT_AT(KSDATAFORMAT, SubFormat, 32);
DDI_ASSERT_AT(KSDATAFORMAT, Specifier, 48);

#ifdef __cplusplus
}
#endif
#endif
