/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Objects with a count of references.
 *
 * The kernel keeps books beside the objects, so that a wrong pointer is recognised. The memory of
 * an object that is gone stays out of use, up to a limit: its address means nothing else.
 */
#include "nt_internal.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_GONE 4096u
#define GONE_BYTE 0xDD

struct _OBJECT_TYPE {
  const char *name;
};
static struct _OBJECT_TYPE types[] = {
    [NT_OBJECT_DEVICE] = {"device"},
    [NT_OBJECT_EVENT] = {"event"},
    [NT_OBJECT_THREAD] = {"thread"},
};
static POBJECT_TYPE event_type = &types[NT_OBJECT_EVENT];
static POBJECT_TYPE thread_type = &types[NT_OBJECT_THREAD];
POBJECT_TYPE *ExEventObjectType = &event_type;
POBJECT_TYPE *PsThreadType = &thread_type;

struct object {
  void *body;
  POBJECT_TYPE type;
  size_t bytes;
  long references; /* besides its creator's or its handle's */
  bool owned;      /* its creator or its handle is there */
  void (*destroy)(void *body);
  HANDLE handle;   /* NULL if it never had one */
  LIST_ENTRY link; /* in `gone`, once it is */
};

static struct {
  void *by_address; /* tsearch trees of struct object */
  void *by_handle;
  LIST_ENTRY gone;
  size_t gone_count;
  uintptr_t last_handle;
} books = {.gone = {&books.gone, &books.gone}};

static int compare_addresses(const void *a, const void *b) {
  uintptr_t left = (uintptr_t)((const struct object *)a)->body;
  uintptr_t right = (uintptr_t)((const struct object *)b)->body;
  return (left > right) - (left < right);
}

static int compare_handles(const void *a, const void *b) {
  uintptr_t left = (uintptr_t)((const struct object *)a)->handle;
  uintptr_t right = (uintptr_t)((const struct object *)b)->handle;
  return (left > right) - (left < right);
}

static struct object *find(const void *body) {
  struct object key = {.body = (void *)body};
  void *node = tfind(&key, &books.by_address, compare_addresses);
  struct object *object = node != NULL ? *(struct object **)node : NULL;
  return object != NULL && object->type != NULL ? object : NULL;
}

static struct object *find_handle(HANDLE handle) {
  struct object key = {.handle = handle};
  void *node = tfind(&key, &books.by_handle, compare_handles);
  return node != NULL ? *(struct object **)node : NULL;
}

static void forget(struct object *object) {
  (void)tdelete(object, &books.by_address, compare_addresses);
  free(object->body);
  free(object);
}

static void forget_oldest(void) {
  forget(CONTAINING_RECORD(RemoveHeadList(&books.gone), struct object, link));
  books.gone_count--;
}

static void bury(struct object *object) {
  if (object->destroy != NULL)
    object->destroy(object->body);
  memset(object->body, GONE_BYTE, object->bytes);
  object->type = NULL;
  InsertTailList(&books.gone, &object->link);
  if (++books.gone_count > MAX_GONE)
    forget_oldest();
}

static void bury_if_unused(struct object *object) {
  if (!object->owned && object->references == 0)
    bury(object);
}

void *nt_object_create(enum nt_object_kind kind, size_t bytes) {
  struct object *object = (struct object *)calloc(1, sizeof *object);
  void *body = aligned_alloc(16, (bytes + 15) & ~(size_t)15);
  if (object != NULL && body != NULL) {
    memset(body, 0, bytes);
    *object = (struct object){.body = body, .type = &types[kind], .bytes = bytes, .owned = true};
    if (tsearch(object, &books.by_address, compare_addresses) != NULL)
      return body;
  }
  free(object);
  free(body);
  return NULL;
}

bool nt_object_is(const void *body, enum nt_object_kind kind) {
  const struct object *object = find(body);
  return object != NULL && object->type == &types[kind];
}

void nt_object_on_end(void *body, void (*destroy)(void *body)) { find(body)->destroy = destroy; }

void nt_object_hold(void *body) { find(body)->references++; }

void nt_object_release(void *body) {
  struct object *object = find(body);
  object->references--;
  bury_if_unused(object);
}

void nt_object_disown(void *body) {
  struct object *object = find(body);
  object->owned = false;
  bury_if_unused(object);
}

HANDLE nt_object_open(void *body) {
  struct object *object = find(body);
  books.last_handle += 4;
  object->handle = (HANDLE)books.last_handle;
  if (tsearch(object, &books.by_handle, compare_handles) == NULL) {
    object->owned = false;
    bury_if_unused(object);
    return NULL;
  }
  return object->handle;
}

