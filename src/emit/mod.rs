//! The model becomes files. Every emitter makes paths and bytes and touches no disk; [`crate::output`] writes them.

pub mod exchange;
pub mod json;
pub mod report;
pub mod review;
pub mod rust;
pub mod site;

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

/// What a page's policy calls a style or a script that stands in the page.
pub(crate) fn policy_hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A file to write: its path below the output folder, with `/`, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Path below the output folder.
    pub path: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file of text.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), bytes: text.into().into_bytes() }
    }
}
