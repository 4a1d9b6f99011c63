//! `property-tag`: a property tag has another value in the headers.
//!
//! A wrong identifier asks for another property, a wrong type gets an error in its place.

use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::PROPERTY_TAG, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for property in &comparison.api.properties {
        for (name, &said) in &property.tags {
            let Some(fact) = comparison.facts.constants.get(name) else { continue };
            let Ok(right) = u32::try_from(fact.value).map(|right| of_same_width(name, said, right)) else {
                continue;
            };
            if said == right {
                continue;
            }
            let (says, right) = (format!("0x{said:08X}"), format!("0x{right:08X}"));
            let message = format!("`{name}` is {right}, not {says}");
            found.push(
                Disagreement::new(CHECK.rule, &property.common.page, name, "tag")
                    .between(&says, &right, &fact.origin)
                    .message(message),
            );
        }
    }
}

/// The right tag in the letters of the page's: a name that does not end in `_A` or `_W` leaves their width to the program.
fn of_same_width(name: &str, said: u32, right: u32) -> u32 {
    const WIDTH: u32 = 0x001E ^ 0x001F;
    let is_text = |tag: u32| matches!(tag & 0xEFFF, 0x001E | 0x001F);
    let open = !name.ends_with("_A") && !name.ends_with("_W") && is_text(said) && is_text(right);
    if open && (said ^ right) & WIDTH != 0 { right ^ WIDTH } else { right }
}
