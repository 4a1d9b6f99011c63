//! `mapidoc segments`: every pair as a JSON line.

use clap::Args;

use super::{Common, Failure, Sources, input, report, to_stdout};
use crate::emit::json;
use crate::locale::Locale;
use crate::read;
use crate::segment::unweave;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let project = input::project(&arguments.sources)?;
    let spinner = input::progress(common, None, "reading pages");
    let (library, diagnostics) = read::read_pages(&project.sources)?;
    spinner.finish_and_clear();
    let mut bilingual: Vec<&Locale> = Vec::new();
    // In page order, the locales one after another: who asks for two wants two lists.
    to_stdout(|mut out| {
        for locale in &library.locales {
            for document in library.documents.iter().filter(|document| document.locale == *locale) {
                let unwoven = unweave(&document.text);
                if unwoven.is_bilingual() && bilingual.last() != Some(&locale) {
                    bilingual.push(locale);
                }
                json::segments(locale, &document.key, &unwoven, &mut out)?;
            }
        }
        Ok(())
    })?;
    let locales: Vec<Locale> =
        library.locales.iter().filter(|locale| **locale != project.source).cloned().collect();
    input::tell(&project.sources, &locales, |locale| bilingual.contains(&locale), common);
    report::findings(diagnostics, &library.locales, common);
    Ok(())
}
