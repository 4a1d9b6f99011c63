//! mapidoc
pub mod cli;
pub mod diagnostic;
mod embedded;
pub mod emit;
pub mod locale;
pub mod model;
pub mod output;
pub mod parse;
pub mod read;
pub mod segment;
pub mod span;
