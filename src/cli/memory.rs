//! `mapidoc memory`: how much of the pages is translated, repeated and behind the English, and how a sentence is translated.

use std::io;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::input::Input;
use super::upstream::{self, UpstreamOption};
use super::{Common, Failure, Sources, input, report, to_stdout};
use crate::check::translation::{self, Levels, Subject};
use crate::emit::review::{counted, grouped, visible};
use crate::locale::Locale;
use crate::memory::freshness::Lags;
use crate::memory::{Counts, Memory, Unit};
use crate::model::Api;
use crate::parse::Sheet;
use crate::read::upstream::Texts;

/// How many sources that are only like the sentence are shown.
const ALIKE: usize = 5;

/// How many places of a translation are shown to people.
const PLACES: usize = 3;

#[derive(Debug, Args)]
#[command(after_help = "\
Without --find: what each locale has. A segment is repeated where its source stands in other places too; the words of distinct
sources are what there is to translate. With English pages among the sources, or --upstream, also what is behind them.

--find tells how a source is translated: letter for letter, else without regard to letter case, white space and emphasis, else
the sentences that are most like it, from 0.60 (three fifths of the letters in words of both) to 1.00.

Examples:
  mapidoc memory es-ES=es/docs/outlook/mapi ja-JP=ja/docs/outlook/mapi
  mapidoc memory es-ES=es/docs/outlook/mapi --upstream ../english@main
  mapidoc memory es-ES=es/docs/outlook/mapi --find 'See also' --find 'Return value'
  mapidoc memory --format json | jq .words")]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    upstream: UpstreamOption,
    /// Look up how a source text is translated; may be said several times
    #[arg(long, value_name = "TEXT")]
    find: Vec<String>,
    /// How the answer is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// The forms of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// JSON lines: a locale each; with --find a translation each
    Json,
}

/// What a locale has.
#[derive(Debug, Serialize)]
struct Line<'a> {
    locale: &'a Locale,
    /// Pages in two languages.
    pages: usize,
    segments: usize,
    /// Distinct source texts.
    sources: usize,
    /// Distinct pairs of source and target.
    pairs: usize,
    repeated: usize,
    identical: usize,
    variants: usize,
    words: usize,
    distinct_words: usize,
    /// What is behind the English; null where none is known.
    behind: Option<Behind>,
}

