//! Where on a page a disagreement is: at the word in its declaration, else at the declaration, else at its heading.

use super::Disagreement;
use crate::diagnostic::Diagnostic;
use crate::parse::Page;
use crate::span::Span;

/// The finding at its place.
pub(super) fn report(found: &Disagreement, pages: &[Page]) -> Diagnostic {
    let key = found.correction.page.as_str();
    let first = pages.partition_point(|page| page.sheet.key.as_ref() < key);
    let Some(page) = pages.get(first).filter(|page| page.sheet.key.as_ref() == key) else {
        let page = Some(key.into());
        return Diagnostic { page, ..Diagnostic::bare(found.rule, found.message.as_str()) };
    };
    let sheet = &page.sheet;
    let fence = sheet.prototype.as_ref().map(|(fence, _)| sheet.outline.block(*fence).content);
    let heading = sheet.heading.map(|heading| sheet.outline.block(heading).content);
    let word = |span: Span| find_word(span.of(&sheet.unwoven.source), &found.word);
    let span = match fence {
        Some(fence) => match word(fence) {
            Some((start, end)) => Span { start: fence.start + start, end: fence.start + end },
            None => Span { start: fence.start, end: fence.start },
        },
        None => heading.unwrap_or_default(),
    };
    sheet.report(found.rule, span, found.message.as_str())
}

/// The first place in `text` where `word` stands by itself, in bytes.
fn find_word(text: &str, word: &str) -> Option<(u32, u32)> {
    let in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).filter(|_| !word.is_empty()).find_map(|(start, _)| {
        let end = start + word.len();
        let alone = !text[..start].ends_with(in_name) && !text[end..].starts_with(in_name);
        alone.then_some((start as u32, end as u32))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_by_themselves() {
        assert_eq!(find_word("ULONG_PTR ulX, ULONG ul", "ul"), Some((21, 23)));
        assert_eq!(find_word("a", "b"), None);
        assert_eq!(find_word("a", ""), None);
    }
}
