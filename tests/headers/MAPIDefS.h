/*
 * A small header in the manner of MAPI's own, written for mapidoc's tests.
 * Names, signatures and numbers are facts about MAPI; everything else is the project's own.
 */
#ifndef MAPIDEFS_H
#define MAPIDEFS_H

#if _MSC_VER > 1000
#pragma once
#endif

#include <windows.h>

#ifndef STDMAPIINITCALLTYPE
#if defined(_WIN64) || defined(_WIN32)
#define STDMAPIINITCALLTYPE __cdecl
#else
#error "this is for Windows"
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

#ifndef MAPI_DIM
#define MAPI_DIM 1
#endif

/* The macros that declare interfaces. */

#if defined(MAPI_IF) && (!defined(__cplusplus) || defined(CINTERFACE))
#define DECLARE_MAPI_INTERFACE_(iface, baseiface) struct iface##Vtbl
#define DECLARE_MAPI_INTERFACE_PTR(iface, piface) typedef struct iface##Vtbl FAR * FAR * piface
#else
#define DECLARE_MAPI_INTERFACE_(iface, baseiface)   \
        DECLARE_INTERFACE_(iface, baseiface)
#ifdef __cplusplus
#define DECLARE_MAPI_INTERFACE_PTR(iface, piface)   \
        interface iface; typedef iface FAR * piface
#else
#define DECLARE_MAPI_INTERFACE_PTR(iface, piface)   \
        typedef interface iface iface, FAR * piface
#endif
#endif

#define MAPIMETHOD(method)          MAPIMETHOD_(HRESULT, method)
#define MAPIMETHOD_(type, method)   STDMETHOD_(type, method)

#define MAPI_IUNKNOWN_METHODS(IPURE)                            \
    MAPIMETHOD(QueryInterface)                                  \
        (THIS_ REFIID riid, LPVOID FAR * ppvObj) IPURE;         \
    MAPIMETHOD_(ULONG, AddRef)  (THIS) IPURE;                   \
    MAPIMETHOD_(ULONG, Release) (THIS) IPURE;                   \

typedef const IID FAR * LPCIID;

DECLARE_MAPI_INTERFACE_PTR(IMAPIProp,       LPMAPIPROP);
DECLARE_MAPI_INTERFACE_PTR(IMAPIStatus,     LPMAPISTATUS);

/* Identifiers. */

DEFINE_OLEGUID(IID_IMAPIProp,   0x00020303, 0, 0);
DEFINE_OLEGUID(IID_IMAPIStatus, 0x00020305, 0, 0);
DEFINE_OLEGUID(IID_IABProvider, 0x00020311, 0, 0);
DEFINE_OLEGUID(IID_IABLogon,    0x00020314, 0, 0);

/* Flags. */

#define MAPI_MODIFY                 ((ULONG) 0x00000001)
#define MAPI_DEFERRED_ERRORS        ((ULONG) 0x00000008)
#define MAPI_BEST_ACCESS            ((ULONG) 0x00000010)
#define MAPI_UNICODE                ((ULONG) 0x80000000)
#ifdef UNICODE
#define fMapiUnicode                MAPI_UNICODE
#else
#define fMapiUnicode                0
#endif

#define KEEP_OPEN_READONLY          ((ULONG) 0x00000001)
#define KEEP_OPEN_READWRITE         ((ULONG) 0x00000002)
#define FORCE_SAVE                  ((ULONG) 0x00000004)

#define SUPPRESS_UI                 ((ULONG) 0x00000001)
#define PROCESS_XP_HEADER_CACHE     ((ULONG) 0x00020000)
#define FORCE_XP_CONNECT            ((ULONG) 0x00040000)
#define FORCE_XP_DISCONNECT         ((ULONG) 0x00080000)
#define CONFIG_CHANGED              ((ULONG) 0x00100000)
#define ABORT_XP_HEADER_OPERATION   ((ULONG) 0x00200000)
#define SHOW_XP_SESSION_UI          ((ULONG) 0x00400000)

#define MAPI_STORE                  ((ULONG) 0x00000001) /* the first of the object types */
#define MAPI_ADDRBOOK               ((ULONG) 0x00000002)
#define MAPI_FOLDER                 ((ULONG) 0x00000003)
#define MAPI_ABCONT                 ((ULONG) 0x00000004)
#define MAPI_MESSAGE                ((ULONG) 0x00000005)
#define MAPI_MAILUSER               ((ULONG) 0x00000006)