/// What is behind the English.
#[derive(Clone, Copy, Debug, Serialize)]
struct Behind {
    /// English pages.
    english_pages: usize,
    /// Those that the locale lacks.
    missing_pages: usize,
    /// Segments whose English is not said any more.
    stale: usize,
    /// English sentences that have no translation.
    untranslated: usize,
    /// Pages that have any of these.
    pages: usize,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let mut input = input::pages(&arguments.sources, common)?;
    input.tell(common);
    let locales: Vec<&Locale> = input.locales.iter().filter(|locale| **locale != input.source).collect();
    let books: Vec<(Vec<&Sheet>, Memory<'_>)> = locales
        .iter()
        .map(|locale| {
            let sheets = input.pages.iter().map(|page| &page.sheet).filter(|sheet| sheet.locale == **locale);
            let sheets: Vec<&Sheet> = sheets.filter(|sheet| sheet.unwoven.is_bilingual()).collect();
            let memory = Memory::new(locale, sheets.iter().map(|sheet| &sheet.unwoven));
            (sheets, memory)
        })
        .collect();
    if arguments.find.is_empty() {
        let spinner = input::progress(common, None, "comparing with the English");
        let behind = behind(&input, &arguments.upstream)?;
        spinner.finish_and_clear();
        let lines: Vec<Line<'_>> = locales
            .iter()
            .zip(&books)
            .map(|(locale, (sheets, memory))| line(locale, sheets.len(), memory.counts(), behind.as_ref()))
            .collect();
        to_stdout(|out| match arguments.format {
            Format::Human => table(&lines, out),
            Format::Json => lines.iter().try_for_each(|line| json(line, out)),
        })?;
    } else {
        to_stdout(|out| {
            for text in &arguments.find {
                books.iter().try_for_each(|(sheets, memory)| {
                    show(&Lookup::of(memory, text), sheets, arguments.format, out)
                })?;
            }
            Ok(())
        })?;
    }
    drop(books);
    // What is wrong with the pages is for `mapidoc check`: here only what could not be read matters.
    input.diagnostics.retain(|finding| finding.severity == crate::diagnostic::Severity::Error);
    report::findings(input.told(), &input.locales, common);
    Ok(())
}

fn json(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// How far the locales are behind the English and what the English has; `None` where none is known.
struct Comparison {
    lags: Lags,
    missing: Vec<Locale>,
    english: usize,
}

fn behind(input: &Input, upstream: &UpstreamOption) -> Result<Option<Comparison>, Failure> {
    let named = upstream.named(&input.config.check);
    let english: Texts = if let Some(named) = named {
        let sheets = input.pages.iter().map(|page| &page.sheet);
        let keys: Vec<_> = sheets.map(|sheet| (&*sheet.key, &sheet.unwoven)).collect();
        upstream::texts(named, &keys)?
    } else {
        translation::given_english(&input.pages, &input.source)
    };
    if english.now.is_empty() {
        return Ok(None);
    }
    let nameless = Api::default();
    let subject: Subject<'_> = input.subject(&nameless);
    let (found, lags) = translation::behind(&subject, &english, &Levels::default());
    let missing = found.into_iter().filter(|finding| finding.rule == "missing-page");
    let missing = missing.filter_map(|finding| finding.locale).collect();
    Ok(Some(Comparison { lags, missing, english: english.now.len() }))
}

fn line<'a>(locale: &'a Locale, pages: usize, counts: Counts, behind: Option<&Comparison>) -> Line<'a> {
    let behind = behind.map(|all| {
        let lags = all.lags.get(locale);
        let lags = || lags.into_iter().flatten().map(|(_, lag)| lag);
        Behind {
            english_pages: all.english,
            missing_pages: all.missing.iter().filter(|missing| *missing == locale).count(),
            stale: lags().map(|lag| lag.stale).sum(),
            untranslated: lags().map(|lag| lag.missing).sum(),
            pages: lags().count(),
        }
    });
    Line {
        locale,
        pages,
        segments: counts.segments,
        sources: counts.sources,
        pairs: counts.units,
        repeated: counts.repeated,
        identical: counts.identical,
        variants: counts.variants,
        words: counts.words,
        distinct_words: counts.distinct_words,
        behind,
    }
}

