//! `shifted-bold`: strong emphasis stands around other words than in the source.
//!
//! ## What it finds
//! A name that is bold in the source, and in the target only together with other words, or plain while other words are
//! bold. What a hyphen joins to the name is one word with it, as in German compounds.
//!
//! ## Why it matters
//! Bold tells the name from the sentence. Where it takes in the words beside it, readers take them for a part of the name.
//!
//! ## Example
//! `the **ResolveName** method` translated as `el **método ResolveName**`.
//!
//! ## How to mend
//! Put the marks around the name. Where it stands in the stretch that is bold, the finding's fix does that.

use super::{Found, Knowledge, Pair, SegmentCheck, marks};
use crate::diagnostic::Rule;
use crate::segment::tokens::TokenKind;

pub(super) static RULE: Rule =
    super::rule!("shifted-bold", Info, "Other words than in the source are bold.", "shifted_bold.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if let Some(shifted) = marks::shifted(pair, TokenKind::Bold) {
        let other = shifted.at.of(pair.target.text);
        found.at(shifted.at, format!("`{}` is bold in the source, not `{other}`", shifted.name)).fix =
            shifted.fix;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn marks_are_put_around_the_name() {
        assert_eq!(
            ask(&CHECK, "the **GetRow** method", "el **método GetRow** es"),
            [("**método GetRow**".to_owned(), Some("el método **GetRow** es".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "get **PR_A** now", "**PR_Aを** 得る"),
            [("**PR_Aを**".to_owned(), Some("**PR_A**を 得る".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "the **PR_A** property", "**la** propiedad PR_A"),
            [("**la**".to_owned(), None)]
        );
    }

    #[test]
    fn words_may_be_other_words() {
        assert_eq!(ask(&CHECK, "click **OK**", "haga clic en **Aceptar**"), []);
        assert_eq!(ask(&CHECK, "call **Advise** first", "llame a **Advise,** primero"), []);
        assert_eq!(ask(&CHECK, "**PR_A** and **File Name**", "PR_A y **nombre** de **archivo**"), []);
        assert_eq!(ask_in(&CHECK, "de-DE", "the **GetRow** method", "die **GetRow-Methode** hier"), []);
        assert_eq!(
            ask_in(&CHECK, "de-DE", "the **GetRow** method", "die **GetRow-Methode zu** rufen").len(),
            1
        );
        assert_eq!(ask(&CHECK, "the **GetRow** of a GetRow", "el **getRow,** de un GetRow"), []);
        assert_eq!(ask(&CHECK, "**null** here", "**Nullzeiger** null").len(), 1);
        assert_eq!(ask(&CHECK, "**GetRow** and **GetRows**", "**GetRow** y **GetRows**"), []);
    }
}
