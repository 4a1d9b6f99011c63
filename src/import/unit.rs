//! What every format that comes back is read into.

/// A segment as an exchange file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// The line of the file that it ends in.
    pub(super) line: u32,
    /// The page's key.
    pub(super) page: String,
    /// The place on the page, from 1; as written where it is no number.
    pub(super) ordinal: String,
    /// The source half.
    pub(super) source: Content,
    /// The target half; nothing where the file has none.
    pub(super) target: Content,
    /// The fingerprint of the target that was exported.
    pub(super) exported: Option<u64>,
    /// The fingerprint of the page's source, where `source` is the newer English that took its place.
    pub(super) page_source: Option<u64>,
    /// What the file says that the English is now, where the unit was exported as stale.
    pub(super) newer: Option<String>,
    /// Whether it is marked as not to be used yet: fuzzy, locked, or in a state that comes before a translation.
    pub(super) is_unfinished: bool,
    /// Whether it is marked as translated: no fuzzy mark in PO, a state that says so in XLIFF. A tool that drops the state says nothing.
    pub(super) is_done: bool,
}

impl Unit {
    /// The index of its segment, where it says one.
    pub(super) fn place(&self) -> Option<usize> {
        self.ordinal.parse::<usize>().ok()?.checked_sub(1)
    }
}

/// A half: text and codes.
pub(super) type Content = Vec<Bit>;

/// A part of a half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bit {
    /// Markdown.
    Text(String),
    /// A code by its number.
    Code {
        /// The number as it is written.
        id: String,
        /// Which mark of a code it is.
        place: Place,
        /// The bytes that the file shows for it; empty where it shows none.
        shown: String,
    },
}

/// Which mark of a code is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Open,
    Close,
    /// It has but one.
    Alone,
}

/// What a file says of itself, and the units it hands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The target language of what follows, as written, and the line.
    Locale(String, u32),
    Unit(Unit),
}

/// Takes parts as they are read; `false` ends the reading.
pub(super) type Sink<'a> = &'a mut dyn FnMut(Part) -> bool;

/// Whether a half says nothing: it has no code, and no text but white space.
pub(super) fn is_blank(content: &Content) -> bool {
    content.iter().all(|bit| matches!(bit, Bit::Text(text) if text.trim().is_empty()))
}

/// Appends text to what is there.
pub(super) fn push_text(content: &mut Content, text: &str) {
    match content.last_mut() {
        Some(Bit::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => content.push(Bit::Text(text.to_owned())),
    }
}
