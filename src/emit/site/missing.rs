//! A page that a locale lacks: it says so, tells what it is about, and leads to the locales that have it.

use serde::Serialize;

use super::context::PageContext;
use super::escape::breakable;
use super::inline::{Languages, Renderer, plain};
use super::page::{Shelf, direction, qualified_name, shorten};
use crate::locale::Locale;
use crate::parse::passage::Passage;
use crate::parse::{Item, Page};

/// What the template of a missing page is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct MissingContext {
    /// As on every page; `kind` is `missing`.
    #[serde(flatten)]
    pub(super) page: PageContext,
    /// The language of the name and the summary.
    lent_locale: String,
    /// `ltr` or `rtl`.
    lent_dir: &'static str,
    /// What the page is about; may be empty.
    summary: String,
}

/// The page in place of the one that the shelf's locale lacks, from those that other locales have; `None` where none has.
pub(super) fn missing(shelf: &Shelf<'_>, group: &[Page]) -> Option<MissingContext> {
    let (page, languages, locale) = lent(shelf.source, group)?;
    let source = shelf.source.to_string();
    let renderer = Renderer::new(&page.sheet, languages, &source, &shelf.links, None);
    let common = page.item.common();
    let text = |passage: &Passage| match passage {
        Passage::Inline(span) => plain(&renderer.inline_unlinked(*span)),
        Passage::Blocks { blocks, .. } => blocks
            .first()
            .map(|&block| plain(&renderer.inline_unlinked(page.sheet.outline.block(block).content)))
            .unwrap_or_default(),
        Passage::Nowhere => String::new(),
    };
    let title = match &page.item {
        Item::Concept(_) => text(&common.title.passage),
        item => qualified_name(item),
    };
    let title = if title.is_empty() { page.sheet.title().to_owned() } else { title };
    let frame = shelf.frame(&page.sheet.key);
    Some(MissingContext {
        page: PageContext {
            kind: "missing".to_owned(),
            title_html: breakable(&title),
            title,
            noindex: true,
            toc_html: shelf.contents.part(&page.sheet.key, &frame.base),
            ..frame
        },
        lent_locale: locale.to_string(),
        lent_dir: direction(locale),
        summary: shorten(&text(&common.summary.passage)),
    })
}

/// The page that lends its words: that in the source language, else the source halves of another, else the first.
fn lent<'a>(source: &'a Locale, group: &'a [Page]) -> Option<(&'a Page, Languages, &'a Locale)> {
    if let Some(page) = group.iter().find(|page| page.sheet.locale == *source) {
        return Some((page, Languages::All, source));
    }
    if let Some(page) = group.iter().find(|page| page.sheet.unwoven.is_bilingual()) {
        return Some((page, Languages::Source, source));
    }
    group.first().map(|page| (page, Languages::All, &page.sheet.locale))
}
