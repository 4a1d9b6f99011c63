//! mapidoc
pub mod diagnostic;
pub mod locale;
pub mod parse;
pub mod span;
