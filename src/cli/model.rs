//! `mapidoc model`: the typed model as JSON, or its schema.

use clap::Args;

use super::witnesses::Witnesses;
use super::{Common, Failure, Sources, input, report, to_stdout};
use crate::emit::json;
use crate::model::{Api, Words};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    /// Print the JSON Schema of the model instead
    #[arg(long, conflicts_with = "sources")]
    schema: bool,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    if arguments.schema {
        return to_stdout(|out| {
            serde_json::to_writer_pretty(&mut *out, &Api::json_schema())?;
            out.write_all(b"\n")
        });
    }
    let mut input = input::pages(&arguments.sources, common)?;
    let model = input.model(&arguments.witnesses, Words::All, common)?;
    to_stdout(|out| json::model(&model.api, out))?;
    report::findings(input.told(), &input.locales, common);
    Ok(())
}
