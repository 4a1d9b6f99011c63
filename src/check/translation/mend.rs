//! Mends that are certain: the fixes of those rules whose findings can only mean one thing.

use super::{
    Defect, Knowledge, Pair, SegmentCheck, broken_image, changed_guid, fullwidth_punctuation, missing_space,
    punctuation_in_emphasis, punctuation_in_link, recased_identifier, shifted_link, split_identifier,
    translated_direction, transliterated_identifier,
};
use crate::diagnostic::Rule;

/// The rules whose fixes are made without asking, in the order in which they are.
pub static MENDED: &[&SegmentCheck] = &[
    &broken_image::CHECK,
    &translated_direction::CHECK,
    &split_identifier::CHECK,
    &recased_identifier::CHECK,
    &transliterated_identifier::CHECK,
    &changed_guid::CHECK,
    &fullwidth_punctuation::CHECK,
    &punctuation_in_link::CHECK,
    &shifted_link::CHECK,
    &punctuation_in_emphasis::CHECK,
    &missing_space::CHECK,
];

/// The most fixes that are made in one segment, one after another.
const MOST: usize = 64;

/// One fix that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The rule that found the defect.
    pub rule: &'static Rule,
    /// What it said.
    pub message: String,
}

/// A target with all fixes that are certain; `None` where there is nothing to mend. `wanted` says which rules are asked.
pub fn mended(
    source: &str,
    target: &str,
    knowledge: &Knowledge<'_>,
    wanted: impl Fn(&Rule) -> bool,
) -> Option<(String, Vec<Mend>)> {
    let (mut text, mut mends) = (None::<String>, Vec::new());
    while mends.len() < MOST {
        let current = text.as_deref().unwrap_or(target);
        let Some(defect) = first(source, current, knowledge, &wanted) else { break };
        let Some(fix) = defect.fix.filter(|fix| fix != current) else { break };
        mends.push(Mend { rule: defect.rule, message: defect.message });
        text = Some(fix);
    }
    text.filter(|text| text != target).map(|text| (text, mends))
}

/// The first defect that has a fix.
fn first(
    source: &str,
    target: &str,
    knowledge: &Knowledge<'_>,
    wanted: impl Fn(&Rule) -> bool,
) -> Option<Defect> {
    let pair = Pair::new(source, target);
    let mut defects = Vec::new();
    MENDED.iter().filter(|check| wanted(check.rule)).find_map(|check| {
        check.ask(&pair, knowledge, &mut defects);
        defects.drain(..).find(|defect| defect.fix.as_ref().is_some_and(|fix| fix != target))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::translation::Names;
    use crate::locale::Locale;
    use crate::memory::Memory;
    use crate::model::Api;

    #[test]
    fn one_fix_after_another_is_made() {
        let locale = Locale::parse("es-ES").unwrap();
        let (api, pages) = (Api::default(), []);
        let names = Names::new(&api, []);
        let knowledge = Knowledge::new(&locale, &names, Memory::new(&locale, &pages));
        let source = "[out] See [IFoo::Bar](b.md) and PR_A of **IFoo** and [IRow](r.md).";
        let target = "[salida] Vea [IFoo::B ar,](b.md) y pr_a de **IFoo,** y [la interfaz IRow.](r.md)";
        let (text, mends) = mended(source, target, &knowledge, |_| true).unwrap();
        assert_eq!(text, "[out] Vea [IFoo::Bar](b.md), y PR_A de **IFoo**, y la interfaz [IRow](r.md).");
        assert_eq!(mends.len(), 6);
        assert_eq!(mended(source, &text, &knowledge, |_| true), None);
    }
}
