//! `mapidoc repair`: mends of translations that are certain, proposed or made.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Serialize;

use super::pages::PagesOption;
use super::witnesses::Witnesses;
use super::{Common, Failure, Sources, examine, input, to_stdout};
use crate::check;
use crate::check::translation::{Knowledge, Levels, MENDED, Names, allows, mended};
use crate::emit::review::visible;
use crate::locale::Locale;
use crate::memory::repair::{self, Evidence, Vocabulary};
use crate::memory::{Memory, Unit};
use crate::model::Words;
use crate::output;
use crate::parse::Page;
use crate::read::{self, Document, Source};
use crate::segment::{Unwoven, unweave};
use crate::span::Position;

/// Shown below `mapidoc repair --help`.
const HELP: &str = "\
Only what is certain is mended, and each mend names its evidence:

  damaged-characters   lost letters, where the same sentence stands undamaged elsewhere, in another
                       revision too (--twins), or where one word alone of the locale fits
  split-identifier, recased-identifier, transliterated-identifier
                       names of code, written as the source writes them
  changed-guid         an identifier of hexadecimal digits, as the source has it
  fullwidth-punctuation
                       wide signs in names and numbers that the source has
  translated-direction [in] and [out]
  broken-image         an image whose words stand outside its brackets
  missing-space        the space that the source has beside a link or emphasis
  punctuation-in-link, punctuation-in-emphasis
                       a comma or full stop in a link's text, or emphasised with a name
  shifted-link         a link around more words than the name that it is around in the source

The rest is left to people. Nothing is written without --write; then only the bytes of the mended
segments change.

Examples:
  mapidoc repair es-ES=es/docs/outlook/mapi | less
  mapidoc repair de-DE=de/docs --twins de-DE=de@2018:docs --twins de-DE=de@2019:docs
  mapidoc repair --only damaged-characters --write es-ES=es/docs/outlook/mapi";

/// The rule whose findings the memory mends.
const LETTERS: &str = "damaged-characters";

/// Mends can bring forth others: a sentence that is whole again is a twin. As often as this is looked again.
const ROUNDS: usize = 8;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    /// Make the mends, in the pages' own files
    #[arg(long)]
    write: bool,
    /// Other revisions of the pages, or other folders, whose undamaged sentences give lost letters back; may be said
    /// several times
    #[arg(long, value_name = "SOURCE")]
    twins: Vec<String>,
    #[command(flatten)]
    pages: PagesOption,
    /// Only the mends of these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// How mends are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// The forms of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the target before and after, and why
    Human,
    /// JSON lines, one object a segment
    Json,
}

/// A mended segment.
#[derive(Debug, Serialize)]
struct Proposal<'a> {
    locale: &'a Locale,
    page: &'a str,
    line: u32,
    id: &'a str,
    source: &'a str,
    target: &'a str,
    fix: &'a str,
    /// Whether no lost letter is left.
    whole: bool,
    evidence: &'a [Why],
}

/// What a mend rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Why {
    rule: &'static str,
    why: String,
}

/// What a segment was before, and why it is not any more.
#[derive(Debug)]
struct Change {
    before: String,
    why: Vec<Why>,
}

/// The changes of a page, by the segment's index.
type Changes = BTreeMap<u32, Change>;

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    for name in &arguments.only {
        if name != LETTERS && !MENDED.iter().any(|check| check.rule.name == name) {
            return Err(Failure {
                message: format!("there is no certain mend for `{name}`"),
                help: Some("`mapidoc repair --help` lists what can be mended".to_owned()),
            });
        }
    }
    let mut input = input::pages(&arguments.sources, common)?;
    if arguments.write {
        can_write(&input.sources)?;
    }
    arguments.pages.among(input.pages.iter().map(|page| &*page.sheet.key))?;
    input.tell(common);
    let twins = Twins::read(&arguments.twins, &input.locales, common)?;
    let model = input.model(&arguments.witnesses, Words::None, common)?;
    let names = Names::new(&model.api, []);
    let levels = examine::levels(&input.config.check, &arguments.only)?;
    let files: Vec<Option<String>> =
        input.pages.iter().map(|page| arguments.write.then(|| page.sheet.unwoven.weave())).collect();
    let mut changes: Vec<Changes> = input.pages.iter().map(|_| Changes::new()).collect();
    let spinner = input::progress(common, None, "looking for mends");
    for locale in input.locales.iter().filter(|locale| **locale != input.source) {
        let others = twins.memory(locale);
        let asked = Asked { names: &names, levels: &levels, pages: &arguments.pages, twins: &twins, others };
        for _ in 0..ROUNDS {
            if !round(&mut input.pages, &mut changes, locale, &asked) {
                break;
            }
        }
    }
    spinner.finish_and_clear();
    let written = if arguments.write { write(&input.pages, &files, &changes)? } else { 0 };
    show(arguments, common, &input.pages, &changes, written)
}

