//! A comparison as one page for the browser, which needs nothing beside itself.
//!
//! Style and script stand in the page, so its policy names them by their hashes and forbids everything else.

use std::collections::{BTreeMap, BTreeSet};
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
    let shown = &chosen(groups, options.limit);
    let (style, script) = (file("review.css"), file("review.js"));
    let heading = if sides.is_locales() { "How the locales differ" } else { "What changed" };
    let title = format!("{} → {}", escaped(sides.old), escaped(sides.new));
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{heading}: {title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n\
         <header>\n<h1>{heading}</h1>\n<p class=\"sides\">{title}</p>\n",
        policy_hash(style),
        policy_hash(script),
    )?;
    summary(sides, comparison, &mut out)?;
    if groups.len() > shown.len() {
        let (some, all) = (grouped(shown.len()), counted(groups.len(), "change"));
        let how = "Of each class those that fix or introduce most defects come first; <code>--limit 0</code> shows all.";
        writeln!(out, "<p class=\"note\">{some} of {all} are on this page. {how}</p>")?;
    }
    writeln!(out, "</header>")?;
    filters(groups, shown, &mut out)?;
    writeln!(out, "<main id=\"changes\">\n<ol>")?;
    let items: Vec<String> =
        shown.par_iter().enumerate().map(|(index, group)| item(sides, index + 1, group)).collect();
    for item in items {
        out.write_all(item.as_bytes())?;
    }
    write!(out, "</ol>\n</main>\n<script>{script}</script>\n</body>\n</html>\n")
}

fn file(name: &str) -> &'static str {
    embedded::text(embedded::TEMPLATES, &format!("review/{name}"))
}

/// The groups to show where they are too many: each class has its share, so that one that is rare is whole. Their order stays.
fn chosen<'g, 'a>(groups: &[&'g Group<'a>], limit: usize) -> Vec<&'g Group<'a>> {
    let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
    for group in groups {
        *counts.entry(group.class).or_default() += 1;
    }
    let mut rarest: Vec<(Class, usize)> = counts.into_iter().collect();
    rarest.sort_by_key(|(_, count)| *count);
    let (mut left, classes) = (limit, rarest.len());
    let mut shares: BTreeMap<Class, usize> = BTreeMap::new();
    for (index, (class, count)) in rarest.into_iter().enumerate() {
        let share = count.min(left / (classes - index));
        shares.insert(class, share);
        left -= share;
    }
    let take = |group: &&&Group<'_>| {
        let share = shares.entry(group.class).or_default();
        let taken = *share > 0;
        *share = share.saturating_sub(1);
        taken
    };
    groups.iter().filter(take).copied().collect()
}

fn summary(sides: &Sides<'_>, comparison: &Comparison<'_>, out: &mut impl Write) -> io::Result<()> {
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
    let [old, new] = sides.names();
    write!(out, "</tbody>\n</table>\n<p>{} in both.", counted(comparison.shared_pages, "page"))?;
    for (pages, what) in [
        (&comparison.old_pages, format!("only in {old}")),
        (&comparison.new_pages, format!("only in {new}")),
        (&comparison.unaligned_pages, "in both, with nothing in common".to_owned()),
    ] {
        if !pages.is_empty() {
            let names: Vec<String> = pages.iter().map(|page| escaped(page)).collect();
            write!(out, " {} {what}: {}.", counted(pages.len(), "page"), names.join(", "))?;
        }
    }
    writeln!(out, "</p>")
}

fn filters(all: &[&Group<'_>], shown: &[&Group<'_>], out: &mut impl Write) -> io::Result<()> {
    let classes: BTreeSet<Class> = shown.iter().map(|group| group.class).collect();
    let rules: BTreeSet<&str> =
        shown.iter().flat_map(|group| &group.defects).map(|(rule, ..)| *rule).collect();
    // The script shows the filters: without it they could do nothing. Where all there is would be left out, it is not.
    let all_wait = classes.iter().all(|class| LATER.contains(class));
    writeln!(
        out,
        "<div class=\"filters\" role=\"search\" aria-label=\"Filter\" hidden>\n<fieldset><legend>Classes</legend>"
    )?;
    for class in classes {
        let checked = if all_wait || !LATER.contains(&class) { " checked" } else { "" };
        let name = class.name();
        let of = |groups: &[&Group<'_>]| groups.iter().filter(|group| group.class == class).count();
        let count = match (of(shown), of(all)) {
            (some, all) if some < all => format!("{} of {}", grouped(some), grouped(all)),
            (_, all) => grouped(all),
        };
        writeln!(
            out,
            "<label><input type=\"checkbox\" name=\"class\" value=\"{name}\"{checked}> {name} <span class=\"count\">({count})</span></label>"
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
        let _ = write!(text, "<span class=\"defects\">{}</span>", judged(&group.defects, group.places.len()));
    }
    text.push_str("</div>\n<div class=\"pair\">");
    let (old, new) = (group.old.as_ref(), group.new.as_ref());
    let is_locales = sides.is_locales();
    let [of_old, of_new] = if is_locales {
        [sides.old_locale, sides.new_locale].map(|locale| format!("{} in {locale}", sides.source))
    } else {
        ["OLD", "NEW"].map(|side| format!("{side} {}", sides.source))
    };
    let source = sides.source;
    halves((source_of(old), source_of(new)), [(source, &of_old), (source, &of_new)], true, &mut text);
    if group.class != Class::Structure {
        let [old_name, new_name] = sides.names().map(str::to_owned);
        let [of_old, of_new] = if is_locales {
            [old_name, new_name]
        } else {
            [format!("OLD {}", sides.old_locale), format!("NEW {}", sides.new_locale)]
        };
        let labels = [(sides.old_locale, &of_old), (sides.new_locale, &of_new)];
        halves((target_of(old), target_of(new)), labels, !is_locales, &mut text);
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
    [(old_locale, of_old), (new_locale, of_new)]: [(&Locale, &String); 2],
    by_words: bool,
    text: &mut String,
) {
    let half = |locale: &Locale, wide: bool, label: &str, inner: &str| {
        let direction = if locale.is_right_to_left() { " dir=\"rtl\"" } else { "" };
        let class = if wide { " class=\"whole\"" } else { "" };
        format!(
            "<div{class}><span class=\"label\">{label}</span><span lang=\"{locale}\"{direction}>{inner}</span></div>"
        )
    };
    if old == new && old_locale == new_locale {
        text.push_str(&half(new_locale, true, new_locale.as_str(), &escaped(new.unwrap_or_default())));
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
    text.push_str(&half(old_locale, false, of_old, &side(old, Change::Inserted)));
    text.push_str(&half(new_locale, false, of_new, &side(new, Change::Deleted)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_class_is_whole_where_others_are_too_many() {
        let group = |class| Group { class, old: None, new: None, places: Vec::new(), defects: Vec::new() };
        let classes = [Class::TargetChanged; 6].into_iter().chain([Class::Stale, Class::Added, Class::Added]);
        let groups: Vec<Group<'_>> = classes.map(group).collect();
        let all: Vec<&Group<'_>> = groups.iter().collect();
        let names = |limit| chosen(&all, limit).iter().map(|group| group.class.name()).collect::<Vec<_>>();
        assert_eq!(names(5), ["target-changed", "target-changed", "stale", "added", "added"]);
        assert_eq!((names(9).len(), names(0).len(), names(usize::MAX).len()), (9, 0, 9));
    }
}
