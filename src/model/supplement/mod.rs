//! The supplement: what the pages lack and what they get wrong, kept in a TOML file beside them.
//!
//! Its first part is written by people: [`PageCorrection`]s, each with the page, what it says, what is right and how that is
//! known, and the libraries that export the functions. Its second part, `[facts]`, is what C headers say of the items that
//! the pages tell of; `mapidoc supplement --headers DIR` writes it. `docs/supplement.md` describes the format.

mod apply;
mod read;
mod write;

use super::facts::Facts;
use crate::embedded;
use crate::parse::item::Correction;

pub use read::SupplementError;
pub use write::{corrections, facts};

/// A correction of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageCorrection {
    /// The page's key.
    pub page: String,
    /// The item: `IABLogon`, `IABLogon::Advise`, `MAPIAllocateBuffer`, `SEARCH_RUNNING`, `PR_MEMBER_NAME_W`.
    pub item: String,
    /// What it says and what is right.
    pub correction: Correction,
}

/// A supplement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplement {
    /// The file's name, for findings about it.
    pub name: String,
    /// Corrections in the file's order.
    pub corrections: Vec<PageCorrection>,
    /// Facts.
    pub facts: Facts,
}

impl Supplement {
    /// The supplement that comes with the program: `content/mapi.toml`. Empty where that cannot be read, which a test
    /// rules out.
    pub fn built_in() -> Self {
        const NAME: &str = "mapi.toml";
        let file = embedded::CONTENT.iter().find(|(path, _)| *path == NAME);
        let text = file.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
        text.and_then(|text| Self::parse(NAME, text).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_supplement_can_be_read() {
        let (_, bytes) = embedded::CONTENT.iter().find(|(path, _)| *path == "mapi.toml").unwrap();
        let supplement = Supplement::parse("mapi.toml", std::str::from_utf8(bytes).unwrap()).unwrap();
        assert!(!supplement.corrections.is_empty() && !supplement.facts.interfaces.is_empty());
        assert_eq!(supplement, Supplement::built_in());
    }
}
