/*
 * The interfaces of an address book provider, in the manner of MAPI's own header; written for mapidoc's tests.
 */
#ifndef MAPISPI_H
#define MAPISPI_H

#ifndef MAPIDEFS_H
#include <mapidefs.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define MAPI_NT_SERVICE     ((ULONG) 0x00010000)

DECLARE_MAPI_INTERFACE_PTR(IABProvider, LPABPROVIDER);
DECLARE_MAPI_INTERFACE_PTR(IABLogon,    LPABLOGON);

#define MAPI_IABPROVIDER_METHODS(IPURE)                                 \
    MAPIMETHOD(Shutdown)                                                \
        (THIS_ ULONG FAR * lpulFlags) IPURE;                            \
    MAPIMETHOD(Logon)                                                   \
        (THIS_  LPMAPISUP           lpMAPISup,                          \
                ULONG_PTR           ulUIParam,                          \
                LPTSTR              lpszProfileName,                    \
                ULONG               ulFlags,                            \
                ULONG FAR *         lpulpcbSecurity,                    \
                LPBYTE FAR *        lppbSecurity,                       \
                LPMAPIERROR FAR *   lppMAPIError,                       \
                LPABLOGON FAR *     lppABLogon) IPURE;                  \

#undef  INTERFACE
#define INTERFACE IABProvider
DECLARE_MAPI_INTERFACE_(IABProvider, IUnknown)
{
    MAPI_IUNKNOWN_METHODS(PURE)
    MAPI_IABPROVIDER_METHODS(PURE)
};

#define MAPI_IABLOGON_METHODS(IPURE)                                    \
    MAPIMETHOD(GetLastError)                                            \
        (THIS_  HRESULT             hResult,                            \
                ULONG               ulFlags,                            \
                LPMAPIERROR FAR *   lppMAPIError) IPURE;                \
    MAPIMETHOD(Logoff)                                                  \
        (THIS_ ULONG ulFlags) IPURE;                                    \
    MAPIMETHOD(OpenEntry)                                               \
        (THIS_  ULONG               cbEntryID,                          \
                LPENTRYID           lpEntryID,                          \
                LPCIID              lpInterface,                        \
                ULONG               ulFlags,                            \
                ULONG FAR *         lpulObjType,                        \
                LPUNKNOWN FAR *     lppUnk) IPURE;                      \
    MAPIMETHOD(CompareEntryIDs)                                         \
        (THIS_  ULONG               cbEntryID1,                         \
                LPENTRYID           lpEntryID1,                         \
                ULONG               cbEntryID2,                         \
                LPENTRYID           lpEntryID2,                         \
                ULONG               ulFlags,                            \
                ULONG FAR *         lpulResult) IPURE;                  \
    MAPIMETHOD(Advise)                                                  \
        (THIS_  ULONG               cbEntryID,                          \
                LPENTRYID           lpEntryID,                          \
                ULONG               ulEventMask,                        \
                LPMAPIADVISESINK    lpAdviseSink,                       \
                ULONG_PTR FAR *     lpulConnection) IPURE;              \
    MAPIMETHOD(Unadvise)                                                \
        (THIS_ ULONG_PTR ulConnection) IPURE;                           \
    MAPIMETHOD(OpenStatusEntry)                                         \
        (THIS_  LPCIID              lpInterface,                        \
                ULONG               ulFlags,                            \
                ULONG FAR *         lpulObjType,                        \
                LPMAPISTATUS FAR *  lppEntry) IPURE;                    \
    MAPIMETHOD(OpenTemplateID)                                          \
        (THIS_  ULONG               cbTemplateID,                       \
                LPENTRYID           lpTemplateID,                       \
                ULONG               ulTemplateFlags,                    \
                LPMAPIPROP          lpMAPIPropData,                     \
                LPCIID              lpInterface,                        \
                LPMAPIPROP FAR *    lppMAPIPropNew,                     \
                LPMAPIPROP          lpMAPIPropSibling) IPURE;           \
    MAPIMETHOD(GetOneOffTable)                                          \
        (THIS_ ULONG ulFlags, LPMAPITABLE FAR * lppTable) IPURE;        \
    MAPIMETHOD(PrepareRecips)                                           \
        (THIS_  ULONG               ulFlags,                            \
                LPSPropTagArray     lpPropTagArray,                     \
                LPADRLIST           lpRecipList) IPURE;                 \

#undef  INTERFACE
#define INTERFACE IABLogon
DECLARE_MAPI_INTERFACE_(IABLogon, IUnknown)
{
    MAPI_IUNKNOWN_METHODS(PURE)
    MAPI_IABLOGON_METHODS(PURE)
};

typedef HRESULT (STDMAPIINITCALLTYPE ABPROVIDERINIT)(
    HINSTANCE           hInstance,
    LPMALLOC            lpMalloc,
    LPALLOCATEBUFFER    lpAllocateBuffer,
    LPALLOCATEMORE      lpAllocateMore,
    LPFREEBUFFER        lpFreeBuffer,
    ULONG               ulFlags,
    ULONG               ulMAPIVer,
    ULONG FAR *         lpulProviderVer,
    LPABPROVIDER FAR *  lppABProvider
);

ABPROVIDERINIT ABProviderInit;

#ifdef __cplusplus
}
#endif

#endif /* MAPISPI_H */
