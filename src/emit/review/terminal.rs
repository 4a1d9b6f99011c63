//! A comparison in the terminal: how many segments of each class, then the changes, those in most places first.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Sides, counted, grouped, judged, source_of, target_of};
use crate::memory::intraline::{self, Change as Stretch};
use crate::memory::revision::{Class, Comparison, Group};

/// How many pages a group names.
const NAMED: usize = 3;

/// How a comparison is shown.
#[derive(Clone, Copy, Debug)]
pub struct TerminalOptions {
    /// Whether to colour; without, what is gone stands in `[-…-]` and what is new in `{+…+}`.
    pub color: bool,
    /// The most groups to show.
    pub limit: usize,
}

/// The codes of a terminal, or the signs in their place.
struct Style {
    bold: &'static str,
    dim: &'static str,
    old: (&'static str, &'static str),
    new: (&'static str, &'static str),
    plain: &'static str,
}

const COLORED: Style = Style {
    bold: "\x1b[1m",
    dim: "\x1b[2m",
    old: ("\x1b[31;9m", "\x1b[0m"),
    new: ("\x1b[32m", "\x1b[0m"),
    plain: "\x1b[0m",
};
const SIGNS: Style = Style { bold: "", dim: "", old: ("[-", "-]"), new: ("{+", "+}"), plain: "" };

/// Writes the summary and the groups.
///
/// # Errors
///
/// When `out` fails.
pub fn terminal(
    sides: &Sides<'_>,
    comparison: &Comparison<'_>,
    groups: &[&Group<'_>],
    options: TerminalOptions,
    mut out: impl Write,
) -> io::Result<()> {
    let style = if options.color { &COLORED } else { &SIGNS };
    writeln!(out, "{}{} → {}{}\n", style.bold, visible(sides.old), visible(sides.new), style.plain)?;
    summary(sides, comparison, style, &mut out)?;
    for (index, group) in groups.iter().take(options.limit).enumerate() {
        write!(out, "\n{}{}. {}{}", style.bold, index + 1, group.class.name(), style.plain)?;
        show(sides, group, style, &mut out)?;
    }
    let left = groups.len().saturating_sub(options.limit);
    if left > 0 {
        let what = counted(left, "more change");
        writeln!(out, "\n{}{what} not shown (--limit 0 shows all){}", style.dim, style.plain)?;
    }
    Ok(())
}

fn summary(
    sides: &Sides<'_>,
    comparison: &Comparison<'_>,
    style: &Style,
    out: &mut impl Write,
) -> io::Result<()> {
    for class in Class::ALL {
        let count = comparison.counts.get(&class).copied().unwrap_or_default();
        if count > 0 || class == Class::Same {
            let (dim, plain) = (style.dim, style.plain);
            writeln!(out, "{:>9}  {:<15} {dim}{}{plain}", grouped(count), class.name(), class.meaning())?;
        }
    }
    let [old, new] = sides.names();
    writeln!(out)?;
    writeln!(out, "{:>9}  pages in both", grouped(comparison.shared_pages))?;
    for (pages, what) in [
        (&comparison.old_pages, format!("only in {old}")),
        (&comparison.new_pages, format!("only in {new}")),
        (&comparison.unaligned_pages, "in both, with nothing in common".to_owned()),
    ] {
        if !pages.is_empty() {
            writeln!(
                out,
                "{:>9}  {what}: {}",
                grouped(pages.len()),
                named(pages.iter().copied(), pages.len())
            )?;
        }
    }
    Ok(())
}

/// The first pages and how many more there are.
fn named<'a>(pages: impl Iterator<Item = &'a str>, all: usize) -> String {
    let mut text = pages.take(NAMED).map(visible).collect::<Vec<_>>().join(", ");
    if all > NAMED {
        let _ = write!(text, " and {} more", grouped(all - NAMED));
    }
    text
}

fn show(sides: &Sides<'_>, group: &Group<'_>, style: &Style, out: &mut impl Write) -> io::Result<()> {
    let mut pages: Vec<&str> = group.places.iter().map(|(page, ..)| *page).collect();
    pages.dedup();
    let count = pages.len();
    if group.places.len() > 1 {
        write!(out, " {} on {}", counted(group.places.len(), "segment"), counted(count, "page"))?;
    }
    writeln!(out, "  {}{}{}", style.dim, named(pages.into_iter(), count), style.plain)?;
    let defects = judged(&group.defects, group.places.len());
    if !defects.is_empty() {
        writeln!(out, "   {defects}")?;
    }
    let is_locales = sides.is_locales();
    let (old, new) = (group.old.as_ref(), group.new.as_ref());
    let language = if group.class == Class::Structure { "" } else { sides.source.as_str() };
    text(language, source_of(old), source_of(new), style, out)?;
    if group.class == Class::Structure {
        return Ok(());
    }
    let (old, new) = (target_of(old), target_of(new));
    if is_locales {
        // What two languages say cannot differ by words.
        for (locale, target) in [(sides.old_locale, old), (sides.new_locale, new)] {
            if target.is_some() {
                text(locale.as_str(), target, target, style, out)?;
            }
        }
        return Ok(());
    }
    text(sides.new_locale.as_str(), old, new, style, out)
}

/// A text with what changed in it.
fn text(
    name: &str,
    old: Option<&str>,
    new: Option<&str>,
    style: &Style,
    out: &mut impl Write,
) -> io::Result<()> {
    let text = marked(old.unwrap_or_default(), new.unwrap_or_default(), style);
    writeln!(out, "   {}{name:<6}{} {text}", style.dim, style.plain)
}

/// A text on one line with what changed in it, in colours or in `[-gone-]{+new+}`.
pub fn changed_text(old: &str, new: &str, color: bool) -> String {
    marked(old, new, if color { &COLORED } else { &SIGNS })
}

fn marked(old: &str, new: &str, style: &Style) -> String {
    let mut line = String::new();
    for (change, text) in intraline::ops(old, new) {
        let text = visible(text);
        let (before, behind) = match change {
            Stretch::Kept => ("", ""),
            Stretch::Deleted => style.old,
            Stretch::Inserted => style.new,
        };
        line.extend([before, &text, behind]);
    }
    line
}

/// A text on one line, with control characters shown as U+FFFD: a page must not write to the reader's terminal.
pub fn visible(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\n' => '⏎',
        '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        letter if letter.is_control() => '\u{FFFD}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}
