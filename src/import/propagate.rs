//! Edits made wherever the same source had the same target: two thirds of a book's segments are repetitions.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Edit, Target, of_page, page};
use crate::segment::Unwoven;

/// The halves of a segment.
type Halves<'a> = (&'a str, &'a str);

/// Adds to `targets` what their edits say of the segments that say the same; how many were added.
///
/// Where two edits of one pair disagree, neither goes further; nor does one that brings newer English into its page, for what the
/// others translate is still the old one, and none goes where it would change the page around it.
pub(super) fn propagate(targets: &mut BTreeMap<Arc<str>, Target>) -> usize {
    let mut texts: HashMap<Halves<'_>, Option<&Edit>> = HashMap::new();
    for target in targets.values() {
        for (segment, edit) in target.edits.iter().filter(|(_, edit)| edit.source.is_none()) {
            let Some(halves) = halves(&target.unwoven, *segment) else { continue };
            let known = texts.entry(halves).or_insert(Some(edit));
            if known.is_some_and(|other| other.text != edit.text) {
                *known = None;
            }
        }
    }
    let mut found = Vec::new();
    for (key, target) in &*targets {
        for segment in 0..target.unwoven.segments.len() {
            let is_taken = target.edits.contains_key(&segment) || target.disputed.contains(&segment);
            if is_taken || target.left.contains(&segment) {
                continue;
            }
            let text =
                halves(&target.unwoven, segment).and_then(|halves| texts.get(&halves).copied().flatten());
            if let Some(Edit { text, file, line, .. }) = text {
                let edit =
                    Edit { text: text.clone(), source: None, file: *file, line: *line, propagated: true };
                found.push((Arc::clone(key), segment, edit));
            }
        }
    }
    for (key, segment, edit) in found {
        if let Some(target) = targets.get_mut(&key) {
            target.edits.insert(segment, edit);
        }
    }
    targets.values_mut().map(keep_what_fits).sum()
}

/// Takes out what does not fit where it was added; how much is left. What fits one place need not fit another, and nobody has asked for it
/// here: it is no error.
fn keep_what_fits(target: &mut Target) -> usize {
    while target.edits.values().any(|edit| edit.propagated) {
        let edits = of_page(&target.edits);
        let Some(at) = page::first_breakout(&target.unwoven, &edits) else { break };
        let misfit = target.edits.get(&edits[at].segment).filter(|edit| edit.propagated);
        // Of one text all are taken out at once: a page may have it ten thousand times.
        let text = misfit.map(|edit| edit.text.clone());
        target
            .edits
            .retain(|_, edit| !edit.propagated || text.as_ref().is_some_and(|text| edit.text != *text));
    }
    target.edits.values().filter(|edit| edit.propagated).count()
}

fn halves(unwoven: &Unwoven, segment: usize) -> Option<Halves<'_>> {
    let segment = unwoven.segments.get(segment)?;
    Some((segment.source.of(&unwoven.source), segment.target.of(&unwoven.target)))
}