bool nt_close_handle(HANDLE handle) {
  struct object *object = find_handle(handle);
  if (object == NULL)
    return false;
  (void)tdelete(object, &books.by_handle, compare_handles);
  object->handle = NULL;
  object->owned = false;
  bury_if_unused(object);
  return true;
}

long nt_object_references(const void *object) {
  const struct object *found = find(object);
  return found != NULL ? found->references : -1;
}

PKEVENT nt_user_event(HANDLE handle) {
  const struct object *object = find_handle(handle);
  return object != NULL && object->type == event_type ? (PKEVENT)object->body : NULL;
}

bool nt_object_memory_is_good(const void *object, const char *kind, const char *service) {
  struct object key = {.body = (void *)object};
  void *node = tfind(&key, &books.by_address, compare_addresses);
  if (node == NULL || (*(struct object **)node)->type != NULL)
    return true;
  char rule[32];
  (void)snprintf(rule, sizeof rule, "%s-FREED", kind);
  nt_finding(rule, "%s on an object that is gone: its last reference was dropped", service);
  return false;
}

static void count_references(const void *node, VISIT which, void *closure) {
  const struct object *object = *(struct object *const *)node;
  if ((which == postorder || which == leaf) && object->type != NULL && object->references != 0 &&
      object->type != thread_type)
    ((size_t *)closure)[object->type - types]++;
}

void nt_objects_check_leaks(void) {
  size_t counts[ARRAYSIZE(types)] = {0};
  twalk_r(books.by_address, count_references, counts);
  for (size_t i = 0; i < ARRAYSIZE(types); i++)
    if (counts[i] != 0)
      nt_finding("OBJECT-LEAK", "%zu %s objects are still referenced", counts[i], types[i].name);
}

static void free_object(void *node) {
  struct object *object = (struct object *)node;
  if (object->type != NULL && object->destroy != NULL)
    object->destroy(object->body);
  free(object->body);
  free(object);
}

static void free_nothing(void *node) { (void)node; }

void nt_objects_stop(void) {
  tdestroy(books.by_handle, free_nothing);
  tdestroy(books.by_address, free_object);
  books.by_address = books.by_handle = NULL;
  InitializeListHead(&books.gone);
  books.gone_count = books.last_handle = 0;
}

static struct object *known(void *body, const char *service) {
  (void)nt_require_irql_at_most(DISPATCH_LEVEL, service);
  struct object *object = find(body);
  if (object == NULL)
    nt_finding("OBJECT-UNKNOWN", "%s of %p, which is no object (any more)", service, body);
  return object;
}

LONG_PTR ObfReferenceObject(PVOID Object) {
  struct object *object = known(Object, "ObReferenceObject");
  return object != NULL ? ++object->references + object->owned : 0;
}

LONG_PTR ObfDereferenceObject(PVOID Object) {
  struct object *object = known(Object, "ObDereferenceObject");
  if (object == NULL)
    return 0;
  if (object->references == 0) {
    nt_finding("OBJECT-DEREFERENCE", "a %s is dereferenced more often than referenced",
               object->type->name);
    return object->owned;
  }
  LONG_PTR left = --object->references + object->owned;
  bury_if_unused(object);
  return left;
}

NTSTATUS ObReferenceObjectByPointer(PVOID Object, ACCESS_MASK DesiredAccess,
                                    POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode) {
  UNREFERENCED_PARAMETER(DesiredAccess);
  UNREFERENCED_PARAMETER(AccessMode);
  struct object *object = known(Object, "ObReferenceObjectByPointer");
  if (object == NULL || (ObjectType != NULL && object->type != ObjectType))
    return STATUS_OBJECT_TYPE_MISMATCH;
  object->references++;
  return STATUS_SUCCESS;
}

NTSTATUS ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK DesiredAccess,
                                   POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode,
                                   PVOID *Object, POBJECT_HANDLE_INFORMATION HandleInformation) {
  UNREFERENCED_PARAMETER(AccessMode);
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "ObReferenceObjectByHandle");
  *Object = NULL;
  struct object *object = find_handle(Handle);
  if (object == NULL)
    return STATUS_INVALID_HANDLE;
  if (ObjectType != NULL && object->type != ObjectType)
    return STATUS_OBJECT_TYPE_MISMATCH;
  object->references++;
  *Object = object->body;
  if (HandleInformation != NULL)
    *HandleInformation = (OBJECT_HANDLE_INFORMATION){.GrantedAccess = DesiredAccess};
  return STATUS_SUCCESS;
}

NTSTATUS ZwClose(HANDLE Handle) {
  (void)nt_require_irql_at_most(PASSIVE_LEVEL, "ZwClose");
  if (nt_close_handle(Handle))
    return STATUS_SUCCESS;
  nt_finding("HANDLE-UNKNOWN", "ZwClose of %p, which is no open handle", Handle);
  return STATUS_INVALID_HANDLE;
}
