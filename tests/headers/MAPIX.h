/*
 * MAPI's functions, in the manner of its own headers; written for mapidoc's tests.
 */
#ifndef MAPIX_H
#define MAPIX_H

#ifndef MAPIDEFS_H
#include <mapidefs.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct
{
    ULONG   ulVersion;
    ULONG   ulFlags;
} MAPIINIT_0, FAR *LPMAPIINIT_0;

#define MAPI_INIT_VERSION               0
#define MAPI_MULTITHREAD_NOTIFICATIONS  0x00000001
#define MAPI_NO_COINIT                  0x00000008

typedef HRESULT (STDAPICALLTYPE MAPIINITIALIZE)(LPVOID lpMapiInit);
typedef MAPIINITIALIZE FAR * LPMAPIINITIALIZE;
typedef void (STDAPICALLTYPE MAPIUNINITIALIZE)(void);

MAPIINITIALIZE      MAPIInitialize;
MAPIUNINITIALIZE    MAPIUninitialize;
ALLOCATEBUFFER      MAPIAllocateBuffer;

STDAPI_(ULONG) MAPIFreeBuffer(LPVOID lpBuffer);

typedef long (STDAPICALLTYPE NOTIFCALLBACK)(
    LPVOID          lpvContext,
    ULONG           cNotification,
    LPNOTIFICATION  lpNotifications
);

STDAPI HrThisThreadAdviseSink(LPMAPIADVISESINK lpAdviseSink,
    LPMAPIADVISESINK FAR * lppAdviseSink);

STDAPI HrQueryAllRows(LPMAPITABLE lpTable,
    LPSPropTagArray     lpPropTags,
    LPSRestriction      lpRestriction,
    LPSSortOrderSet     lpSortOrderSet,
    LONG                crowsMax,
    LPSRowSet FAR *     lppRows);

STDAPI_(FILETIME) FtAddFt(FILETIME ftAddend1, FILETIME ftAddend2);

#ifdef __cplusplus
}
#endif

#endif /* MAPIX_H */
