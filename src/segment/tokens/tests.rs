//! What halves are taken apart into.

use proptest::prelude::*;

use super::*;
use TokenKind::{
    Address, Bold, Code, Entity, Escape, Guid, Hex, Html, Identifier, Italic, LinkClose, LinkOpen, Number,
    Punctuation, Word,
};

/// Kinds and texts, without spaces.
fn read(text: &str) -> Vec<(TokenKind, &str)> {
    let half = Half::new(text);
    let joined: String = half.tokens.iter().map(|token| half.text_of(token)).collect();
    assert_eq!(joined, text, "tokens cover the text");
    half.tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Space)
        .map(|token| (token.kind, half.text_of(token)))
        .collect()
}

#[test]
fn names_of_code_are_one_token_each() {
    assert_eq!(
        read(r"IAddrBook::Details sets PR\_BODY and PR_RTF_COMPRESSED in Mapi32.dll, lpMods too."),
        [
            (Identifier, "IAddrBook::Details"),
            (Word, "sets"),
            (Identifier, r"PR\_BODY"),
            (Word, "and"),
            (Identifier, "PR_RTF_COMPRESSED"),
            (Word, "in"),
            (Identifier, "Mapi32.dll"),
            (Punctuation, ","),
            (Identifier, "lpMods"),
            (Word, "too"),
            (Punctuation, "."),
        ]
    );
    assert_eq!(read("SetColumnsメソッド"), [(Identifier, "SetColumns"), (Word, "メソッド")]);
    assert_eq!(read("IDs, GUIDs"), [(Word, "IDs"), (Punctuation, ","), (Word, "GUIDs")]);
    assert_eq!(plain_identifier(r"PR\_AB\_X"), "PR_AB_X");
}

#[test]
fn a_link_may_be_closed_on_the_next_line_and_nothing_else_goes_on_there() {
    for (text, closes) in [("[a](b\n).", 1), ("[a](b\nc).", 0), ("[a](b(\n)).", 0)] {
        assert_eq!(Half::new(text).of_kind(LinkClose).count(), closes, "{text:?}");
    }
    let half = Half::new("[a](b\n).");
    let link = half.enclosed(LinkOpen).next().unwrap();
    assert_eq!(half.address(link.close), "b");
}

#[test]
fn numbers_keep_their_separators_and_lose_their_units() {
    assert_eq!(
        read("15,000 0.2 64KB 0x0037001E 00020D0B-0000-0000-C000-000000000046 3030322D3030"),
        [
            (Number, "15,000"),
            (Number, "0.2"),
            (Number, "64"),
            (Word, "KB"),
            (Hex, "0x0037001E"),
            (Guid, "00020D0B-0000-0000-C000-000000000046"),
            (Hex, "3030322D3030"),
        ]
    );
}

#[test]
fn marks_are_paired_in_their_order() {
    let half = Half::new("**método ResolveName** usa _ulFlags_ y *x*");
    let inner = |kind| half.enclosed(kind).map(|found| found.inner.of(half.text)).collect::<Vec<_>>();
    assert_eq!(inner(Bold), ["método ResolveName"]);
    assert_eq!(inner(Italic), ["ulFlags", "x"]);
    let odd = Half::new("a ** b");
    assert!(!odd.of_kind(Bold).next().unwrap().is_paired());
    assert_eq!(
        read(r"2 \* 3 * 4"),
        [(Number, "2"), (Escape, r"\*"), (Number, "3"), (Punctuation, "*"), (Number, "4")]
    );
}

#[test]
fn links_know_where_they_lead() {
    let half = Half::new(r#"[[MS-OXC]](a_(b).md "t") ![i](<x y.png>) [z] "https://e.org/x"), `a]b`"#);
    let links: Vec<_> = half
        .enclosed(LinkOpen)
        .map(|link| (link.inner.of(half.text), half.address(link.close), half.is_image(link.open)))
        .collect();
    assert_eq!(links, [("[MS-OXC]", "a_(b).md", false), ("i", "x y.png", true)]);
    assert_eq!(
        half.of_kind(Address).map(|token| half.text_of(token)).collect::<Vec<_>>(),
        ["https://e.org/x"]
    );
    assert_eq!(half.of_kind(Code).count(), 1);
    assert_eq!(half.of_kind(LinkClose).count(), 2);
}

#[test]
fn other_scripts_are_words_of_their_own() {
    assert_eq!(read("информаци�n"), [(Word, "информаци"), (Word, "�n")]);
    assert_eq!(read("par�metro&amp;<br/>"), [(Word, "par�metro"), (Entity, "&amp;"), (Html, "<br/>")]);
}

proptest! {
    #[test]
    fn codes_are_the_same_with_and_without_words(
        text in r"([a-zA-Z0-9_ .:é-]|\\|\*|\[|!\[|\]\(x\)|`|<b>|&amp;|://|PR\\?_|deadbeef-[a-f]{4}-|メ|�|0x1){0,40}",
    ) {
        let kept = |tokens: &[Token]| -> Vec<(TokenKind, Span, Option<Span>)> {
            let idle = [Word, Number, TokenKind::Space, Escape, Entity, Punctuation];
            let all = tokens.iter().filter(|token| !idle.contains(&token.kind));
            all.map(|token| (token.kind, token.span, tokens.get(token.partner as usize).map(|token| token.span)))
                .collect()
        };
        prop_assert_eq!(kept(&tokenize(&text)), kept(&tokenize_codes(&text)));
    }
}

#[test]
fn hostile_halves_take_linear_time() {
    for unit in ["[", "](", "`", "**", "_a", "<", "&", "\\_", "0x", "![", "a.", "a::b", "``` `"] {
        let text = unit.repeat(200_000 / unit.len());
        let started = std::time::Instant::now();
        let tokens = tokenize(&text);
        assert_eq!(tokens.last().map(|token| token.span.end as usize), Some(text.len()));
        tokenize_codes(&text);
        assert!(started.elapsed() < std::time::Duration::from_secs(10), "{unit}");
    }
}
