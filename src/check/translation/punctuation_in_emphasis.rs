//! `punctuation-in-emphasis`: a sign of the sentence is bold or in italics with the name beside it.
//!
//! ## What it finds
//! A name that the source emphasises, and that the target emphasises together with the comma, the full stop or the like
//! beside it, where no emphasis of the source has such a sign. Other words that are emphasised, such as titles and what is to
//! be clicked, count where the source has the signs behind as many of its emphasised words.
//!
//! ## Why it matters
//! Emphasis tells a name from its sentence. With a sign in it, the name is one that nobody has: what is copied from the
//! page has a comma, and in Japanese the mark often does not open at all.
//!
//! ## Example
//! `with **SetReceiveFolder**, a client` translated as `con **SetReceiveFolder,** un cliente`.
//!
//! ## How to mend
//! Put the sign outside the marks. The finding's fix does that.

use super::drawn_in::{ends, is_sign, move_out, place};
use super::{Found, Knowledge, Pair, SegmentCheck, marks};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Enclosed, Half, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "punctuation-in-emphasis",
    Info,
    "A sign of the sentence is emphasised with a name.",
    "punctuation_in_emphasis.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    for kind in [TokenKind::Bold, TokenKind::Italic] {
        let text = pair.target.text;
        let has_sign = |one: &Enclosed| ends(one.inner.of(text)) != (0, 0);
        if !pair.target.enclosed(kind).any(|one| has_sign(&one))
            || pair.source.enclosed(kind).any(|one| ends(one.inner.of(pair.source.text)) != (0, 0))
        {
            continue;
        }
        let names = marks::names(&pair.source, kind);
        let words_count = are_followed(pair, kind);
        let is_odd = |one: &Enclosed| {
            let inner = one.inner.of(text);
            let core = marks::core(inner);
            let is_whole = !core.is_empty() && quotes(inner).is_multiple_of(2);
            has_sign(one) && (names.contains(&core) || (words_count && is_whole))
        };
        let odd: Vec<Enclosed> = pair.target.enclosed(kind).filter(is_odd).take(marks::MOST).collect();
        let Some(first) = odd.first() else { continue };
        // From the last to the first, so that what stands before stays where it is.
        let mut fix = text.to_owned();
        for one in odd.iter().rev() {
            move_out(&mut fix, marks::whole(&pair.target, one), one.inner, ends);
        }
        let at = place(text, first.inner, ends);
        let name = marks::core(first.inner.of(text));
        found.at(at, format!("`{}` is emphasised with `{name}`", at.of(text).trim())).fix = Some(fix);
    }
}

/// How many quotation marks a text has: an odd one has its partner outside.
fn quotes(text: &str) -> usize {
    text.matches(['"', '“', '”', '„', '«', '»', '「', '」']).count()
}

/// Whether both have as many emphasised stretches, and the source has signs of the sentence behind at least as many of them
/// as the target has signs in or behind its own.
fn are_followed(pair: &Pair<'_>, kind: TokenKind) -> bool {
    let followed = |half: &Half<'_>, one: &Enclosed| {
        half.text[marks::whole(half, one).range().end..].trim_start_matches(' ').starts_with(is_sign)
    };
    let (source, target) = (&pair.source, &pair.target);
    let asked = source.enclosed(kind).filter(|one| followed(source, one)).count();
    let given = target
        .enclosed(kind)
        .filter(|one| followed(target, one) || ends(one.inner.of(target.text)) != (0, 0));
    asked >= given.count() && source.enclosed(kind).count() == target.enclosed(kind).count()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn signs_are_put_outside_the_marks() {
        assert_eq!(
            ask(&CHECK, "With **GetRow**, it", "Con **GetRow,** lo"),
            [(",".to_owned(), Some("Con **GetRow**, lo".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "using **ITable** it", "これは **、ITable** を"),
            [("、".to_owned(), Some("これは、**ITable** を".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "in the _ulFlags_ parameter.", "en el parámetro _ulFlags._"),
            [(".".to_owned(), Some("en el parámetro _ulFlags_.".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "**PR_A** and **PR_B**", "**PR_A,** y **PR_B.**")[0].1.as_deref(),
            Some("**PR_A**, y **PR_B**.")
        );
    }

    #[test]
    fn other_words_are_emphasised_without_signs_as_in_the_source() {
        assert_eq!(
            ask(&CHECK, "see the _OLE Reference_.", "consulte la _Referencia de OLE._")[0].1.as_deref(),
            Some("consulte la _Referencia de OLE_.")
        );
        assert_eq!(
            ask_in(&CHECK, "zh-CN", "in the *OLE Guide*.", "请参阅 *《OLE 参考》。*")[0].1.as_deref(),
            Some("请参阅 *《OLE 参考》*。")
        );
        assert_eq!(
            ask_in(&CHECK, "zh-CN", "is **false**, or", "等于 **false，** 或")[0].1.as_deref(),
            Some("等于 **false**，或")
        );
        assert_eq!(
            ask(&CHECK, "Click **Start**, and **Run**.", "En **Inicio,** elija **Ejecutar.**")[0]
                .1
                .as_deref(),
            Some("En **Inicio**, elija **Ejecutar**.")
        );
        assert_eq!(ask_in(&CHECK, "zh-CN", "click **Save**.", "单击\"保存 **\"。**"), []);
        assert_eq!(ask(&CHECK, "Click **Start** now, **Run**.", "En **Inicio,** elija **Ejecutar.**"), []);
    }

    #[test]
    fn what_the_source_has_too_and_other_words_are_left() {
        assert_eq!(ask(&CHECK, "**Note:** use **GetRow**", "**Nota:** use **GetRow,**"), []);
        assert_eq!(ask(&CHECK, "click **File**", "haga clic en **Archivo.**"), [], "a sentence may be bold");
        assert_eq!(ask(&CHECK, "use **GetRow**, it", "use **GetRow**, lo"), []);
    }
}
