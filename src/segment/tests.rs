//! The pair grammar: unweaving, weaving, recovery and the correspondence of offsets.

use super::*;
use proptest::prelude::*;

const PAIR: &str = "<span data-ttu-id=\"1a-1\">hola</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a-1\">hello</span></span>";

fn halves(unwoven: &Unwoven) -> Vec<(&str, &str, &str)> {
    let half = |segment: &Segment| {
        (
            unwoven.id_of(segment),
            unwoven.target.get(segment.target.range()).unwrap(),
            unwoven.source.get(segment.source.range()).unwrap(),
        )
    };
    unwoven.segments.iter().map(half).collect::<Vec<_>>()
}

#[test]
fn a_pair_gives_two_texts() {
    let file = format!("# <a name=\"x\"></a>{PAIR}\n\n- {PAIR} end\n");
    let unwoven = unweave(&file);
    assert_eq!(unwoven.source, "# <a name=\"x\"></a>hello\n\n- hello end\n");
    assert_eq!(unwoven.target, "# <a name=\"x\"></a>hola\n\n- hola end\n");
    assert_eq!(halves(&unwoven), [("1a-1", "hola", "hello"), ("1a-1", "hola", "hello")]);
    assert_eq!(unwoven.flaws, []);
    assert_eq!(unwoven.weave(), file);
}

#[test]
fn an_id_with_an_entity_for_its_quote_is_recovered() {
    for broken in [PAIR.replacen("1a-1\">", "1a-1&quot;>", 1), PAIR.replace("1a-1\">", "1a-1&quot;>")] {
        let file = format!("a {broken} b");
        let unwoven = unweave(&file);
        assert_eq!(halves(&unwoven), [("1a-1", "hola", "hello")], "{broken}");
        assert!(unwoven.flaws.len() == 1 && unwoven.flaws[0].recovered);
        assert_eq!(unwoven.weave(), file);
    }
}

#[test]
fn ids_that_differ_are_recovered_and_kept() {
    let file = PAIR.replacen("stu-id=\"1a-1", "stu-id=\"1a-2", 1);
    let unwoven = unweave(&file);
    assert_eq!(halves(&unwoven), [("1a-1", "hola", "hello")]);
    assert_eq!(unwoven.flaws.len(), 1);
    assert_eq!(unwoven.weave(), file);
}

#[test]
fn what_is_no_pair_stays_in_both_texts() {
    for lone in [
        "<span data-ttu-id",
        "<span data-ttu-id=",
        "<span data-ttu-id=\"a-1\">never closed",
        "</span></span>",
    ] {
        let file = format!("{lone} {PAIR}");
        let unwoven = unweave(&file);
        assert_eq!(unwoven.source, format!("{lone} hello"));
        assert_eq!(unwoven.flaws.len(), usize::from(lone.contains("ttu")), "{lone}");
        assert_eq!(unwoven.weave(), file);
    }
}

#[test]
fn a_lost_source_half_costs_one_pair() {
    let file = format!("<span data-ttu-id=\"9-9\">solo</span> {PAIR}");
    let unwoven = unweave(&file);
    assert_eq!(halves(&unwoven), [("1a-1", "hola", "hello")]);
    assert_eq!(unwoven.flaws[0].message, "a target half has no source half");
}

#[test]
fn many_unclosed_pairs_take_linear_time() {
    let file = "<span data-ttu-id=\"a-1\">".repeat(200_000);
    let started = std::time::Instant::now();
    assert_eq!(unweave(&file).flaws.len(), 200_000);
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn spans_correspond() {
    let file = format!("ab {PAIR} cd {PAIR}.");
    let unwoven = unweave(&file);
    assert_eq!(unwoven.source, "ab hello cd hello.");
    let target_of = |text: &str| {
        let start = unwoven.source.find(text).unwrap();
        unwoven.source_to_target(Span::new(start, start + text.len())).of(&unwoven.target)
    };
    assert_eq!(target_of("b hello c"), "b hola c");
    assert_eq!(target_of("b"), "b");
    assert_eq!(target_of("hello"), "hola");
    assert_eq!(target_of("ell"), "hola", "widened to the half");
    assert_eq!(target_of("lo cd he"), "hola cd hola");
    assert_eq!(target_of("hello."), "hola.");
    let inside = unwoven.source_to_file(Span::new(4, 7));
    assert_eq!(inside.of(&file), "ell", "exact inside a source half");
    assert_eq!(unwoven.source_to_file(Span::new(0, 2)).of(&file), "ab");
    assert_eq!(unwoven.segments_in_source(Span::new(0, 9)).len(), 1);
}

#[test]
fn an_edited_target_comes_back_and_nothing_else_moves() {
    let file = format!("# {PAIR}\n\n`code` {PAIR}\n");
    let unwoven = unweave(&file);
    let edited = unwoven.weave_with(|_| "adiós");
    assert_eq!(edited, file.replace("hola", "adiós"));
}

/// Text made of the grammar's own pieces, in any order: what breaks parsers.
fn shards() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<span data-ttu-id=\"".to_owned()),
        Just("<span data-ttu-id=".to_owned()),
        Just("a1b2c-103".to_owned()),
        Just("\">".to_owned()),
        Just("&quot;>".to_owned()),
        Just("</span><span class=\"sxs-lookup\"><span data-stu-id=\"".to_owned()),
        Just("</span></span>".to_owned()),
        Just(PAIR.to_owned()),
        Just("\n> **x** `y`\n".to_owned()),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn weaving_undoes_unweaving(file in prop_oneof![shards(), any::<String>()]) {
        let unwoven = unweave(&file);
        prop_assert_eq!(unwoven.weave(), file);
    }

    #[test]
    fn segments_are_ordered_and_their_spans_true(file in shards()) {
        let unwoven = unweave(&file);
        let mut end = 0;
        for segment in &unwoven.segments {
            prop_assert!(segment.whole.start >= end);
            end = segment.whole.end;
            prop_assert_eq!(segment.target.of(&unwoven.target), segment.target_in_file.of(&file));
            prop_assert_eq!(segment.source.of(&unwoven.source), segment.source_in_file.of(&file));
        }
    }

    #[test]
    fn spans_convert_within_bounds(file in shards(), start in 0usize..400, length in 0usize..200) {
        let unwoven = unweave(&file);
        let length_of = unwoven.source.len();
        let span = Span::new(start.min(length_of), (start + length).min(length_of));
        prop_assert!(unwoven.source_to_target(span).end as usize <= unwoven.target.len());
        prop_assert!(unwoven.source_to_file(span).end as usize <= file.len());
    }
}
