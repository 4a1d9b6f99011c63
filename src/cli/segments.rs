//! `mapidoc segments`: every pair as a JSON line.

use std::collections::BTreeSet;

use clap::Args;

use super::{Common, Failure, Sources, examine, input, report, to_stdout};
use crate::emit::json;
use crate::locale::Locale;
use crate::read::Catalogue;
use crate::segment::unweave;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let project = input::project(&arguments.sources)?;
    let spinner = input::progress(common, None, "reading pages");
    let (mut catalogue, mut diagnostics) = Catalogue::open(&project.sources)?;
    spinner.finish_and_clear();
    let every = catalogue.locales.clone();
    let mut bilingual: BTreeSet<&Locale> = BTreeSet::new();
    // In page order, the locales one after another: who asks for two wants two lists.
    to_stdout(|mut out| {
        every.iter().try_for_each(|locale| {
            catalogue.hand_on(locale, &mut diagnostics, |document| {
                let unwoven = unweave(&document.text);
                if unwoven.is_bilingual() {
                    bilingual.insert(locale);
                }
                json::segments(locale, &document.key, &unwoven, &mut out)
            })
        })
    })?;
    let locales: Vec<Locale> = every.iter().filter(|locale| **locale != project.source).cloned().collect();
    input::tell(&project.sources, &locales, |locale| bilingual.contains(locale), common);
    report::findings(examine::at_levels(diagnostics, &project.config.check)?, &every, common);
    Ok(())
}
