//! A document becomes a page: front matter, blocks, prototypes, and what its kind says.
//!
//! [`sheet`] takes the file apart (texts, front matter, [`outline`] of blocks, first [`prototype`], table of facts);
//! [`kind`] asks in turn which kind of page it is; that kind's reader makes the typed item. Everything is decided on
//! the source side; texts are [`passage`]s, from which the words of either language are had.

mod call;
pub mod constants;
pub mod direction;
pub mod front;
pub mod item;
pub mod kind;
pub(crate) mod members;
pub mod outline;
pub mod passage;
pub mod prototype;
mod reader;
pub mod sheet;
pub(crate) mod terms;
pub mod texts;

use crate::diagnostic::Diagnostic;
use crate::read::Document;
pub use constants::StatedConstant;
pub use kind::Item;
pub use sheet::Sheet;

/// A page of one locale.
#[derive(Debug)]
pub struct Page {
    /// Its texts and structure.
    pub sheet: Sheet,
    /// What it says, typed; its texts are passages of `sheet`.
    pub item: Item,
    /// The constants that it states.
    pub constants: Vec<StatedConstant>,
}

/// Reads a document.
pub fn parse(document: Document) -> (Page, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let sheet = sheet::read(document, &mut diagnostics);
    let kind = kind::of(&sheet);
    let mut reader = reader::Reader::new(&sheet);
    let item = (kind.read)(&mut reader);
    diagnostics.append(&mut reader.diagnostics);
    let constants = constants::read(&sheet);
    (Page { sheet, item, constants }, diagnostics)
}
