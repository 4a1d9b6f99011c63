//! What the pages take for granted: the library of the functions.
//!
//! The one file of this emitter that is about a single API; everything else holds for any reference of this kind.

/// The library that the functions are looked up in, for no page names one.
pub(super) const LIBRARY: &str = "mapi32.dll";

/// The namespace of the metadata, and the stem of its files' names in lower case.
pub(super) const NAMESPACE: &str = "Mapi";

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
}
