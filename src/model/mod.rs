//! Pages become one API model: interfaces with their vtables, properties, links, in every locale.

use schemars::JsonSchema;
use serde::Serialize;

use crate::locale::Locale;
use crate::parse::item::Text;
pub use crate::parse::kind::attribute::Attribute;
pub use crate::parse::kind::callback::Callback;
pub use crate::parse::kind::concept::Concept;
pub use crate::parse::kind::enumeration::Enumeration;
pub use crate::parse::kind::function::Function;
pub use crate::parse::kind::interface::Interface;
pub use crate::parse::kind::macro_::Macro;
pub use crate::parse::kind::method::Method;
pub use crate::parse::kind::property::Property;
pub use crate::parse::kind::structure::Structure;
pub use crate::parse::kind::typedef::Typedef;

/// The version of the model's JSON.
pub const SCHEMA: &str = "mapidoc-model/1";

/// Everything that the pages say of the API. Every list is sorted by name, then by page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "mapidoc model")]
pub struct Api {
    /// The version of this format: [`SCHEMA`].
    pub schema: String,
    /// The locales of the texts, in the order in which they were given.
    pub locales: Vec<Locale>,
    /// The language of the texts that the translations were made from.
    pub source_locale: String,
    /// COM interfaces with their methods.
    pub interfaces: Vec<Interface>,
    /// Free functions.
    pub functions: Vec<Function>,
    /// Types of callback functions.
    pub callbacks: Vec<Callback>,
    /// Macros.
    pub macros: Vec<Macro>,
    /// Structures and unions.
    pub structures: Vec<Structure>,
    /// Enumerations.
    pub enumerations: Vec<Enumeration>,
    /// Typedefs.
    pub typedefs: Vec<Typedef>,
    /// Flags, codes and other constants that pages state.
    pub constants: Vec<Constant>,
    /// Canonical properties.
    pub properties: Vec<Property>,
    /// TNEF attributes.
    pub attributes: Vec<Attribute>,
    /// Pages of prose.
    pub concepts: Vec<Concept>,
}

/// A constant that a page defines or gives a value for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Constant {
    /// Its name: `CCSF_SMTP`, `MAPI_UNICODE`, `IID_IAttachmentSecurity`.
    pub name: String,
    /// The page that states it first.
    pub page: String,
    /// Its value as the page writes it: `0x0002`, `((ULONG)0x00000180)`, `PROP_TAG(PT_BINARY, 0x3D15)`; `null` where no page states one.
    pub value: Option<String>,
    /// The value as a number, where the expression is one.
    pub number: Option<i64>,
    /// The value as a GUID, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// What the page says of it.
    pub summary: Text,
}
