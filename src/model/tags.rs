//! Property tags: the codes of the property types, and the value of each of a property's names.
//!
//! The types are a fact of the format of property tags, which every book on such properties shares.

use super::Property;
use crate::parse::kind::property::PropertyKind;

/// The codes of the property types.
const PROPERTY_TYPES: &[(&str, u16)] = &[
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
const TEXT_TYPES: &[[&str; 3]] =
    &[["PT_STRING8", "PT_UNICODE", "PT_TSTRING"], ["PT_MV_STRING8", "PT_MV_UNICODE", "PT_MV_TSTRING"]];

/// The code of a property type.
pub fn property_type(name: &str) -> Option<u16> {
    PROPERTY_TYPES.iter().find(|(known, _)| *known == name).map(|&(_, code)| code)
}

/// The type of the property that goes by `name`, where the page gives the types `types`. A name without a suffix is UTF-16 where the page
/// has that type or, as `is_wide` says, a name for it: whatever a page lists, all such names are then of one kind.
fn type_of_name<'t>(name: &str, types: &'t [String], is_wide: bool) -> Option<&'t str>
where
    'static: 't,
{
    let first = types.first()?;
    let Some([bytes, utf16, either]) = TEXT_TYPES.iter().find(|family| family.contains(&first.as_str()))
    else {
        return Some(first);
    };
    let has = |wanted: &str| types.iter().any(|ty| ty == wanted);
    if name.ends_with("_A") || !(is_wide || name.ends_with("_W") || has(utf16) || has(either)) {
        Some(bytes)
    } else {
        Some(utf16)
    }
}

/// Fills in the values of the property's names, canonical and associated: `identifier << 16 | type`.
pub fn fill(property: &mut Property) {
    if property.kind != PropertyKind::Tag {
        return;
    }
    let names: Vec<String> =
        std::iter::once(&property.common.name).chain(&property.associated).cloned().collect();
    for name in names {
        if let Some(value) = value(property, &name) {
            property.tags.insert(name, value);
        }
    }
}

fn value(property: &Property, name: &str) -> Option<u32> {
    let is_wide = property.associated.iter().any(|name| name.ends_with("_W"));
    let code = property_type(type_of_name(name, &property.types, is_wide)?)?;
    let identifier = property.identifier.filter(|identifier| *identifier <= 0xFFFF)?;
    Some(identifier << 16 | u32::from(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_choose_among_the_types_of_text() {
        let both = ["PT_STRING8".to_owned(), "PT_UNICODE".to_owned()];
        assert_eq!(type_of_name("PR_DISPLAY_NAME", &both, false), Some("PT_UNICODE"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME_A", &both, false), Some("PT_STRING8"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME_W", &both[..1], false), Some("PT_UNICODE"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME", &both[..1], false), Some("PT_STRING8"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME", &both[..1], true), Some("PT_UNICODE"));
        assert_eq!(type_of_name("PR_DISPLAY_NAME_A", &both[..1], true), Some("PT_STRING8"));
        assert_eq!(type_of_name("PR_GRADE_A", &["PT_LONG".to_owned()], false), Some("PT_LONG"));
        assert_eq!(type_of_name("PR_X", &[], false), None);
    }
}
