//! Headers written for these tests, in MAPI's manner.

use super::*;

/// The facts of one header; it must be read without a finding.
fn facts(text: &str) -> Facts {
    let (facts, diagnostics) = read_text(&[("a.h".to_owned(), text.to_owned())]);
    assert_eq!(diagnostics, [], "{text}");
    facts
}

#[test]
fn a_constant_has_value_text_and_place() {
    let facts = facts("/* x\n */\n#define ONE ((ULONG) 0x1) /* y */\n");
    let constant = &facts.constants["ONE"];
    assert_eq!((constant.value, constant.text.as_str(), constant.origin.line), (1, "((ULONG) 0x1)", 3));
}
