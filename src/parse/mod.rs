//! A document becomes a page: front matter, blocks, prototypes, and what its kind says.

pub mod prototype;
