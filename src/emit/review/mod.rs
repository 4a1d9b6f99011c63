//! What a comparison found, for the terminal, for the browser and for programs.

mod html;
mod json;
mod terminal;

#[cfg(test)]
mod tests;

pub use html::{HtmlOptions, html};
pub use json::json;
pub use terminal::{TerminalOptions, changed_text, terminal, visible};

use crate::locale::Locale;
use crate::memory::revision::{Defects, State};

/// The two sides, as they are named.
#[derive(Clone, Debug)]
pub struct Sides<'a> {
    /// OLD, as the user named it.
    pub old: &'a str,
    /// The locale of OLD.
    pub old_locale: &'a Locale,
    /// NEW, as the user named it.
    pub new: &'a str,
    /// The locale of NEW.
    pub new_locale: &'a Locale,
    /// The language of the source halves.
    pub source: &'a Locale,
}

/// A number with its thousands divided: `36,989`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 page`, `2 pages`.
pub fn counted(number: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// What a group of so many segments fixes and introduces: `fixes 2 split-identifier, introduces 1 lost-bold in each`.
fn judged(defects: &[Defects], segments: usize) -> String {
    let fixed = defects
        .iter()
        .filter(|(_, fixed, _)| *fixed > 0)
        .map(|(rule, fixed, _)| format!("fixes {fixed} {rule}"));
    let new =
        defects.iter().filter(|(.., new)| *new > 0).map(|(rule, _, new)| format!("introduces {new} {rule}"));
    let told = fixed.chain(new).collect::<Vec<_>>().join(", ");
    if segments > 1 && !told.is_empty() { format!("{told} in each") } else { told }
}

impl<'a> Sides<'a> {
    /// Whether two locales are compared, and not two revisions of one.
    fn is_locales(&self) -> bool {
        self.old_locale != self.new_locale
    }

    /// What the two sides are called in a sentence.
    fn names(&self) -> [&'a str; 2] {
        if self.is_locales() { [self.old_locale.as_str(), self.new_locale.as_str()] } else { ["OLD", "NEW"] }
    }
}

fn source_of<'a>(state: Option<&'a State<'_>>) -> Option<&'a str> {
    state.map(|state| state.source.as_ref())
}

fn target_of<'a>(state: Option<&'a State<'_>>) -> Option<&'a str> {
    state.map(|state| state.target.as_ref())
}
