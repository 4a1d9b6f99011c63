//! What the pages take for granted: the library of the functions.
//!
//! The one file of this emitter that is about a single API; everything else holds for any reference of this kind.

/// The library that the functions are looked up in, for no page names one.
pub(super) const LIBRARY: &str = "mapi32.dll";

/// The namespace of the metadata, and the stem of its files' names in lower case.
pub(super) const NAMESPACE: &str = "Mapi";
