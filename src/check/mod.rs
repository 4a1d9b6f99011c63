//! Checks: what the pages say against what C headers say, one rule a file.
//!
//! A rule looks at a [`Comparison`] and finds [`Disagreement`]s. They become diagnostics at the page's line, or drafts of
//! corrections for the supplement. Where only a page or only a witness knows an item, nobody disagrees.

mod base_interface;
mod calls;
mod constant_value;
mod interface_id;
mod locate;
mod missing_method;
mod parameter_count;
mod parameter_name;
mod parameter_type;
mod property_tag;
mod return_type;
mod structure_field;
pub mod translation;
mod unknown_type;
mod vtable_order;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::Api;
use crate::model::canon::Types;
use crate::model::facts::{Facts, Origin};
use crate::model::supplement::PageCorrection;
use crate::parse::Page;
use crate::parse::item::Correction;

/// The pages' API beside a witness.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// What the pages say.
    pub api: &'a Api,
    /// What the witness says.
    pub facts: &'a Facts,
    /// The names of types of both.
    types: Types,
}

/// One thing that a page says otherwise than the witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters: what does not change a call or a layout is worth knowing only.
    pub severity: Severity,
    /// Page, item, and what each says.
    pub correction: PageCorrection,
    /// What is wrong, for people.
    pub message: String,
    /// The word on the page to point at.
    word: String,
}

/// A rule and how it is looked for.
pub struct Check {
    /// The rule.
    pub rule: &'static Rule,
    find: fn(&Comparison<'_>, &mut Vec<Disagreement>),
}

/// Every rule, in the order in which findings are made.
pub static CHECKS: &[Check] = &[
    base_interface::CHECK,
    vtable_order::CHECK,
    missing_method::CHECK,
    interface_id::CHECK,
    return_type::CHECK,
    parameter_count::CHECK,
    parameter_type::CHECK,
    unknown_type::CHECK,
    parameter_name::CHECK,
    structure_field::CHECK,
    constant_value::CHECK,
    property_tag::CHECK,
];

/// Every rule that there is, in the order of the pipeline.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    crate::diagnostic::rule::RULES.iter().copied().chain(translation::rules())
}

impl<'a> Comparison<'a> {
    /// Puts both beside each other.
    pub fn new(api: &'a Api, facts: &'a Facts) -> Self {
        Self { api, facts, types: Types::new(api, facts) }
    }

    /// Everything that they disagree about, rule by rule.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let mut found = Vec::new();
        for check in CHECKS {
            (check.find)(self, &mut found);
        }
        found
    }
}

impl Disagreement {
    /// One of the rule's own severity.
    fn new(rule: &'static Rule, page: &str, item: &str, what: &str) -> Self {
        let correction = Correction { what: what.to_owned(), ..Correction::default() };
        Self {
            rule,
            severity: rule.severity,
            correction: PageCorrection { page: page.to_owned(), item: item.to_owned(), correction },
            message: String::new(),
            word: item.rsplit("::").next().unwrap_or(item).to_owned(),
        }
    }

    /// What each says, and where the witness does.
    fn between(mut self, says: &str, right: &str, origin: &Origin) -> Self {
        let correction = &mut self.correction.correction;
        (correction.says, correction.right) = (says.to_owned(), right.to_owned());
        correction.evidence = evidence(origin);
        self
    }

    fn message(mut self, message: String) -> Self {
        self.message = message;
        self
    }

    /// Points at `word` of the page's declaration.
    fn at(mut self, word: &str) -> Self {
        word.clone_into(&mut self.word);
        self
    }

    fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether a correction mends it: it changes what is called or laid out.
    pub fn matters(&self) -> bool {
        self.severity > Severity::Info
    }

    /// The finding at its place on the first of `pages` that has the key; `pages` are sorted by key.
    pub fn diagnostic(&self, pages: &[Page]) -> Diagnostic {
        let evidence = &self.correction.correction.evidence;
        let help = format!("the witness is {evidence}");
        let mut diagnostic = locate::report(self, pages);
        diagnostic.severity = self.severity;
        diagnostic.with_help(help)
    }
}

/// `MAPIDefS.h, line 1234`.
fn evidence(origin: &Origin) -> String {
    match origin.line {
        0 => origin.file.clone(),
        line => format!("{}, line {line}", origin.file),
    }
}
