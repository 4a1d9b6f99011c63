//! What the pages take for granted: the codes of the property types and the library of the functions.
//!
//! The one file of this emitter that is about a single API; everything else holds for any reference of this kind.

/// The library that the functions are looked up in, for no page names one.
pub(super) const LIBRARY: &str = "mapi32.dll";

/// How a code's name says what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Severity {
    /// `E_…`: the call failed.
    Error,
    /// `W_…`: it succeeded, in part or otherwise than asked.
    Warning,
    /// `S_…`: it succeeded.
    Success,
}

/// The types that hold such a code.
pub(super) const RESULT_TYPES: &[&str] = &["HRESULT", "SCODE"];

/// `MAPI_E_` of `MAPI_E_NOT_FOUND`: what codes of one facility and severity begin with.
pub(super) fn code_family(name: &str) -> Option<&str> {
    severity(name).filter(|_| !name.starts_with(FROM_WINDOWS))?;
    let mut end = 0;
    for part in name.split('_').take(2) {
        end += part.len() + 1;
        if matches!(part, "E" | "W" | "S") {
            return name.get(..end).filter(|family| family.len() < name.len());
        }
    }
    None
}

/// What makes a code of a failure of Windows, which no name of a code says.
const FROM_WINDOWS: &str = "HRESULT_FROM_WIN32";

/// What `name` says by the convention of Windows, `FACILITY_SEVERITY_CODE` with or without the facility; `None` where
/// it follows another.
pub(super) fn severity(name: &str) -> Option<Severity> {
    if name.starts_with(FROM_WINDOWS) {
        return Some(Severity::Error);
    }
    name.split('_').take(2).find_map(|part| match part {
        "E" => Some(Severity::Error),
        "W" => Some(Severity::Warning),
        "S" => Some(Severity::Success),
        _ => None,
    })
}

/// The codes of the property types.
pub(super) const PROPERTY_TYPES: &[(&str, u16)] = &[
    ("PT_UNSPECIFIED", 0x0000),
    ("PT_NULL", 0x0001),
    ("PT_I2", 0x0002),
    ("PT_SHORT", 0x0002),
    ("PT_I4", 0x0003),
    ("PT_LONG", 0x0003),
    ("PT_R4", 0x0004),
    ("PT_FLOAT", 0x0004),
    ("PT_R8", 0x0005),
    ("PT_DOUBLE", 0x0005),
    ("PT_CURRENCY", 0x0006),
    ("PT_APPTIME", 0x0007),
    ("PT_ERROR", 0x000A),
    ("PT_BOOLEAN", 0x000B),
    ("PT_OBJECT", 0x000D),
    ("PT_I8", 0x0014),
    ("PT_LONGLONG", 0x0014),
    ("PT_STRING8", 0x001E),
    ("PT_UNICODE", 0x001F),
    ("PT_TSTRING", 0x001F),
    ("PT_SYSTIME", 0x0040),
    ("PT_CLSID", 0x0048),
    ("PT_GUID", 0x0048),
    ("PT_SVREID", 0x00FB),
    ("PT_SRESTRICT", 0x00FD),
    ("PT_SRESTRICTION", 0x00FD),
    ("PT_ACTIONS", 0x00FE),
    ("PT_BINARY", 0x0102),
    ("PT_MV_I2", 0x1002),
    ("PT_MV_SHORT", 0x1002),
    ("PT_MV_I4", 0x1003),
    ("PT_MV_LONG", 0x1003),
    ("PT_MV_R4", 0x1004),
    ("PT_MV_FLOAT", 0x1004),
    ("PT_MV_R8", 0x1005),
    ("PT_MV_DOUBLE", 0x1005),
    ("PT_MV_CURRENCY", 0x1006),
    ("PT_MV_APPTIME", 0x1007),
    ("PT_MV_I8", 0x1014),
    ("PT_MV_LONGLONG", 0x1014),
    ("PT_MV_STRING8", 0x101E),
    ("PT_MV_UNICODE", 0x101F),
    ("PT_MV_TSTRING", 0x101F),
    ("PT_MV_SYSTIME", 0x1040),
    ("PT_MV_CLSID", 0x1048),
    ("PT_MV_GUID", 0x1048),
    ("PT_MV_BINARY", 0x1102),
];

/// Types of text: the one of bytes (`_A`), the one of UTF-16 (`_W`), and the one that is either.
pub(super) const TEXT_TYPES: &[[&str; 3]] =
    &[["PT_STRING8", "PT_UNICODE", "PT_TSTRING"], ["PT_MV_STRING8", "PT_MV_UNICODE", "PT_MV_TSTRING"]];

/// The code of a property type.
pub(super) fn property_type(name: &str) -> Option<u16> {
    PROPERTY_TYPES.iter().find(|(known, _)| *known == name).map(|&(_, code)| code)
}

/// The type of the property that goes by `name`, where the page gives the types `types`.
pub(super) fn type_of_name<'t>(name: &str, types: &'t [String]) -> Option<&'t str>
where
    'static: 't,
{
    let first = types.first()?;
    let Some([bytes, utf16, either]) = TEXT_TYPES.iter().find(|family| family.contains(&first.as_str()))
    else {
        return Some(first);
    };
    let has = |wanted: &str| types.iter().any(|ty| ty == wanted);
    if name.ends_with("_A") || !(name.ends_with("_W") || has(utf16) || has(either)) {
        Some(bytes)
    } else {
        Some(utf16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_codes_say_what_they_mean() {
        assert_eq!(severity("MAPI_E_NOT_FOUND"), Some(Severity::Error));
        assert_eq!(severity("E_FAIL"), Some(Severity::Error));
        assert_eq!(severity("HRESULT_FROM_WIN32(ERROR_TIMEOUT)"), Some(Severity::Error));
        assert_eq!(severity("MAPI_W_PARTIAL_COMPLETION"), Some(Severity::Warning));
        assert_eq!(severity("S_FALSE"), Some(Severity::Success));
        assert_eq!(severity("MAPI_NO_CACHE"), None);
        assert_eq!(severity("ABCD_TO_E_MAIL"), None);
        assert_eq!(code_family("MAPI_E_NOT_FOUND"), Some("MAPI_E_"));
        assert_eq!(code_family("S_OK"), Some("S_"));
        assert_eq!((code_family("MAPI_E"), code_family("MAPI_UNICODE")), (None, None));
    }

    #[test]
    fn suffixes_choose_among_the_types_of_text() {
        let both = ["PT_STRING8".to_owned(), "PT_UNICODE".to_owned()];
        assert_eq!(type_of_name("PR_DISPLAY_NAME", &both), Some("PT_UNICODE"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME_A", &both), Some("PT_STRING8"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME_W", &both[..1]), Some("PT_UNICODE"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME", &both[..1]), Some("PT_STRING8"));
        assert_eq!(type_of_name("PR_GRADE_A", &["PT_LONG".to_owned()]), Some("PT_LONG"));
        assert_eq!(type_of_name("PR_X", &[]), None);
    }
}
