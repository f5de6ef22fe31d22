/* SPDX-License-Identifier: Apache-2.0 */
/*
 * punknown.h: IUnknown, and the macros that interfaces are declared with.
 *
 * One declaration serves both languages. In C++ an interface is a structure of pure virtual
 * methods; in C it is a structure whose one member points to a table of functions, each with the
 * object as first argument. The two have the same layout: the table begins with QueryInterface.
 */
#ifndef DDI_PUNKNOWN_H
#define DDI_PUNKNOWN_H

#include <wdm.h>

#define STDMETHODCALLTYPE
#define STDAPICALLTYPE

#ifdef __cplusplus
#define STDMETHOD(method) virtual NTSTATUS STDMETHODCALLTYPE method
#define STDMETHOD_(type, method) virtual type STDMETHODCALLTYPE method
#define STDMETHODIMP NTSTATUS STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE
#define PURE = 0
#define THIS_
#define THIS void
#define DECLARE_INTERFACE(iface) struct iface
#define DECLARE_INTERFACE_(iface, base) struct iface : public base
#else
#define STDMETHOD(method) NTSTATUS(STDMETHODCALLTYPE *method)
#define STDMETHOD_(type, method) type(STDMETHODCALLTYPE *method)
#define STDMETHODIMP NTSTATUS STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE
#define PURE
/* INTERFACE is defined as the name of the interface while its methods are declared. */
#define THIS_ INTERFACE *This,
#define THIS INTERFACE *This
#define DECLARE_INTERFACE(iface)                                                                   \
  typedef struct iface {                                                                           \
    const struct iface##Vtbl *lpVtbl;                                                              \
  } iface;                                                                                         \
  typedef struct iface##Vtbl iface##Vtbl;                                                          \
  struct iface##Vtbl
#define DECLARE_INTERFACE_(iface, base) DECLARE_INTERFACE(iface)
#endif

/* The three methods that every interface begins with. */
#define DEFINE_ABSTRACT_UNKNOWN()                                                                  \
  STDMETHOD_(NTSTATUS, QueryInterface)(THIS_ REFIID InterfaceId, PVOID * Interface) PURE;          \
  STDMETHOD_(ULONG, AddRef)(THIS) PURE;                                                            \
  STDMETHOD_(ULONG, Release)(THIS) PURE;

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
DEFINE_GUID(IID_IUnknown, 0x00000000, 0x0000, 0x0000, 0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46);

#undef INTERFACE
#define INTERFACE IUnknown
DECLARE_INTERFACE(IUnknown) {
  DEFINE_ABSTRACT_UNKNOWN()
};
/* clang-format on */
#undef INTERFACE
typedef IUnknown *PUNKNOWN;

#ifdef __cplusplus
}
#endif
#endif