/// Only folders are written into.
fn can_write(sources: &[Source]) -> Result<(), Failure> {
    let what = sources.iter().find_map(|source| match source {
        Source::Folder { .. } => None,
        Source::Git { .. } => Some("a revision of a repository"),
        Source::Sample { .. } => Some("the built-in sample"),
    });
    match what {
        None => Ok(()),
        Some(what) => Err(Failure {
            message: format!("--write cannot mend {what}: it is read only"),
            help: Some("name a folder as SOURCE, such as es-ES=es/docs/outlook/mapi".to_owned()),
        }),
    }
}

/// The pages of other revisions, in which lost letters may be whole.
struct Twins(BTreeMap<Locale, Vec<(Document, Unwoven)>>);

impl Twins {
    /// Reads the pages of `--twins`.
    fn read(named: &[String], locales: &[Locale], common: &Common) -> Result<Self, Failure> {
        let mut twins: BTreeMap<Locale, Vec<(Document, Unwoven)>> = BTreeMap::new();
        for argument in named {
            let spinner = input::progress(common, None, "reading twins");
            // One by one: of several revisions of a locale each has its own page of a name.
            let (library, _) = read::read_pages(&[Source::parse(argument)?])?;
            spinner.finish_and_clear();
            if let Some(other) = library.locales.iter().find(|locale| !locales.contains(locale)) {
                return Err(Failure {
                    message: format!("--twins names pages in {other}, and no page to mend is in it"),
                    help: Some(
                        "write --twins LOCALE=REPO@REV[:SUBDIR], with the locale of a SOURCE".to_owned(),
                    ),
                });
            }
            for mut document in library.documents {
                let unwoven = unweave(&std::mem::take(&mut document.text));
                twins.entry(document.locale.clone()).or_default().push((document, unwoven));
            }
        }
        Ok(Self(twins))
    }

    /// How they translate, where there are any of the locale.
    fn memory<'a>(&'a self, locale: &'a Locale) -> Option<Memory<'a>> {
        let pages = self.0.get(locale)?;
        Some(Memory::new(locale, pages.iter().map(|(_, unwoven)| unwoven)))
    }

    /// What a page is called.
    fn name(&self, locale: &Locale, page: u32) -> String {
        let page = self.0.get(locale).and_then(|pages| pages.get(page as usize));
        page.map_or_else(String::new, |(document, _)| document.path.display().to_string())
    }
}

/// What mends are made of, beside the pages.
struct Asked<'a> {
    names: &'a Names<'a>,
    /// Which rules a project asks; none but those that `--only` names.
    levels: &'a Levels,
    /// Which pages are to be mended; all others help.
    pages: &'a PagesOption,
    twins: &'a Twins,
    /// The translations of the twins in the locale.
    others: Option<Memory<'a>>,
}

/// A target and why it is another than before.
type Mend = (String, Vec<Why>);

/// The mends of pages: page → segment → mend.
type Mends = BTreeMap<usize, BTreeMap<u32, Mend>>;

/// Mends the pages of a locale in memory; whether anything changed.
fn round(pages: &mut [Page], changes: &mut [Changes], locale: &Locale, asked: &Asked<'_>) -> bool {
    let mends = mends(pages, locale, asked);
    for (index, mends) in &mends {
        let text = changed(&pages[*index], mends);
        let unwoven = &mut pages[*index].sheet.unwoven;
        for (segment, (_, why)) in mends {
            let before = || unwoven.segments[*segment as usize].target.of(&unwoven.target).to_owned();
            let change = changes[*index]
                .entry(*segment)
                .or_insert_with(|| Change { before: before(), why: Vec::new() });
            change.why.extend(why.iter().cloned());
        }
        *unwoven = unweave(&text);
    }
    !mends.is_empty()
}

