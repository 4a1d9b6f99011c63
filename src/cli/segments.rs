//! `mapidoc segments`: every pair as a JSON line.

use clap::Args;

use super::{Common, Failure, Sources, input, to_stdout};
use crate::emit::json;
use crate::locale::Locale;
use crate::read::Catalogue;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let project = input::project(&arguments.sources)?;
    let spinner = input::progress(common, None, "reading pages");
    let mut pages = input::Pages::of(Catalogue::open(&project.sources)?);
    spinner.finish_and_clear();
    let every = pages.catalogue.locales.clone();
    // In page order, the locales one after another: who asks for two wants two lists.
    to_stdout(|mut out| {
        every.iter().try_for_each(|locale| {
            pages.hand_on(locale, |key, unwoven| json::segments(locale, key, unwoven, &mut out))
        })
    })?;
    let locales: Vec<Locale> = every.into_iter().filter(|locale| *locale != project.source).collect();
    pages.tell(&project.sources, &locales, &project.levels, common);
    Ok(())
}
