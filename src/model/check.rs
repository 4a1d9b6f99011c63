//! Links of all pages: where each leads is decided here, and reported once.

use super::links::{LinkIndex, Target};
use crate::diagnostic::{Diagnostic, rule};
use crate::parse::Page;

/// Reports the links of a page's source text that lead nowhere, or only when letter case is forgiven.
pub(super) fn links(page: &Page, index: &LinkIndex, diagnostics: &mut Vec<Diagnostic>) {
    let sheet = &page.sheet;
    for link in &sheet.outline.links {
        let finding = match index.resolve(&sheet.key, &sheet.locale, &link.target) {
            Target::Page { key, mended: true, .. } => Some((
                &rule::LINK_CASE,
                format!("`{}` is the page `{key}` in other letter case", link.target),
            )),
            Target::Media { path, mended: true, .. } => Some((
                &rule::LINK_CASE,
                format!("`{}` is the file `{path}` in other letter case", link.target),
            )),
            Target::OtherBook => Some((
                &rule::OTHER_BOOK,
                format!(
                    "`{}` leads out of the folder that was read; the site shows its text alone",
                    link.target
                ),
            )),
            Target::Dead if link.is_image => {
                Some((&rule::MISSING_IMAGE, format!("the image `{}` is not there", link.target)))
            }
            Target::Dead => Some((&rule::DEAD_LINK, format!("`{}` leads to no page", link.target))),
            _ => None,
        };
        if let Some((rule, message)) = finding {
            diagnostics.push(sheet.report(rule, link.span, message));
        }
    }
}
