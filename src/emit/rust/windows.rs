//! Types of C and Windows that pages use and do not define.

use Known::{Alias, As, Interface, InterfacePointer, Opaque, Record};

/// How a type of Windows is written in Rust.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    /// In place, as this type.
    As(&'static str),
    /// An interface that `windows-core` has.
    Interface(&'static str),
    /// A pointer to such an interface.
    InterfacePointer(&'static str),
    /// An alias, declared where it is used: its target, what it needs besides, what it is.
    Alias(&'static str, &'static str, &'static str),
    /// A structure, declared where it is used: its fields, what it is.
    Record(&'static [(&'static str, &'static str)], &'static str),
    /// Something behind pointers that only Windows looks into.
    Opaque(&'static str),
}

const HANDLE: &str = "*mut core::ffi::c_void";
const COM: &str = "A COM interface of Windows; the `windows` crate has its methods.";
const TEXT: &str = "Text whose width a flag of the call decides: `u8` where none asks for UTF-16, else cast the pointer to \
                    [`windows_core::PWSTR`]'s.";

/// Names of C and Windows, sorted.
const KNOWN: &[(&str, Known)] = &[
    ("BOOL", As("windows_core::BOOL")),
    ("BOOLEAN", As("u8")),
    ("BSTR", Alias("*mut u16", "", "A string of Automation: UTF-16 behind its length.")),
    ("BYTE", As("u8")),
    ("CHAR", As("i8")),
    ("CLSID", As("windows_core::GUID")),
    ("COLORREF", As("u32")),
    ("DATE", As("f64")),
    (
        "DLGPROC",
        Alias(
            "Option<unsafe extern \"system\" fn(HWND, u32, usize, isize) -> isize>",
            "HWND",
            "The procedure of a dialog box: its window, a message and what that is about.",
        ),
    ),
    ("DOUBLE", As("f64")),
    ("DWORD", As("u32")),
    ("DWORDLONG", As("u64")),
    ("DWORD_PTR", As("usize")),
    ("FARPROC", Alias("Option<unsafe extern \"system\" fn() -> isize>", "", "A function of unknown shape.")),
    (
        "FILETIME",
        Record(
            &[("dwLowDateTime", "u32"), ("dwHighDateTime", "u32")],
            "A moment: steps of 100 nanoseconds since the year 1601 in UTC.",
        ),
    ),
    ("FLOAT", As("f32")),
    ("GUID", As("windows_core::GUID")),
    ("HACCEL", Alias(HANDLE, "", "A table of accelerator keys.")),
    ("HANDLE", Alias(HANDLE, "", "A handle.")),
    ("HBITMAP", Alias(HANDLE, "", "A bitmap.")),
    ("HDC", Alias(HANDLE, "", "A device context.")),
    ("HGLOBAL", Alias(HANDLE, "", "A block of global memory.")),
    ("HICON", Alias(HANDLE, "", "An icon.")),
    ("HINSTANCE", Alias(HANDLE, "", "A loaded module.")),
    ("HKEY", Alias(HANDLE, "", "A key of the registry.")),
    ("HMENU", Alias(HANDLE, "", "A menu.")),
    ("HMODULE", Alias(HANDLE, "", "A loaded module.")),
    ("HRESULT", As("windows_core::HRESULT")),
    ("HWND", Alias(HANDLE, "", "A window.")),
    ("IClassFactory", Opaque(COM)),
    ("IDataObject", Opaque(COM)),
    ("IID", As("windows_core::GUID")),
    ("IMalloc", Opaque(COM)),
    ("INT", As("i32")),
    ("INT_PTR", As("isize")),
    ("IStorage", Opaque(COM)),
    ("IStream", Opaque(COM)),
    ("IUnknown", Interface("windows_core::IUnknown")),
    ("LANGID", As("u16")),
    ("LARGE_INTEGER", As("i64")),
    ("LCID", As("u32")),
    ("LONG", As("i32")),
    ("LONGLONG", As("i64")),
    ("LONG_PTR", As("isize")),
    ("LPARAM", As("isize")),
    ("LPBOOL", As("*mut windows_core::BOOL")),
    ("LPBYTE", As("*mut u8")),
    ("LPCIID", As("*const windows_core::GUID")),
    ("LPCGUID", As("*const windows_core::GUID")),
    ("LPCLASSFACTORY", Alias("*mut IClassFactory", "IClassFactory", "A pointer to [`IClassFactory`].")),
    ("LPCLSID", As("*mut windows_core::GUID")),
    ("LPCRECT", Alias("*const RECT", "RECT", "A pointer to a [`RECT`] that is only read.")),
    ("LPCSTR", As("windows_core::PCSTR")),
    ("LPCTSTR", Alias("*const TCHAR", "TCHAR", TEXT)),
    ("LPCVOID", As("*const core::ffi::c_void")),
    ("LPCWSTR", As("windows_core::PCWSTR")),
    ("LPDATAOBJECT", Alias("*mut IDataObject", "IDataObject", "A pointer to [`IDataObject`].")),
    ("LPDWORD", As("*mut u32")),
    ("LPFILETIME", Alias("*mut FILETIME", "FILETIME", "A pointer to a [`FILETIME`].")),
    ("LPGUID", As("*mut windows_core::GUID")),
    ("LPIID", As("*mut windows_core::GUID")),
    ("LPINT", As("*mut i32")),
    ("LPLONG", As("*mut i32")),
    ("LPMALLOC", Alias("*mut IMalloc", "IMalloc", "A pointer to [`IMalloc`].")),
    ("LPMSG", Alias("*mut MSG", "MSG", "A pointer to a [`MSG`].")),
    ("LPRECT", Alias("*mut RECT", "RECT", "A pointer to a [`RECT`].")),
    ("LPSTORAGE", Alias("*mut IStorage", "IStorage", "A pointer to [`IStorage`].")),
    ("LPSTR", As("windows_core::PSTR")),
    ("LPSTREAM", Alias("*mut IStream", "IStream", "A pointer to [`IStream`].")),
    ("LPTSTR", Alias("*mut TCHAR", "TCHAR", TEXT)),
    ("LPULONG", As("*mut u32")),
    ("LPUNKNOWN", InterfacePointer("windows_core::IUnknown")),
    ("LPVOID", As("*mut core::ffi::c_void")),
    ("LPWORD", As("*mut u16")),
    ("LPWSTR", As("windows_core::PWSTR")),
    ("LRESULT", As("isize")),
    (
        "MSG",
        Record(
            &[
                ("hwnd", HANDLE),
                ("message", "u32"),
                ("wParam", "usize"),
                ("lParam", "isize"),
                ("time", "u32"),
                ("pt", "[i32; 2]"),
            ],
            "A message to a window; `pt` is the x and the y of the pointer.",
        ),
    ),
    ("OLECHAR", As("u16")),
    ("PBOOL", As("*mut windows_core::BOOL")),
    ("PBYTE", As("*mut u8")),
    ("PCSTR", As("windows_core::PCSTR")),
    ("PCWSTR", As("windows_core::PCWSTR")),
    ("PDWORD", As("*mut u32")),
    ("POINT", Record(&[("x", "i32"), ("y", "i32")], "A point.")),
    ("PSTR", As("windows_core::PSTR")),
    ("PULONG", As("*mut u32")),
    ("PVOID", As("*mut core::ffi::c_void")),
    ("PWSTR", As("windows_core::PWSTR")),
    ("RECT", Record(&[("left", "i32"), ("top", "i32"), ("right", "i32"), ("bottom", "i32")], "A rectangle.")),
    ("REFCLSID", As("*const windows_core::GUID")),
    ("REFGUID", As("*const windows_core::GUID")),
    ("REFIID", As("*const windows_core::GUID")),
    ("SCODE", As("windows_core::HRESULT")),
    ("SHORT", As("i16")),
    ("SIZE_T", As("usize")),
    (
        "SYSTEMTIME",
        Record(
            &[
                ("wYear", "u16"),
                ("wMonth", "u16"),
                ("wDayOfWeek", "u16"),
                ("wDay", "u16"),
                ("wHour", "u16"),
                ("wMinute", "u16"),
                ("wSecond", "u16"),
                ("wMilliseconds", "u16"),
            ],
            "A date and a time of day.",
        ),
    ),
    ("TCHAR", Alias("u8", "", "A unit of text whose width a flag of the call decides; `u8` without one.")),
    ("UCHAR", As("u8")),
    ("UINT", As("u32")),
    ("UINT_PTR", As("usize")),
    ("ULARGE_INTEGER", As("u64")),
    ("ULONG", As("u32")),
    ("ULONGLONG", As("u64")),
    ("ULONG_PTR", As("usize")),
    ("USHORT", As("u16")),
    ("UUID", As("windows_core::GUID")),
    ("VOID", As("core::ffi::c_void")),
    ("WCHAR", As("u16")),
    ("WORD", As("u16")),
    ("WPARAM", As("usize")),
    ("__int64", As("i64")),
    ("bool", As("bool")),
    ("char", As("i8")),
    ("double", As("f64")),
    ("float", As("f32")),
    ("int", As("i32")),
    ("long", As("i32")),
    ("long int", As("i32")),
    ("long long", As("i64")),
    ("short", As("i16")),
    ("short int", As("i16")),
    ("signed char", As("i8")),
    ("size_t", As("usize")),
    ("unsigned", As("u32")),
    ("unsigned __int64", As("u64")),
    ("unsigned char", As("u8")),
    ("unsigned int", As("u32")),
    ("unsigned long", As("u32")),
    ("unsigned long long", As("u64")),
    ("unsigned short", As("u16")),
    ("unsigned short int", As("u16")),
    ("void", As("core::ffi::c_void")),
    ("wchar_t", As("u16")),
];

/// What `name` is, where Windows or C defines it.
pub(super) fn known(name: &str) -> Option<Known> {
    KNOWN.iter().find(|(known, _)| *known == name).map(|&(_, meaning)| meaning)
}

/// `name` as it stands in the table.
pub(super) fn name_of(name: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(known, _)| *known == name).map(|&(known, _)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_there_once_and_what_they_need_is_there() {
        let mut seen = std::collections::HashSet::new();
        for (name, meaning) in KNOWN {
            assert!(seen.insert(name), "{name} is there twice");
            if let Alias(_, needs, _) = meaning {
                assert!(needs.is_empty() || known(needs).is_some(), "{name} needs {needs}");
            }
        }
    }
}
