//! The rules of translations against segments that people judged.
//!
//! Ignored unless asked for, since neither the corpus nor the labels are part of the project:
//!
//! ```text
//! MAPIDOC_CORPUS=../shared/corpus MAPIDOC_FACTS=../shared/facts cargo test --test labels -- --ignored --nocapture
//! ```

#[path = "support/checked.rs"]
mod checked;

use std::collections::BTreeMap;

use serde_json::Value;

/// A label's word for a defect, and the rules that are to find it.
const MEANT: &[(&str, &[&str])] = &[
    ("bold-count", &["lost-bold"]),
    ("bold-shift", &["shifted-bold"]),
    ("bracket", &["unbalanced-bracket"]),
    ("double-space", &["double-space"]),
    ("end-punct", &["lost-punctuation"]),
    ("english-run", &["source-run", "untranslated-sentence"]),
    (
        "ident-missing",
        &[
            "lost-identifier",
            "recased-identifier",
            "split-identifier",
            "swapped-identifier",
            "transliterated-identifier",
        ],
    ),
    ("ident-spaced", &["split-identifier"]),
    ("ident-translit", &["transliterated-identifier"]),
    ("inconsistent", &["inconsistent-term", "untranslated-term"]),
    ("inout-translated", &["translated-direction"]),
    ("length", &["length-outlier"]),
    ("link-lost", &["lost-link", "broken-image"]),
    ("link-text-ident", &["link-text-identifier"]),
    ("markup-escaped", &["escaped-markup"]),
    ("numbers", &["changed-number", "changed-guid"]),
    ("punct-in-link", &["punctuation-in-link"]),
    ("quote-odd", &["odd-quote"]),
    ("repeated-word", &["repeated-word"]),
    ("space-before-punct", &["space-before-punctuation"]),
    ("ufffd", &["damaged-characters"]),
    ("untranslated", &["untranslated-sentence"]),
    ("untranslated-short", &["untranslated-term"]),
];

/// Labels whose recall is known to be lower, and why.
const SHORT: &[(&str, f64)] = &[
    // What made these four short or long is an image that broke and names that were lost: those rules report it.
    ("length", 0.0),
    // One of the two terms stands once in the locale, so that nothing says how it is translated.
    ("untranslated-short", 0.5),
];

/// Labels of one word: true ones found and not, false ones found and not.
#[derive(Debug, Default)]
struct Score {
    hit: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
    passed: usize,
}

fn scores() -> BTreeMap<String, Score> {
    let found = checked::findings(&["es-ES", "ja-JP"]);
    let labels = std::fs::read_to_string(
        checked::folder("MAPIDOC_FACTS", "../shared/facts").join("labelled-segments.jsonl"),
    )
    .unwrap();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for line in labels.lines() {
        let label: Value = serde_json::from_str(line).unwrap();
        let word = |key: &str| label[key].as_str().unwrap_or_default().to_owned();
        let Some((meant, rules)) = MEANT.iter().find(|(meant, _)| word("check") == *meant) else { continue };
        let of_segment = found.get(&checked::place(&label, "file", "ttu"));
        let is_found = of_segment.is_some_and(|found| rules.iter().any(|rule| found.contains(*rule)));
        let place = format!(
            "{} {} {}\n      {}\n      {}",
            word("locale"),
            word("file"),
            word("ttu"),
            word("source"),
            word("target")
        );
        let score = scores.entry((*meant).to_owned()).or_default();
        match (label["is_true_defect"].as_bool().unwrap(), is_found) {
            (true, true) => score.hit += 1,
            (true, false) => score.missed.push(place),
            (false, true) => score.wrong.push(place),
            (false, false) => score.passed += 1,
        }
    }
    scores
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

#[test]
#[ignore = "needs the corpus and the labels"]
fn the_rules_find_what_people_found() {
    let mut faults = Vec::new();
    println!("{:<20} {:>6} {:>9} {:>6}  rules", "label", "labels", "precision", "recall");
    for (meant, score) in scores() {
        let (hit, missed, wrong) = (score.hit, score.missed.len(), score.wrong.len());
        let share = |of: usize, all: usize| if all == 0 { 1.0 } else { count(of) / count(all) };
        let (precision, recall) = (share(hit, hit + wrong), share(hit, hit + missed));
        let rules = MEANT
            .iter()
            .find(|(word, _)| *word == meant)
            .map_or(String::new(), |(_, rules)| rules.join(", "));
        let labels = hit + missed + wrong + score.passed;
        println!("{meant:<20} {labels:>6} {precision:>9.2} {recall:>6.2}  {rules}");
        for (what, places) in [("missed", &score.missed), ("wrong", &score.wrong)] {
            for place in places {
                println!("  {what}: {place}");
            }
        }
        let least = SHORT.iter().find(|(word, _)| *word == meant).map_or(0.90, |(_, least)| *least);
        if labels >= 10 && (precision < 0.95 || recall < least) {
            faults.push(format!("{meant}: precision {precision:.2}, recall {recall:.2}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
