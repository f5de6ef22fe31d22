/* SPDX-License-Identifier: Apache-2.0 */
/*
 * stdunk.h: the base class of C++ objects that count their references and may be part of another
 * object. Windows has it in a library; here it is all in the header.
 */
#ifndef DDI_STDUNK_H
#define DDI_STDUNK_H

#include <punknown.h>

#ifdef __cplusplus

/* The object's own three methods, when those of its interfaces belong to an outer object. */
struct INonDelegatingUnknown {
  virtual NTSTATUS NonDelegatingQueryInterface(REFIID InterfaceId, PVOID *Interface) = 0;
  virtual ULONG NonDelegatingAddRef() = 0;
  virtual ULONG NonDelegatingRelease() = 0;
};
typedef INonDelegatingUnknown *PNONDELEGATINGUNKNOWN;

/* Begins with no reference; the last release deletes it. Without an outer object the methods of its
 * interfaces come to its own. */
class CUnknown : public INonDelegatingUnknown {
public:
  explicit CUnknown(PUNKNOWN Outer)
      : m_lRefCount(0), m_Own(this), m_pUnknownOuter(Outer != nullptr ? Outer : &m_Own) {}
  CUnknown(const CUnknown &) = delete;
  CUnknown &operator=(const CUnknown &) = delete;
  virtual ~CUnknown() {}

  ULONG NonDelegatingAddRef() override {
    return static_cast<ULONG>(InterlockedIncrement(&m_lRefCount));
  }
  ULONG NonDelegatingRelease() override {
    LONG Left = InterlockedDecrement(&m_lRefCount);
    if (Left == 0)
      delete this;
    return static_cast<ULONG>(Left);
  }
  NTSTATUS NonDelegatingQueryInterface(REFIID InterfaceId, PVOID *Interface) override {
    *Interface = nullptr;
    if (!IsEqualGUID(InterfaceId, IID_IUnknown))
      return STATUS_INVALID_PARAMETER;
    (void)NonDelegatingAddRef();
    *Interface = &m_Own;
    return STATUS_SUCCESS;
  }
  PUNKNOWN GetOuterUnknown() const { return m_pUnknownOuter; }

private:
  struct COwn : IUnknown {
    explicit COwn(PNONDELEGATINGUNKNOWN Object) : m_pObject(Object) {}
    STDMETHODIMP_(NTSTATUS) QueryInterface(REFIID InterfaceId, PVOID *Interface) override {
      return m_pObject->NonDelegatingQueryInterface(InterfaceId, Interface);
    }
    STDMETHODIMP_(ULONG) AddRef() override { return m_pObject->NonDelegatingAddRef(); }
    STDMETHODIMP_(ULONG) Release() override { return m_pObject->NonDelegatingRelease(); }
    PNONDELEGATINGUNKNOWN m_pObject;
  };

  LONG m_lRefCount;
  COwn m_Own;
  PUNKNOWN m_pUnknownOuter;
};

#define DEFINE_STD_CONSTRUCTOR(Class)                                                              \
  explicit Class(PUNKNOWN Outer) : CUnknown(Outer) {}

/* In a class derived from CUnknown: the methods of its interfaces ask the outer object. */
#define DECLARE_STD_UNKNOWN()                                                                      \
  STDMETHODIMP_(NTSTATUS) NonDelegatingQueryInterface(REFIID InterfaceId, PVOID *Interface);       \
  STDMETHODIMP_(NTSTATUS) QueryInterface(REFIID InterfaceId, PVOID *Interface) {                   \
    return GetOuterUnknown()->QueryInterface(InterfaceId, Interface);                              \
  }                                                                                                \
  STDMETHODIMP_(ULONG) AddRef() { return GetOuterUnknown()->AddRef(); }                            \
  STDMETHODIMP_(ULONG) Release() { return GetOuterUnknown()->Release(); }

#define QICAST(Type, Object) static_cast<PVOID>(static_cast<Type>(Object))
#define QICASTUNKNOWN(Object) QICAST(PUNKNOWN, Object)

#endif
#endif
