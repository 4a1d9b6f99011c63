//! The words by which the form is recognised: headings, row labels and marks, all of the source language.
//!
//! They are the form's, not one book's: a book about another API says `Return value` and `Header file:` alike.

/// Headings of typed sections, in lower case.
pub(crate) const PARAMETERS: &[&str] = &["parameters", "parameter"];
/// What a call may give.
pub(crate) const RETURNS: &[&str] = &["return value", "return values", "returns"];
/// The fields of a structure, the enumerators of an enumeration.
pub(crate) const MEMBERS: &[&str] = &["members", "member", "fields"];
/// An interface's methods in slot order.
pub(crate) const VTABLE: &[&str] = &["vtable order"];
/// Links to related pages.
pub(crate) const SEE_ALSO: &[&str] = &["see also"];
/// A heading under which the table of facts may stand, instead of under the page's own.
pub(crate) const QUICK_INFO: &[&str] = &["quick info"];

/// The line under a page's heading that names products; it is no summary.
pub(crate) const APPLIES_TO: &str = "Applies to";

/// Labels of rows in the table of facts, in lower case and without the colon.
pub(crate) mod row {
    pub(crate) const HEADER: &[&str] = &["header file", "header", "specified in header file"];
    pub(crate) const INHERITED_FROM: &[&str] = &["inherits from", "inherited from"];
    pub(crate) const INTERFACE_ID: &[&str] = &["interface identifier"];
    pub(crate) const POINTER_TYPE: &[&str] = &["pointer type", "corresponding pointer type"];
    pub(crate) const DEFINED_BY: &[&str] = &["defined function implemented by"];
    pub(crate) const CALLED_BY: &[&str] = &["defined function called by"];
    pub(crate) const RELATED: &[&str] =
        &["related structure", "related structures", "related macro", "related macros"];
    pub(crate) const IDENTIFIER: &[&str] = &["identifier"];
    pub(crate) const LONG_ID: &[&str] = &["long id (lid)", "long id", "lid"];
    pub(crate) const DATA_TYPE: &[&str] = &["data type", "property type"];
    pub(crate) const AREA: &[&str] = &["area"];
    pub(crate) const ASSOCIATED: &[&str] = &["associated properties", "associated property"];
    pub(crate) const PROPERTY_SET: &[&str] = &["property set"];
    pub(crate) const PROPERTY_NAME: &[&str] = &["property name"];

    /// All of them: a table that opens with one is a table of facts wherever it stands.
    pub(crate) const ALL: &[&[&str]] = &[
        HEADER,
        INHERITED_FROM,
        INTERFACE_ID,
        POINTER_TYPE,
        DEFINED_BY,
        CALLED_BY,
        RELATED,
        IDENTIFIER,
        LONG_ID,
        DATA_TYPE,
        AREA,
        ASSOCIATED,
        PROPERTY_SET,
        PROPERTY_NAME,
    ];
}

/// How a vtable row says that it is a slot and no method, in lower case.
pub(crate) const PLACEHOLDER: &str = "placeholder";
/// The same in the row's second cell.
pub(crate) const UNSUPPORTED: &str = "not supported or documented";

/// Prefixes of canonical property names, with how such a property is identified.
pub(crate) const PROPERTY_PREFIXES: &[(&str, crate::parse::kind::property::PropertyKind)] = {
    use crate::parse::kind::property::PropertyKind::{Lid, Name, Tag};
    &[("PidTag", Tag), ("PidLid", Lid), ("PidName", Name)]
};
/// What a property page's heading adds to the name.
pub(crate) const CANONICAL: &str = "Canonical";

/// How names of TNEF attributes begin.
pub(crate) const ATTRIBUTE_PREFIX: &str = "att";

/// Words in a direction mark, in lower case.
pub(crate) const DIRECTION_WORDS: &[&str] = &["in", "out", "optional"];

/// How names of properties begin in tables.
pub(crate) const PROPERTY_NAMES: &[&str] = &["PR_", "PidTag", "PidLid", "PidName"];
/// What the heading of a table of properties contains, in lower case.
pub(crate) const PROPERTIES: &str = "propert";
/// The heading of the first column of the form's own tables, in lower case.
pub(crate) const PROPERTY_HEAD: &str = "property";
/// The heading of the second, in lower case; most such tables have none.
pub(crate) const VALUE_HEAD: &str = "value";

/// How a cell says that there is nothing to say.
pub(crate) const NONE: &str = "None";