#define fnevCriticalError           ((ULONG) 0x00000001)
#define fnevObjectCreated           ((ULONG) 0x00000004)
#define fnevObjectDeleted           ((ULONG) 0x00000008)
#define fnevObjectModified          ((ULONG) 0x00000010)
#define fnevObjectMoved             ((ULONG) 0x00000020)
#define fnevObjectCopied            ((ULONG) 0x00000040)

#define RES_AND                     ((ULONG) 0x00000000)
#define RES_OR                      ((ULONG) 0x00000001)
#define RES_NOT                     ((ULONG) 0x00000002)
#define RES_CONTENT                 ((ULONG) 0x00000003)
#define RES_PROPERTY                ((ULONG) 0x00000004)
#define RES_EXIST                   ((ULONG) 0x00000008)

/* Property types and tags. */

#define MV_FLAG         0x1000

#define PT_NULL         ((ULONG)  1)
#define PT_LONG         ((ULONG)  3)
#define PT_STRING8      ((ULONG) 30)
#define PT_UNICODE      ((ULONG) 31)
#define PT_BINARY       ((ULONG) 258)
#define PT_I4           PT_LONG
#define PT_MV_UNICODE   (MV_FLAG|PT_UNICODE)
#ifdef UNICODE
#define PT_TSTRING      PT_UNICODE
#else
#define PT_TSTRING      PT_STRING8
#endif

#define PROP_TYPE_MASK              ((ULONG)0x0000FFFF)
#define PROP_TYPE(ulPropTag)        (((ULONG)(ulPropTag))&PROP_TYPE_MASK)
#define PROP_ID(ulPropTag)          (((ULONG)(ulPropTag))>>16)
#define PROP_TAG(ulPropType,ulPropID)   ((((ULONG)(ulPropID))<<16)|((ULONG)(ulPropType)))

#define PR_OBJECT_TYPE              PROP_TAG( PT_LONG,      0x0FFE)
#define PR_ENTRYID                  PROP_TAG( PT_BINARY,    0x0FFF)
#define PR_RECORD_KEY               PROP_TAG( PT_BINARY,    0x0FF9)
#define PR_DISPLAY_NAME             PROP_TAG( PT_TSTRING,   0x3001)
#define PR_DISPLAY_NAME_W           PROP_TAG( PT_UNICODE,   0x3001)
#define PR_DISPLAY_NAME_A           PROP_TAG( PT_STRING8,   0x3001)
#define PR_TEMPLATEID               PROP_TAG( PT_BINARY,    0x3902)

/* Result codes. */

#define MAKE_MAPI_SCODE(sev,fac,code)   \
    ((SCODE) (((unsigned long)(sev)<<31) | ((unsigned long)(fac)<<16) | ((unsigned long)(code))) )
#define MAKE_MAPI_E( err )  (MAKE_MAPI_SCODE( 1, FACILITY_ITF, err ))
#define MAKE_MAPI_S( warn ) (MAKE_MAPI_SCODE( 0, FACILITY_ITF, warn ))

#define MAPI_E_CALL_FAILED                  E_FAIL
#define MAPI_E_NOT_ENOUGH_MEMORY            E_OUTOFMEMORY
#define MAPI_E_INVALID_PARAMETER            E_INVALIDARG
#define MAPI_E_INTERFACE_NOT_SUPPORTED      E_NOINTERFACE
#define MAPI_E_NO_ACCESS                    E_ACCESSDENIED
#define MAPI_E_NO_SUPPORT                   MAKE_MAPI_E( 0x102 )
#define MAPI_E_BAD_CHARWIDTH                MAKE_MAPI_E( 0x103 )
#define MAPI_E_NOT_FOUND                    MAKE_MAPI_E( 0x10F )
#define MAPI_E_UNKNOWN_ENTRYID              MAKE_MAPI_E( 0x201 )
#define MAPI_W_ERRORS_RETURNED              MAKE_MAPI_S( 0x380 )

/* Structures. */

typedef ULONG_PTR BOOKMARK;
#define BOOKMARK_BEGINNING  ((BOOKMARK) 0)
#define BOOKMARK_CURRENT    ((BOOKMARK) 1)
#define BOOKMARK_END        ((BOOKMARK) 2)

typedef struct
{
    BYTE    abFlags[4];
    BYTE    ab[MAPI_DIM];
} ENTRYID, FAR *LPENTRYID;

#define CbNewENTRYID(_cb)   (offsetof(ENTRYID,ab) + (_cb))

typedef struct _MAPIUID
{
    BYTE ab[16];
} MAPIUID, FAR * LPMAPIUID;