/// What can be mended on the pages of a locale as they are now.
fn mends(pages: &[Page], locale: &Locale, asked: &Asked<'_>) -> Mends {
    let asked_rules = check::rules().filter(|rule| asked.levels.asks(rule));
    let asked_rules: HashSet<&str> = asked_rules.map(|rule| rule.name).collect();
    let wanted = |rule: &str| asked_rules.contains(rule);
    let of_locale: Vec<usize> =
        (0..pages.len()).filter(|index| pages[*index].sheet.locale == *locale).collect();
    let memory = Memory::new(locale, of_locale.iter().map(|index| &pages[*index].sheet.unwoven));
    let vocabulary = Vocabulary::new(&memory);
    let key = |page: u32| pages[of_locale[page as usize]].sheet.key.to_string();
    let other_key = |page: u32| asked.twins.name(locale, page);
    let knowledge = Knowledge::new(locale, asked.names, memory);
    let units = &knowledge.memory.units;
    let mend = |unit: &Unit<'_>| -> Option<Mend> {
        let letters = wanted(LETTERS)
            .then(|| {
                repair::mend(&knowledge.memory, asked.others.as_ref(), &vocabulary, unit.source, unit.target)
            })
            .flatten();
        let evidence = letters.iter().flat_map(|mended| &mended.evidence);
        let mut why: Vec<Why> =
            evidence.map(|evidence| Why { rule: LETTERS, why: told(evidence, key, other_key) }).collect();
        let target = letters.as_ref().map_or(unit.target, |mended| &mended.target);
        let fixed = mended(unit.source, target, &knowledge, |rule| wanted(rule.name));
        if let Some((_, mends)) = &fixed {
            why.extend(mends.iter().map(|mend| Why { rule: mend.rule.name, why: mend.message.clone() }));
        }
        Some((fixed.map(|(text, _)| text).or(letters.map(|mended| mended.target))?, why))
    };
    let found: Vec<Option<Mend>> = units.par_iter().map(mend).collect();
    let mut mends = Mends::new();
    for (unit, mend) in units.iter().zip(found) {
        let Some(mend) = mend else { continue };
        for place in &unit.places {
            let page = of_locale[place.page as usize];
            // What the project or the page says is right, is.
            let sheet = &pages[page].sheet;
            if !asked.pages.has(&sheet.key) {
                continue;
            }
            let is_right =
                |rule: &str| asked.levels.is_off(rule, &sheet.key) || allows(sheet, place.segment, rule);
            if mend.1.iter().any(|why| is_right(why.rule)) {
                continue;
            }
            mends.entry(page).or_default().insert(place.segment, mend.clone());
        }
    }
    mends
}

/// A page's file with other targets.
fn changed(page: &Page, mends: &BTreeMap<u32, Mend>) -> String {
    let unwoven = &page.sheet.unwoven;
    let mut index = 0;
    unwoven.weave_with(|segment| {
        let mend = mends.get(&index);
        index += 1;
        mend.map_or_else(|| segment.target.of(&unwoven.target), |(text, _)| text)
    })
}

fn told(evidence: &Evidence, key: impl Fn(u32) -> String, other_key: impl Fn(u32) -> String) -> String {
    let twin = |page: String, segment: u32| {
        format!("the same source is translated so in {page}, segment {}", segment + 1)
    };
    match evidence {
        Evidence::Twin(place) => twin(key(place.page), place.segment),
        Evidence::OtherRevision(place) => twin(other_key(place.page), place.segment),
        Evidence::Word { damaged, word, count: 1 } => {
            format!("`{damaged}` can only be `{word}`, which is written once")
        }
        Evidence::Word { damaged, word, count } => {
            format!("`{damaged}` can only be `{word}`, which is written {count} times")
        }
    }
}

