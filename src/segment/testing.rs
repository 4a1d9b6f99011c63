//! Small bilingual pages for the tests of all that stands behind.

use super::{Unwoven, unweave};

/// A pair as a file has it.
pub(crate) fn pair(target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"a-1\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">{source}</span></span>"
    )
}

/// A page of pairs of target and source, one a line.
pub(crate) fn page(pairs: &[(&str, &str)]) -> Unwoven {
    unweave(&pairs.iter().map(|(target, source)| pair(target, source) + "\n").collect::<String>())
}
