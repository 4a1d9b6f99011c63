//! The page kinds, one a file: the type of what such pages say, how they are known, how they are read.
//!
//! Kinds are decided on the source side: never by `title:`, which is translated, and not by `ms.topic` or `api_type`,
//! which are unreliable. A new kind is a file and a line in the table below.

use super::item::Common;
use super::reader::Reader;
use super::sheet::Sheet;

/// A page kind.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its name, also that of its file and of its template: `method`.
    pub name: &'static str,
    /// Whether a page is of this kind. Asked in the table's order; the first to say yes has the page.
    pub(super) recognise: fn(&Sheet) -> bool,
    /// Reads a page of this kind.
    pub(super) read: fn(&mut Reader<'_>) -> Item,
}

/// Declares the kinds in the order in which they are tried.
macro_rules! kinds {
    ($($file:literal $module:ident: $variant:ident;)+) => {
        $(#[path = $file] pub mod $module;)+

        /// What a page says, by its kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Item {
            $(
                #[doc = concat!("See [`", stringify!($module), "`].")]
                $variant($module::$variant),
            )+
        }

        /// The kinds in the order in which they are tried.
        pub static KINDS: &[Kind] = &[$($module::KIND),+];

        impl Item {
            /// The kind's name.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $module::KIND.name,)+ }
            }

            /// What every item has.
            pub fn common(&self) -> &Common {
                match self { $(Self::$variant(item) => &item.common,)+ }
            }

            /// What every item has, to be filled in.
            pub fn common_mut(&mut self) -> &mut Common {
                match self { $(Self::$variant(item) => &mut item.common,)+ }
            }
        }
    };
}

kinds! {
    "property.rs" property: Property;
    "method.rs" method: Method;
    "interface.rs" interface: Interface;
    "attribute.rs" attribute: Attribute;
    "callback.rs" callback: Callback;
    "structure.rs" structure: Structure;
    "enumeration.rs" enumeration: Enumeration;
    "typedef.rs" typedef: Typedef;
    "macro.rs" macro_: Macro;
    "function.rs" function: Function;
    "concept.rs" concept: Concept;
}

/// The kind of a page. The last kind takes what no other has claimed.
pub(super) fn of(sheet: &Sheet) -> Kind {
    KINDS.iter().find(|kind| (kind.recognise)(sheet)).copied().unwrap_or(concept::KIND)
}

/// Splits a cell that lists names: `PR_A, PR_B`, `PR_A PR_B`, `**A**; B`.
fn split_names(list: &str) -> Vec<String> {
    let names = list.split(|letter: char| letter.is_whitespace() || letter == ',' || letter == ';');
    names
        .map(|name| name.trim_matches(['*', '(', ')', '.']))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
