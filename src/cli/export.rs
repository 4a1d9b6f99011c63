//! `mapidoc export`: segments as translation tools exchange them.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::pages::PagesOption;
use super::upstream::{self, UpstreamOption};
use super::{Common, Failure, Sources, input, to_file_or_stdout};
use crate::emit::exchange::{self, FORMATS, Format, Job, Page};
use crate::locale::Locale;
use crate::read::{self, Catalogue, Source};

#[derive(Debug, Args)]
#[command(after_help = "\
Emphasis, links, code and names of the API are codes that tools protect. A segment's address is its page and its ordinal there.
xliff (1.2), xliff2 (2.1) and po come back with `mapidoc import`; tmx, jsonl, csv and parquet are to be read by others.
tmx, jsonl, csv and parquet hold many locales; of the others there is one file a locale, LOCALE.xlf or LOCALE.po in the folder of -o.

Examples:
  mapidoc export es-ES=es/docs/outlook/mapi --format xliff -o es.xlf
  mapidoc export es-ES=es/docs ja-JP=ja/docs --format po -o translations/
  mapidoc export es-ES=es/docs --upstream ../english@main:docs --format xliff -o es.xlf    # stale segments are marked
  mapidoc export es-ES=es/docs --upstream ../english@main:docs --only-stale --format po -o todo.po
  mapidoc export es-ES=es/docs --pages 'iab*.md' --format po -o address-book.po
  mapidoc export es-ES=es/docs --format jsonl | head

parquet is there where mapidoc was built with `--features parquet`.")]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    upstream: UpstreamOption,
    /// Only the segments that are stale beside the English repository
    #[arg(long, requires = "upstream")]
    only_stale: bool,
    #[command(flatten)]
    pages: PagesOption,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// The file to write, or the folder for one file a locale; printed where it is `-` or not said
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let format = Format::named(&arguments.format)
        .ok_or_else(|| Failure { message: format!("`{}` is not a format", arguments.format), help: None })?;
    let input::Project { sources, source, levels, .. } = input::project(&arguments.sources)?;
    let (mut pages, stale) = open(arguments, &sources, common)?;
    let every = &pages.catalogue.locales;
    let locales: Vec<Locale> = every.iter().filter(|locale| **locale != source).cloned().collect();
    let is_stale = |locale: &Locale, page: &str, ordinal: usize| {
        let page = stale.get(locale).and_then(|pages| pages.get(page))?;
        let at = page.binary_search_by_key(&(ordinal as u32 - 1), |(segment, _)| *segment).ok()?;
        Some(exchange::Stale { now: page[at].1.clone() })
    };
    let only_stale = arguments.only_stale;
    let job = |locale| Job { source: &source, locale, stale: &is_stale, only_stale };
    let files = files(format, &locales, arguments.output.as_deref().filter(|path| *path != Path::new("-")))?;
    for (path, locales) in files {
        let mut every = |page: &mut dyn FnMut(&Page<'_>) -> io::Result<()>| {
            locales.iter().try_for_each(|locale| {
                pages.hand_on(locale, |key, unwoven| page(&Page { locale, key, unwoven }))
            })
        };
        to_file_or_stdout(path.as_deref(), |out| {
            format.write(&job(locales.first().unwrap_or(&source)), &mut every, out)
        })?;
    }
    pages.tell(&sources, &locales, &levels, common);
    Ok(())
}

/// The pages to be written, and which of their segments are stale.
fn open(
    arguments: &Arguments,
    sources: &[Source],
    common: &Common,
) -> Result<(input::Pages, upstream::Stale), Failure> {
    let spinner = input::progress(common, None, "reading pages");
    let wanted = |key: &str| arguments.pages.has(key);
    let (mut catalogue, diagnostics, stale) = match &arguments.upstream.upstream {
        None => {
            let (catalogue, diagnostics) = Catalogue::open(sources)?;
            (catalogue, diagnostics, upstream::Stale::new())
        }
        // What the English said is asked for all pages at once.
        Some(named) => {
            let (mut library, diagnostics) = read::read_pages(sources)?;
            library.documents.retain(|page| wanted(&page.key));
            let stale = upstream::stale(named, &library.documents)?;
            (Catalogue::from(library), diagnostics, stale)
        }
    };
    spinner.finish_and_clear();
    if !catalogue.retain(wanted) {
        arguments.pages.among(std::iter::empty())?;
    }
    Ok((input::Pages::of((catalogue, diagnostics)), stale))
}

/// A file and the locales in it; no path where it is printed.
type Target<'a> = (Option<PathBuf>, &'a [Locale]);

/// What is written.
fn files<'a>(
    format: &Format,
    locales: &'a [Locale],
    output: Option<&Path>,
) -> Result<Vec<Target<'a>>, Failure> {
    let is_folder = |path: &Path| {
        path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
    };
    let one_each = locales.len() > 1 && !format.holds_many;
    match output {
        None if one_each => Err(Failure {
            message: format!("`{}` holds one locale a file, and these are {}", format.name, locales.len()),
            help: Some("name a folder with -o, or one SOURCE".to_owned()),
        }),
        Some(path) if one_each || (is_folder(path) && !format.holds_many) => Ok(locales
            .chunks(1)
            .map(|locale| (Some(path.join(format!("{}.{}", locale[0], format.extension))), locale))
            .collect()),
        Some(path) if is_folder(path) => {
            Ok(vec![(Some(path.join(format!("segments.{}", format.extension))), locales)])
        }
        path => Ok(vec![(path.map(Path::to_owned), locales)]),
    }
}
