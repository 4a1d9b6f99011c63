//! mapidoc
pub mod diagnostic;
mod embedded;
pub mod locale;
pub mod parse;
pub mod read;
pub mod segment;
pub mod span;
