//! The page kinds, one a file.

pub mod attribute;
pub mod callback;
pub mod concept;
pub mod enumeration;
pub mod function;
pub mod interface;
#[path = "macro.rs"]
pub mod macro_;
pub mod method;
pub mod property;
pub mod structure;
pub mod typedef;
