//! `mapidoc segments`: every pair as a JSON line.

use clap::Args;

use super::{Common, Failure, Sources, input, report, to_stdout};
use crate::emit::json;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let input = input::pages(&arguments.sources, common)?;
    // In page order, the locales one after another: who asks for two wants two lists.
    to_stdout(|mut out| {
        for locale in &input.locales {
            for page in input.pages.iter().filter(|page| page.sheet.locale == *locale) {
                json::segments(page, &mut out)?;
            }
        }
        Ok(())
    })?;
    report::findings(input.diagnostics, &input.locales, common);
    Ok(())
}
