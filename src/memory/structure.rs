//! What of a page stands outside its sentences: headings, lists, rows and code, line by line.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, Token};

use super::plain::{Fence, front_and_body};
use crate::segment::Unwoven;

/// Lines of two pages that stand in each other's place and differ in kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Differing<'a> {
    pub(super) old: Vec<&'a str>,
    pub(super) new: Vec<&'a str>,
}

/// Where the structure of two pages differs. Pages of one reference have it in common, whatever their languages.
pub(super) fn differing<'a>(old: &'a Unwoven, new: &'a Unwoven) -> Vec<Differing<'a>> {
    let (old, new) = (lines(&old.source), lines(&new.source));
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut intern = |lines: &[(String, &str)]| -> Vec<Token> {
        let mut token = |kind: &String| {
            let next = known.len() as u32;
            Token(*known.entry(kind.clone()).or_insert(next))
        };
        lines.iter().map(|(kind, _)| token(kind)).collect()
    };
    let (before, after) = (intern(&old), intern(&new));
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &before, &after, known.len() as u32);
    let texts = |lines: &[(String, &'a str)], range: std::ops::Range<u32>| -> Vec<&'a str> {
        lines[range.start as usize..range.end as usize].iter().map(|(_, line)| *line).collect()
    };
    diff.hunks()
        .map(|hunk| Differing { old: texts(&old, hunk.before), new: texts(&new, hunk.after) })
        .collect()
}

/// The lines of a page that are not blank, each with its kind; the kind of code is the code.
fn lines(text: &str) -> Vec<(String, &str)> {
    let mut fence = Fence::default();
    let mut lines = Vec::new();
    for line in front_and_body(text).1.lines() {
        let shown = line.trim();
        let was_open = fence.is_open();
        if fence.reads(shown) {
            lines.push(("```".to_owned(), line));
        } else if was_open && !shown.is_empty() {
            lines.push((format!("code {shown}"), line));
        } else if !shown.is_empty() {
            lines.push((kind(shown), line));
        }
    }
    lines
}

fn kind(line: &str) -> String {
    let quote = line.starts_with('>');
    let inner = line.trim_start_matches(['>', ' ']);
    let level = inner.bytes().take_while(|byte| *byte == b'#').count();
    let is_item = ["- ", "* ", "+ "].iter().any(|mark| inner.starts_with(mark))
        || inner.split_once(". ").is_some_and(|(number, _)| {
            (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    let kind = if level > 0 {
        format!("heading {level}")
    } else if inner.starts_with('|') {
        let escaped = inner.matches("\\|").count();
        format!("row {}", inner.matches('|').count() - escaped)
    } else if is_item {
        "item".to_owned()
    } else {
        "paragraph".to_owned()
    };
    if quote { format!("> {kind}") } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::unweave;

    #[test]
    fn words_may_differ_and_code_headings_and_cells_may_not() {
        let old = unweave("# A\n\ntext\n\n|a|b|\n\n```c\nint x;\n```\n");
        assert_eq!(differing(&old, &unweave("# B\ntext other\n|c|d|\n```cpp\nint x;\n```\n")), []);
        let new = unweave("## A\n\ntext\n\n|a|b|\n\n```c\nint y;\n```\n- more\n");
        let told = differing(&old, &new);
        let waved = |code: &str| unweave(&format!("~~~c\n{code}\n~~~\n"));
        assert_eq!(differing(&waved("int x;"), &waved("int y;")).len(), 1);
        let lines: Vec<_> = told.iter().map(|part| (part.old.join("/"), part.new.join("/"))).collect();
        let expected = [("# A", "## A"), ("int x;", "int y;"), ("", "- more")];
        assert_eq!(lines, expected.map(|(old, new)| (old.to_owned(), new.to_owned())));
    }
}
