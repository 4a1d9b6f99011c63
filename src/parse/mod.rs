//! A document becomes a page: front matter, blocks, prototypes, and what its kind says.

pub mod item;
pub mod kind;
pub mod passage;
pub mod prototype;
