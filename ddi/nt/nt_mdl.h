/* SPDX-License-Identifier: Apache-2.0 */
/* nt_mdl.h: the kernel's books about MDLs, shared by the files that make and map them. */
#ifndef NT_MDL_H
#define NT_MDL_H

#include "nt_internal.h"

struct nt_mdl {
  LIST_ENTRY link;
  MDL *mdl;
  bool owns_pages; /* from MmAllocatePagesForMdl*, not freed yet; else it describes a buffer */
  bool system_view;
  unsigned user_views;
  uint8_t *va;               /* of all views of it, NULL = none */
  uint8_t *window;           /* copy at `va`, NULL when the pages are mapped directly */
  uint8_t *common;           /* content at the last synchronisation */
  MEMORY_CACHING_TYPE cache; /* of the first view */
};

struct nt_mdl *nt_mdl_find(const MDL *mdl);
/* The live MDL in whose views `va` lies, NULL; *at: byte from the start of the MDL's buffer. */
struct nt_mdl *nt_mdl_at(const volatile void *va, size_t *at);
/* Drops every view. */
void nt_mdl_unmap(struct nt_mdl *live);

#endif
