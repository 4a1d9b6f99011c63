//! mapidoc: the compiler for Microsoft's bilingual API reference.
//!
//! The pages say everything twice, sentence by sentence, in two languages. mapidoc reads them into a typed API model and
//! makes from it documented Rust bindings, a localized static site, and data for translation work. One straight line:
//!
//! 1. **[`read`]**: folders of pages for several locales become [`read::Document`]s, paired by page key.
//! 2. **[`segment`]**: [`segment::unweave`] takes a file apart into source text, target text and segments;
//!    [`segment::Unwoven::weave`] gives the file back, byte for byte.
//! 3. **[`parse`]**: [`parse::parse`] makes a [`parse::Page`] of a document: front matter, an outline of blocks, C
//!    declarations, and what its page kind says, typed. Everything is decided on the source side.
//! 4. **[`model`]**: [`model::build`] makes one [`model::Api`] of all locales' pages: texts in every locale, links resolved,
//!    vtables with their slots, constants.
//! 5. **[`memory`]** knows how each locale translates what, and **[`check`]** finds what is wrong with it, and where the
//!    pages disagree with C headers.
//! 6. **[`emit`]**: [`emit::site`], [`emit::rust`] and [`emit::json`] make paths and bytes and touch no disk.
//! 7. **[`output`]** writes them: only what changed, atomically.
//!
//! [`cli`] is the command line over it. A stage imports only what stands before it. Bad input is data: every stage returns
//! what it could make and [`diagnostic`]s; `Result` is for the environment.

pub mod check;
pub mod cli;
pub mod diagnostic;
mod embedded;
pub mod emit;
pub mod locale;
pub mod memory;
pub mod model;
pub mod output;
pub mod parse;
pub mod read;
pub mod segment;
pub mod span;
