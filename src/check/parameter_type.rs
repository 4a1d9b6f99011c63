//! `parameter-type`: a parameter's type is not the headers'.
//!
//! Where it is passed otherwise, the call is wrong. Where only the letters' width differs (`LPSTR` for `LPTSTR`), or one
//! type is spelled in two ways, it is worth knowing.

use super::calls::{Call, calls, spelled};
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::{Severity, rule};
use crate::model::canon::Canon;
use crate::parse::item::Parameter;

pub(super) const CHECK: Check = Check { rule: &rule::PARAMETER_TYPE, find };

/// A parameter that the page and the witness spell differently.
pub(super) struct Difference<'a> {
    pub(super) call: &'a Call<'a>,
    pub(super) said: &'a Parameter,
    pub(super) right: &'a Parameter,
    pub(super) says: Canon,
    pub(super) has: Canon,
}

impl Difference<'_> {
    /// Whether the page's type is defined nowhere.
    pub(super) fn is_unknown(&self) -> bool {
        !self.says.known && !self.says.same_abi(&self.has)
    }

    /// The finding, its message to be said.
    pub(super) fn finding(&self, check: &Check) -> Disagreement {
        let what = format!("parameter {}", self.said.name);
        let word = if self.said.name.is_empty() { &self.call.item } else { &self.said.name };
        Disagreement::new(check.rule, self.call.page, &self.call.item, &what)
            .between(&spelled(self.said), &spelled(self.right), &self.call.fact.origin)
            .at(word)
    }
}

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for call in calls(comparison) {
        for difference in differences(comparison, &call).iter().filter(|difference| !difference.is_unknown())
        {
            let (says, right) = (spelled(difference.said), spelled(difference.right));
            let name = &difference.said.name;
            let finding = difference.finding(&CHECK);
            found.push(if difference.says.other_text(&difference.has) {
                let message = format!("the letters of `{name}` are those of `{right}`, not of `{says}`");
                finding.severity(Severity::Info).message(message)
            } else if difference.says.same_abi(&difference.has) {
                let message = format!("`{name}` is `{right}`, spelled `{says}` here");
                finding.severity(Severity::Info).message(message)
            } else {
                finding.message(format!("`{name}` is `{right}`, not `{says}`"))
            });
        }
    }
}

/// The parameters of a call that are spelled differently; none where their number differs.
pub(super) fn differences<'a>(comparison: &Comparison<'_>, call: &'a Call<'a>) -> Vec<Difference<'a>> {
    if call.parameters.len() != call.fact.parameters.len() {
        return Vec::new();
    }
    let types = &comparison.types;
    call.parameters
        .iter()
        .zip(&call.fact.parameters)
        .filter(|(said, right)| spelled(said) != spelled(right))
        .map(|(said, right)| {
            let (says, has) = (types.parameter(said), types.parameter(right));
            Difference { call, said, right, says, has }
        })
        .collect()
}
