//! The rules of translations against judgements of the project's own: `tests/judged/segments.jsonl`.
//!
//! Segments of four locales were drawn at random, some for each rule and some long ones in which no rule found anything,
//! mixed, and read by a judge who did not know which was which and wrote down the defects. `blind` says whether the
//! judge wrote what the rule says; `verdict` is what a second reading, of the rule's documentation beside the segment,
//! made of it. Segments without a finding have the defects that the judge saw. The texts are the corpus's and not here.
//!
//! Ignored unless asked for, since the corpus is not part of the project:
//!
//! ```text
//! MAPIDOC_CORPUS=../shared/corpus cargo test --test judged -- --ignored --nocapture
//! ```

#[path = "support/checked.rs"]
mod checked;

use std::collections::BTreeMap;

use serde_json::Value;

const LOCALES: &[&str] = &["de-DE", "es-ES", "ja-JP", "ru-RU"];

/// Segments that the judge saw a defect in and in which still no rule finds any. Two of them are compounds of German,
/// which are right; the others' words are of no name that the rules know.
const MISSED: usize = 6;

/// What became of a rule's judged findings.
#[derive(Debug, Default)]
struct Score {
    /// Right ones that the rule still finds.
    right: usize,
    /// Wrong ones that it still finds.
    wrong: usize,
    /// How many of those that it still finds the judge had written down.
    blind: usize,
    /// Right ones that it does not find any more.
    lost: Vec<String>,
}

impl Score {
    /// Wilson's interval of the precision, for 95 of 100 samples.
    fn interval(&self) -> (f64, f64) {
        let (right, all) = (count(self.right), count(self.right + self.wrong));
        let z = 1.96_f64;
        let (share, spread) = (right / all, z * z / all);
        let middle = share + spread / 2.0;
        let width = z * (share * (1.0 - share) / all + spread / (4.0 * all)).sqrt();
        ((middle - width) / (1.0 + spread), (middle + width) / (1.0 + spread))
    }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

fn judged() -> Vec<Value> {
    include_str!("judged/segments.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn judgements_name_rules_and_locales_that_there_are() {
    for line in judged() {
        let (locale, page, id) = checked::place(&line, "page", "id");
        assert!(LOCALES.contains(&locale.as_str()) && !page.is_empty() && !id.is_empty(), "{line}");
        let rule = line["rule"].as_str();
        let is_rule = |name: &str| mapidoc::check::translation::rules().any(|rule| rule.name == name);
        assert!(rule.map_or(line["defects"].is_array(), is_rule), "{line}");
    }
}

#[test]
#[ignore = "needs the corpus"]
fn what_the_rules_find_is_what_judges_found() {
    let found = checked::findings(LOCALES);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut clean, mut missed) = (0, Vec::new());
    for line in judged() {
        let place = checked::place(&line, "page", "id");
        let rules = found.get(&place);
        let Some(rule) = line["rule"].as_str() else {
            clean += 1;
            let has_defect = line["defects"].as_array().is_some_and(|defects| !defects.is_empty());
            if has_defect && rules.is_none() {
                missed.push(line);
            }
            continue;
        };
        let is_found = rules.is_some_and(|rules| rules.contains(rule));
        let score = scores.entry(rule.to_owned()).or_default();
        match (line["verdict"].as_bool().unwrap(), is_found) {
            (true, true) => score.right += 1,
            (false, true) => score.wrong += 1,
            (true, false) => score.lost.push(format!("{rule}: {place:?}")),
            (false, false) => {}
        }
        score.blind += usize::from(is_found && line["blind"].as_bool().unwrap());
    }
    let mut faults = Vec::new();
    println!("{:<26} {:>5} {:>5} {:>9}  95 %", "rule", "found", "blind", "precision");
    for (rule, score) in &scores {
        let all = score.right + score.wrong;
        if all > 0 {
            let ((least, most), precision) = (score.interval(), count(score.right) / count(all));
            println!("{rule:<26} {all:>5} {:>5} {precision:>9.2}  {least:.2}-{most:.2}", score.blind);
            if precision < 0.9
                && mapidoc::check::translation::rules().any(|known| known.name == rule && known.on)
            {
                faults.push(format!("{rule} is on, with a precision of {precision:.2}"));
            }
        }
        faults.extend(score.lost.iter().map(|lost| format!("not found any more: {lost}")));
    }
    println!(
        "{clean} segments without a finding when they were drawn; defects in {} that are still not found",
        missed.len()
    );
    for line in &missed {
        println!("  {line}");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(missed.len() <= MISSED, "{} are missed", missed.len());
}
