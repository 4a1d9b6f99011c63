//! What headers take from the Windows SDK: the configuration they are read in, and a few facts.

/// Names that are defined when a header is read: 64-bit Windows, C++, and `windows.h` read before, as MAPI asks.
///
/// `UNICODE` is not among them: names without an ending then stand for their ANSI forms, as headers have it.
pub(super) const CONFIGURATION: &str = "
#define WIN32 1
#define WIN64 1
#define _AMD64_ 100
#define _INC_STDDEF
#define _M_AMD64 100
#define _M_X64 100
#define _MSC_VER 1900
#define _OBJBASE_H_
#define _OLEERROR_H_
#define _WIN32 1
#define _WIN64 1
#define _WINDOWS_
#define __cplusplus 199711L
";

/// Macros of `winerror.h`, `objbase.h` and their like that the constants and declarations of other headers use. What a
/// header defines itself comes first.
pub(super) const FACTS: &str = "
#define BEGIN_INTERFACE
#define END_INTERFACE
#define DECLSPEC_NOVTABLE
#define FARSTRUCT
#define _Null_terminated_
#define __RPC_FAR
#define __RPC_STUB
#define FALSE 0
#define TRUE 1
#define NULL 0
#define SEVERITY_SUCCESS 0
#define SEVERITY_ERROR 1
#define FACILITY_NULL 0
#define FACILITY_RPC 1
#define FACILITY_DISPATCH 2
#define FACILITY_STORAGE 3
#define FACILITY_ITF 4
#define FACILITY_WIN32 7
#define FACILITY_WINDOWS 8
#define FACILITY_CONTROL 10
#define FACILITY_INTERNET 12
#define MAKE_SCODE(sev, fac, code) ((SCODE)(((unsigned long)(sev) << 31) | ((unsigned long)(fac) << 16) | ((unsigned long)(code))))
#define MAKE_HRESULT(sev, fac, code) ((HRESULT)(((unsigned long)(sev) << 31) | ((unsigned long)(fac) << 16) | ((unsigned long)(code))))
#define S_OK 0
#define S_FALSE 1
#define E_NOTIMPL 0x80004001
#define E_NOINTERFACE 0x80004002
#define E_POINTER 0x80004003
#define E_ABORT 0x80004004
#define E_FAIL 0x80004005
#define E_UNEXPECTED 0x8000FFFF
#define E_ACCESSDENIED 0x80070005
#define E_HANDLE 0x80070006
#define E_OUTOFMEMORY 0x8007000E
#define E_INVALIDARG 0x80070057
#define STG_E_INVALIDFUNCTION 0x80030001
#define ERROR_SUCCESS 0
#define MAX_PATH 260
#define WM_USER 0x0400
";