typedef struct _SPropTagArray
{
    ULONG   cValues;
    ULONG   aulPropTag[MAPI_DIM];
} SPropTagArray, FAR * LPSPropTagArray;

#define SizedSPropTagArray(_ctag, _name)    \
struct _SPropTagArray_ ## _name             \
{                                           \
    ULONG   cValues;                        \
    ULONG   aulPropTag[_ctag];              \
} _name

typedef struct _SBinary
{
    ULONG       cb;
    LPBYTE      lpb;
} SBinary, FAR *LPSBinary;

typedef struct _SPropValue  SPropValue;

typedef union _PV
{
    short int           i;      /* PT_I2 */
    LONG                l;      /* PT_LONG */
    unsigned short int  b;      /* PT_BOOLEAN */
    double              dbl;    /* PT_DOUBLE */
    FILETIME            ft;     /* PT_SYSTIME */
    LPSTR               lpszA;  /* PT_STRING8 */
    SBinary             bin;    /* PT_BINARY */
    LPWSTR              lpszW;  /* PT_UNICODE */
    LPGUID              lpguid; /* PT_CLSID */
    SCODE               err;    /* PT_ERROR */
} __UPV;

typedef struct _SPropValue
{
    ULONG       ulPropTag;
    ULONG       dwAlignPad;
    union _PV   Value;
} SPropValue, FAR * LPSPropValue;

typedef struct _SPropProblem
{
    ULONG   ulIndex;
    ULONG   ulPropTag;
    SCODE   scode;
} SPropProblem, FAR * LPSPropProblem;

typedef struct _SPropProblemArray
{
    ULONG           cProblem;
    SPropProblem    aProblem[MAPI_DIM];
} SPropProblemArray, FAR * LPSPropProblemArray;

typedef struct _ADRENTRY
{
    ULONG           ulReserved1;
    ULONG           cValues;
    LPSPropValue    rgPropVals;
} ADRENTRY, FAR * LPADRENTRY;

typedef struct _ADRLIST
{
    ULONG           cEntries;
    ADRENTRY        aEntries[MAPI_DIM];
} ADRLIST, FAR * LPADRLIST;

typedef struct _SRestriction FAR * LPSRestriction;

typedef struct _SAndRestriction
{
    ULONG           cRes;
    LPSRestriction  lpRes;
} SAndRestriction, SOrRestriction;

typedef struct _SNotRestriction
{
    ULONG           ulReserved;
    LPSRestriction  lpRes;
} SNotRestriction;

typedef struct _SRestriction
{
    ULONG   rt;
    union
    {
        SAndRestriction resAnd;
        SOrRestriction  resOr;
        SNotRestriction resNot;
    } res;
} SRestriction;

typedef struct _MAPIERROR
{
    ULONG   ulVersion;
    LPTSTR  lpszError;
    LPTSTR  lpszComponent;
    ULONG   ulLowLevelError;
    ULONG   ulContext;
} MAPIERROR, FAR * LPMAPIERROR;

#pragma pack(push, 4)
typedef struct _dir_entryid
{
    BYTE    abFlags[4];
    MAPIUID muid;
    ULONG   ulVersion;
    ULONG   ulType;
    MAPIUID muidID;
} DIR_ENTRYID, FAR * LPDIR_ENTRYID;
#pragma pack(pop)

typedef enum Gender
{
    genderMin = 0,
    genderUnspecified = genderMin,
    genderFemale,
    genderMale,
    genderCount,
    genderMax = genderCount - 1
} Gender;

/* Callbacks. */

typedef SCODE (STDMETHODCALLTYPE ALLOCATEBUFFER)(
    ULONG           cbSize,
    LPVOID FAR *    lppBuffer
);
typedef ULONG (STDAPICALLTYPE FREEBUFFER)(
    LPVOID          lpBuffer
);
typedef ALLOCATEBUFFER FAR *    LPALLOCATEBUFFER;
typedef FREEBUFFER FAR *        LPFREEBUFFER;

typedef SCODE (STDMETHODCALLTYPE FAR * LPFNBUTTON)(
    ULONG_PTR   ulUIParam,
    LPVOID      lpvContext,
    ULONG       cbEntryID,
    LPENTRYID   lpSelection,
    ULONG       ulFlags
);

/* IMAPIProp */

