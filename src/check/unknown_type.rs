//! `unknown-type`: a declaration uses a type that neither the pages nor the headers define.
//!
//! Mostly a slip for a name that the headers have in its place.

use super::calls::{calls, spelled};
use super::parameter_type::differences;
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::UNKNOWN_TYPE, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for call in calls(comparison) {
        for difference in differences(comparison, &call).iter().filter(|difference| difference.is_unknown()) {
            let message = format!(
                "nobody defines `{}`; `{}` is `{}`",
                difference.says.base,
                difference.said.name,
                spelled(difference.right)
            );
            found.push(difference.finding(&CHECK).message(message));
        }
    }
}
