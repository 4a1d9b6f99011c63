//! A comparison as one page for the browser, which needs nothing beside itself.
//!
//! Style and script stand in the page, so its policy names them by their hashes and forbids everything else.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use rayon::prelude::*;

use super::{Sides, counted, grouped, judged, source_of, target_of};
use crate::embedded;
use crate::emit::policy_hash;
use crate::locale::Locale;
use crate::memory::intraline::{self, Change};
use crate::memory::revision::{Class, Comparison, Group};

/// How a comparison is shown.
#[derive(Clone, Copy, Debug)]
pub struct HtmlOptions {
    /// The most groups to show.
    pub limit: usize,
}

/// The classes that the filter leaves out at first: what changes no word can wait.
const LATER: [Class; 3] = [Class::TargetMarkup, Class::SourceMarkup, Class::Moved];

/// Writes the page.
///
/// # Errors
///
/// When `out` fails.
pub fn html(
    sides: &Sides<'_>,
    comparison: &Comparison<'_>,
    groups: &[&Group<'_>],
    options: HtmlOptions,
    mut out: impl Write,
) -> io::Result<()> {
    let shown = &groups[..groups.len().min(options.limit)];
    let (style, script) = (file("review.css"), file("review.js"));
    let title = format!("{} → {}", escaped(sides.old), escaped(sides.new));
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>What changed: {title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n\
         <header>\n<h1>What changed</h1>\n<p class=\"sides\">{title}</p>\n",
        policy_hash(style),
        policy_hash(script),
    )?;
    summary(comparison, &mut out)?;
    writeln!(out, "</header>")?;
    filters(shown, &mut out)?;
    writeln!(out, "<main id=\"changes\">\n<ol>")?;
    let items: Vec<String> =
        shown.par_iter().enumerate().map(|(index, group)| item(sides, index + 1, group)).collect();
    for item in items {
        out.write_all(item.as_bytes())?;
    }
    writeln!(out, "</ol>")?;
    if groups.len() > shown.len() {
        let left = counted(groups.len() - shown.len(), "more change");
        writeln!(out, "<p class=\"note\">{left} not shown: <code>--limit 0</code> shows all.</p>")?;
    }
    write!(out, "</main>\n<script>{script}</script>\n</body>\n</html>\n")
}

fn file(name: &str) -> &'static str {
    embedded::text(embedded::TEMPLATES, &format!("review/{name}"))
}

fn summary(comparison: &Comparison<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<table>\n<caption class=\"note\">Segments</caption>\n<tbody>")?;
    for class in Class::ALL {
        let count = comparison.counts.get(&class).copied().unwrap_or_default();
        if count > 0 {
            writeln!(
                out,
                "<tr><td class=\"number\">{}</td><th scope=\"row\">{}</th><td class=\"meaning\">{}</td></tr>",
                grouped(count),
                class.name(),
                class.meaning()
            )?;
        }
    }
    write!(out, "</tbody>\n</table>\n<p>{} in both.", counted(comparison.shared_pages, "page"))?;
    for (pages, what) in [
        (&comparison.old_pages, "only in OLD"),
        (&comparison.new_pages, "only in NEW"),
        (&comparison.unaligned_pages, "in both, with nothing in common"),
    ] {
        if !pages.is_empty() {
            let names: Vec<String> = pages.iter().map(|page| escaped(page)).collect();
            write!(out, " {} {what}: {}.", counted(pages.len(), "page"), names.join(", "))?;
        }
    }
    writeln!(out, "</p>")
}

fn filters(groups: &[&Group<'_>], out: &mut impl Write) -> io::Result<()> {
    let classes: BTreeSet<Class> = groups.iter().map(|group| group.class).collect();
    let rules: BTreeSet<&str> =
        groups.iter().flat_map(|group| &group.defects).map(|(rule, ..)| *rule).collect();
    // The script shows the filters: without it they could do nothing. Where all there is would be left out, it is not.
    let all_wait = classes.iter().all(|class| LATER.contains(class));
    writeln!(
        out,
        "<div class=\"filters\" role=\"search\" aria-label=\"Filter\" hidden>\n<fieldset><legend>Classes</legend>"
    )?;
    for class in classes {
        let checked = if all_wait || !LATER.contains(&class) { " checked" } else { "" };
        let name = class.name();
        writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"class\" value=\"{name}\"{checked}> {name}</label>"
        )?;
    }
    writeln!(out, "</fieldset>\n<div class=\"row\">")?;
    if !rules.is_empty() {
        write!(out, "<label>Rule <select id=\"rule\"><option value=\"\">any</option>")?;
        for rule in rules {
            write!(out, "<option>{rule}</option>")?;
        }
        writeln!(out, "</select></label>")?;
    }
    writeln!(
        out,
        "<label>Page <input type=\"search\" id=\"page\" autocomplete=\"off\" spellcheck=\"false\"></label>\n\
         <label><input type=\"checkbox\" id=\"keys\" checked> Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, \
         <kbd>o</kbd> places, <kbd>g</kbd> first, <kbd>/</kbd> page</label>\n\
         <span id=\"status\" role=\"status\"></span>\n</div>\n</div>"
    )
}