/// Writes the changed pages, all of them or none; how many. A page whose file does not say what was read is left and told:
/// it is not UTF-8, or was saved meanwhile.
fn write(pages: &[Page], files: &[Option<String>], changes: &[Changes]) -> Result<usize, Failure> {
    let mut written: Vec<(&Path, String)> = Vec::new();
    for ((page, before), changes) in pages.iter().zip(files).zip(changes) {
        let (false, Some(before)) = (changes.is_empty(), before) else { continue };
        let path = &*page.sheet.path;
        if std::fs::read(path).is_ok_and(|bytes| bytes == before.as_bytes()) {
            written.push((path, page.sheet.unwoven.weave()));
        } else {
            eprintln!(
                "note: `{}` is left as it is: it is not UTF-8, or has changed just now",
                path.display()
            );
        }
    }
    let files: Vec<(&Path, &[u8])> = written.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    output::replace_all(&files).map_err(|(path, error)| Failure {
        message: format!("nothing was written: `{}`: {error}", path.display()),
        help: None,
    })?;
    Ok(written.len())
}

/// Rule → segments that it mends, and those of them of which nothing is left to mend.
type Counts = BTreeMap<&'static str, [usize; 2]>;

/// Prints the mends and a summary.
fn show(
    arguments: &Arguments,
    common: &Common,
    pages: &[Page],
    changes: &[Changes],
    written: usize,
) -> Result<(), Failure> {
    let (mut counts, mut segments, mut of_pages) = (Counts::new(), 0, 0);
    to_stdout(|out| {
        for (page, changes) in pages.iter().zip(changes).filter(|(_, changes)| !changes.is_empty()) {
            of_pages += 1;
            segments += changes.len();
            for proposal in proposals(page, changes) {
                count(&proposal, &mut counts);
                match arguments.format {
                    Format::Human if common.quiet => {}
                    Format::Human => out.write_all(human(&proposal).as_bytes())?,
                    Format::Json => {
                        serde_json::to_writer(&mut *out, &proposal)?;
                        out.write_all(b"\n")?;
                    }
                }
            }
        }
        if arguments.format == Format::Json {
            return Ok(());
        }
        for (rule, [all, whole]) in &counts {
            let partly =
                if all > whole { format!("  ({} of them in part)", all - whole) } else { String::new() };
            writeln!(out, "{all:>8}  {rule}{partly}")?;
        }
        let done = if arguments.write {
            format!("mended, {written} files written")
        } else {
            "can be mended (--write does it)".to_owned()
        };
        writeln!(out, "{segments:>8}  segments on {of_pages} pages {done}")
    })
}

/// The mended segments of a page.
fn proposals<'a>(page: &'a Page, changes: &'a Changes) -> impl Iterator<Item = Proposal<'a>> {
    let unwoven = &page.sheet.unwoven;
    let place = page.sheet.place();
    changes.iter().map(move |(index, change)| {
        let segment = &unwoven.segments[*index as usize];
        let fix = segment.target.of(&unwoven.target);
        Proposal {
            locale: &page.sheet.locale,
            page: &page.sheet.key,
            line: Position::of(&place.text, segment.target_in_file.start as usize).line,
            id: unwoven.id_of(segment),
            source: segment.source.of(&unwoven.source),
            target: &change.before,
            fix,
            whole: !fix.contains('\u{fffd}'),
            evidence: &change.why,
        }
    })
}

fn count(proposal: &Proposal<'_>, counts: &mut Counts) {
    let rules: BTreeSet<&'static str> = proposal.evidence.iter().map(|why| why.rule).collect();
    for rule in rules {
        let count = counts.entry(rule).or_default();
        count[0] += 1;
        count[1] += usize::from(rule != LETTERS || proposal.whole);
    }
}

/// A mend as a small diff.
fn human(proposal: &Proposal<'_>) -> String {
    let mut text = format!("{} {}:{}\n", proposal.locale, proposal.page, proposal.line);
    let [source, target, fix] = [proposal.source, proposal.target, proposal.fix].map(visible);
    let _ = writeln!(text, "  {source}\n- {target}\n+ {fix}");
    for why in proposal.evidence {
        let _ = writeln!(text, "  {}: {}", why.rule, visible(&why.why));
    }
    text.push('\n');
    text
}