#define MAPI_IMAPIPROP_METHODS(IPURE)                                                               \
    MAPIMETHOD(GetLastError)                                                                        \
        (THIS_ HRESULT hResult, ULONG ulFlags, LPMAPIERROR FAR * lppMAPIError) IPURE;               \
    MAPIMETHOD(SaveChanges)                                                                         \
        (THIS_ ULONG ulFlags) IPURE;                                                                \
    MAPIMETHOD(GetProps)                                                                            \
        (THIS_  LPSPropTagArray         lpPropTagArray,                                             \
                ULONG                   ulFlags,                                                    \
                ULONG FAR *             lpcValues,                                                  \
                LPSPropValue FAR *      lppPropArray) IPURE;                                        \
    MAPIMETHOD(GetPropList)                                                                         \
        (THIS_ ULONG ulFlags, LPSPropTagArray FAR * lppPropTagArray) IPURE;                         \
    MAPIMETHOD(OpenProperty)                                                                        \
        (THIS_  ULONG ulPropTag, LPCIID lpiid, ULONG ulInterfaceOptions, ULONG ulFlags,             \
                LPUNKNOWN FAR * lppUnk) IPURE;                                                      \
    MAPIMETHOD(SetProps)                                                                            \
        (THIS_ ULONG cValues, LPSPropValue lpPropArray, LPSPropProblemArray FAR * lppProblems) IPURE; \
    MAPIMETHOD(DeleteProps)                                                                         \
        (THIS_ LPSPropTagArray lpPropTagArray, LPSPropProblemArray FAR * lppProblems) IPURE;        \
    MAPIMETHOD(CopyTo)                                                                              \
        (THIS_  ULONG ciidExclude, LPCIID rgiidExclude, LPSPropTagArray lpExcludeProps,             \
                ULONG_PTR ulUIParam, LPMAPIPROGRESS lpProgress, LPCIID lpInterface,                 \
                LPVOID lpDestObj, ULONG ulFlags, LPSPropProblemArray FAR * lppProblems) IPURE;      \
    MAPIMETHOD(CopyProps)                                                                           \
        (THIS_  LPSPropTagArray lpIncludeProps, ULONG_PTR ulUIParam, LPMAPIPROGRESS lpProgress,     \
                LPCIID lpInterface, LPVOID lpDestObj, ULONG ulFlags,                                \
                LPSPropProblemArray FAR * lppProblems) IPURE;                                       \
    MAPIMETHOD(GetNamesFromIDs)                                                                     \
        (THIS_  LPSPropTagArray FAR * lppPropTags, LPGUID lpPropSetGuid, ULONG ulFlags,             \
                ULONG FAR * lpcPropNames, LPMAPINAMEID FAR * FAR * lpppPropNames) IPURE;            \
    MAPIMETHOD(GetIDsFromNames)                                                                     \
        (THIS_  ULONG cPropNames, LPMAPINAMEID FAR * lppPropNames, ULONG ulFlags,                   \
                LPSPropTagArray FAR * lppPropTags) IPURE;                                           \

#undef  INTERFACE
#define INTERFACE IMAPIProp
DECLARE_MAPI_INTERFACE_(IMAPIProp, IUnknown)
{
    BEGIN_INTERFACE
    MAPI_IUNKNOWN_METHODS(PURE)
    MAPI_IMAPIPROP_METHODS(PURE)
};

/* IMAPIStatus */

#define MAPI_IMAPISTATUS_METHODS(IPURE)                                             \
    MAPIMETHOD(ValidateState)                                                       \
        (THIS_ ULONG_PTR ulUIParam, ULONG ulFlags) IPURE;                           \
    MAPIMETHOD(SettingsDialog)                                                      \
        (THIS_ ULONG_PTR ulUIParam, ULONG ulFlags) IPURE;                           \
    MAPIMETHOD(ChangePassword)                                                      \
        (THIS_ LPTSTR lpOldPass, LPTSTR lpNewPass, ULONG ulFlags) IPURE;            \
    MAPIMETHOD(FlushQueues)                                                         \
        (THIS_  ULONG_PTR   ulUIParam,                                              \
                ULONG       cbTargetTransport,                                      \
                _In_reads_bytes_(cbTargetTransport) LPENTRYID lpTargetTransport,    \
                ULONG       ulFlags) IPURE;                                         \

#undef  INTERFACE
#define INTERFACE IMAPIStatus
DECLARE_MAPI_INTERFACE_(IMAPIStatus, IMAPIProp)
{
    BEGIN_INTERFACE
    MAPI_IUNKNOWN_METHODS(PURE)
    MAPI_IMAPIPROP_METHODS(PURE)
    MAPI_IMAPISTATUS_METHODS(PURE)
};

#ifdef __cplusplus
}
#endif

#endif /* MAPIDEFS_H */