fn item(sides: &Sides<'_>, number: usize, group: &Group<'_>) -> String {
    let rules: Vec<&str> = group.defects.iter().map(|(rule, ..)| *rule).collect();
    let mut text = format!(
        "<li class=\"group\" id=\"c{number}\" tabindex=\"-1\" data-class=\"{}\" data-rules=\"{}\">\n\
         <div class=\"head\"><h2>{number}. {}</h2><span class=\"places\">{} on {}</span>",
        group.class.name(),
        rules.join(" "),
        group.class.name(),
        counted(group.places.len(), "segment"),
        counted(group.pages(), "page"),
    );
    if !rules.is_empty() {
        let _ = write!(text, "<span class=\"defects\">{}</span>", judged(&group.defects));
    }
    text.push_str("</div>\n<div class=\"pair\">");
    let (old, new) = (group.old.as_ref(), group.new.as_ref());
    let is_locales = sides.old_locale != sides.new_locale;
    halves((source_of(old), source_of(new)), (sides.source, sides.source), true, &mut text);
    if group.class != Class::Structure {
        let locales = (sides.old_locale, sides.new_locale);
        halves((target_of(old), target_of(new)), locales, !is_locales, &mut text);
    }
    text.push_str("</div>\n<details><summary>Places</summary><ul>");
    for (page, old, new) in &group.places {
        let ids: Vec<&str> = [*old, *new].into_iter().filter(|id| !id.is_empty()).collect();
        let _ = write!(
            text,
            "<li><span class=\"page\">{}</span> {}</li>",
            escaped(page),
            escaped(&ids.join(" → "))
        );
    }
    text.push_str("</ul></details>\n</li>\n");
    text
}

/// The two halves side by side; once where they are one. `by_words` tells what changed in them.
fn halves(
    (old, new): (Option<&str>, Option<&str>),
    (old_locale, new_locale): (&Locale, &Locale),
    by_words: bool,
    text: &mut String,
) {
    let half = |locale: &Locale, wide: bool, side: &str, inner: &str| {
        let direction = if locale.is_right_to_left() { " dir=\"rtl\"" } else { "" };
        let class = if wide { " class=\"whole\"" } else { "" };
        format!(
            "<div{class}><span class=\"label\">{side}{locale}</span><span lang=\"{locale}\"{direction}>{inner}</span></div>"
        )
    };
    if old == new && old_locale == new_locale {
        text.push_str(&half(new_locale, true, "", &escaped(new.unwrap_or_default())));
        return;
    }
    let ops = if by_words || old.is_none() || new.is_none() {
        intraline::ops(old.unwrap_or_default(), new.unwrap_or_default())
    } else {
        Vec::new()
    };
    let side = |whole: Option<&str>, skipped: Change| match whole {
        None => "<span class=\"label\">—</span>".to_owned(),
        Some(whole) if ops.is_empty() => escaped(whole),
        Some(_) => marked(&ops, skipped),
    };
    text.push_str(&half(old_locale, false, "OLD ", &side(old, Change::Inserted)));
    text.push_str(&half(new_locale, false, "NEW ", &side(new, Change::Deleted)));
}

fn marked(ops: &[intraline::Op<'_>], skipped: Change) -> String {
    let stretches = ops.iter().filter(|(change, _)| *change != skipped);
    stretches
        .map(|(change, text)| match change {
            Change::Kept => escaped(text),
            Change::Deleted => format!("<del>{}</del>", escaped(text)),
            Change::Inserted => format!("<ins>{}</ins>", escaped(text)),
        })
        .collect()
}

/// A text as HTML has it, in text and in attributes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter if letter.is_control() && letter != '\n' && letter != '\t' => escaped.push('\u{FFFD}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
