//! The localized static site: one HTML page a page and locale, both languages in it.

pub mod context;