/// The locales side by side.
fn table(lines: &[Line<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    type Cell = fn(&Line<'_>) -> Option<String>;
    let rows: [(&str, Cell); 15] = [
        ("", |line| Some(line.locale.to_string())),
        ("pages in two languages", |line| Some(grouped(line.pages))),
        ("segments", |line| Some(grouped(line.segments))),
        ("  repeated", |line| Some(share(line.repeated, line.segments))),
        ("  same as the source", |line| Some(share(line.identical, line.segments))),
        ("distinct sources", |line| Some(grouped(line.sources))),
        ("  translated in several ways", |line| Some(share(line.variants, line.sources))),
        ("distinct pairs", |line| Some(grouped(line.pairs))),
        ("words of the source", |line| Some(grouped(line.words))),
        ("  of distinct sources", |line| Some(share(line.distinct_words, line.words))),
        ("English pages", |line| Some(grouped(line.behind?.english_pages))),
        ("  without a translation", |line| Some(grouped(line.behind?.missing_pages))),
        ("  ahead of it", |line| Some(grouped(line.behind?.pages))),
        ("stale segments", |line| Some(share(line.behind?.stale, line.segments))),
        ("untranslated sentences", |line| Some(grouped(line.behind?.untranslated))),
    ];
    for (name, cell) in rows {
        let cells: Vec<Option<String>> = lines.iter().map(cell).collect();
        if cells.iter().all(Option::is_none) {
            continue;
        }
        write!(out, "{name:<30}")?;
        for cell in &cells {
            write!(out, "{:>18}", cell.as_deref().unwrap_or("-"))?;
        }
        writeln!(out)?;
    }
    if !lines.is_empty() && lines.iter().all(|line| line.behind.is_none()) {
        writeln!(out, "(with en-US=DIR or --upstream REPO also what is stale, untranslated and missing)")?;
    }
    Ok(())
}

/// `50,612 (64 %)`.
#[expect(clippy::cast_precision_loss, reason = "no book has 2^52 words")]
fn share(part: usize, whole: usize) -> String {
    let percent = 100.0 * part as f64 / whole.max(1) as f64;
    let digits = usize::from(percent < 10.0 && part > 0);
    format!("{} ({percent:.digits$} %)", grouped(part))
}

/// How a text is translated.
struct Lookup<'m, 'a> {
    text: &'m str,
    locale: &'m Locale,
    /// How the sources meet the text: `exact`, `normalised` or `alike`.
    how: &'static str,
    /// How like the source is, and a translation of it.
    found: Vec<(f64, &'m Unit<'a>)>,
}

impl<'m, 'a> Lookup<'m, 'a> {
    fn of(memory: &'m Memory<'a>, text: &'m str) -> Self {
        let whole = |units: Vec<&'m Unit<'a>>| units.into_iter().map(|unit| (1.0, unit)).collect::<Vec<_>>();
        let mut how = "exact";
        let mut found = whole(memory.translations(text).collect());
        if found.is_empty() {
            how = "normalised";
            found = whole(memory.similar(text).collect());
        }
        found.sort_by_key(|(_, unit)| std::cmp::Reverse(unit.places.len()));
        if found.is_empty() {
            how = "alike";
            let alike = memory.alike(text, ALIKE).into_iter();
            found = alike
                .flat_map(|(likeness, source)| memory.translations(source).map(move |unit| (likeness, unit)))
                .collect();
        }
        Self { text, locale: memory.locale, how, found }
    }
}

/// A translation that was found, as JSON.
#[derive(Serialize)]
struct Found<'a> {
    locale: &'a Locale,
    #[serde(rename = "match")]
    how: &'static str,
    likeness: f64,
    source: &'a str,
    target: &'a str,
    count: usize,
    places: Vec<FoundPlace<'a>>,
}

#[derive(Serialize)]
struct FoundPlace<'a> {
    page: &'a str,
    ordinal: u32,
}

fn show(
    lookup: &Lookup<'_, '_>,
    sheets: &[&Sheet],
    format: Format,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let places = |unit: &Unit<'_>, most: usize| -> Vec<(&str, u32)> {
        let place = |place: &crate::memory::Place| (&*sheets[place.page as usize].key, place.segment + 1);
        unit.places.iter().take(most).map(place).collect()
    };
    if format == Format::Json {
        return lookup.found.iter().try_for_each(|(likeness, unit)| {
            let places = places(unit, usize::MAX).into_iter();
            let found = Found {
                locale: lookup.locale,
                how: lookup.how,
                likeness: (likeness * 100.0).round() / 100.0,
                source: unit.source,
                target: unit.target,
                count: unit.places.len(),
                places: places.map(|(page, ordinal)| FoundPlace { page, ordinal }).collect(),
            };
            json(&found, out)
        });
    }
    let how = match lookup.how {
        _ if lookup.found.is_empty() => "nothing like it is translated",
        "exact" => "translated as",
        "normalised" => "but for letter case, white space and emphasis, translated as",
        _ => "not there; what is most like it",
    };
    writeln!(out, "{}: `{}`: {how}", lookup.locale, lookup.text)?;
    for (likeness, unit) in &lookup.found {
        let count = unit.places.len();
        if lookup.how == "exact" {
            writeln!(out, "  {:>6}  {}", grouped(count), visible(unit.target))?;
        } else {
            writeln!(out, "  {likeness:>6.2}  {}\n          {}", visible(unit.source), visible(unit.target))?;
        }
        let mut named: Vec<String> =
            places(unit, PLACES).into_iter().map(|(page, ordinal)| format!("{page}#{ordinal}")).collect();
        if count > PLACES {
            named.push(format!("and {}", counted(count - PLACES, "more place")));
        }
        writeln!(out, "          {}", named.join(", "))?;
    }
    Ok(())
}
