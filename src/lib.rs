//! mapidoc
pub mod diagnostic;
mod embedded;
pub mod emit;
pub mod locale;
pub mod model;
pub mod parse;
pub mod read;
pub mod segment;
pub mod span;
