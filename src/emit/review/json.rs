//! Changes as JSON lines.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::{source_of, target_of};
use crate::memory::intraline;
use crate::memory::revision::{Change, Comparison, State};

/// How many changes are made into text at once: enough for every thread, few enough to hold.
const BATCH: usize = 4096;

#[derive(Serialize)]
struct Line<'a> {
    class: &'static str,
    page: &'a str,
    id_old: Option<&'a str>,
    id_new: Option<&'a str>,
    src_old: Option<&'a str>,
    src_new: Option<&'a str>,
    tgt_old: Option<&'a str>,
    tgt_new: Option<&'a str>,
    /// Of the source; null where it is the same, or on one side alone.
    src_ops: Option<Vec<(&'static str, &'a str)>>,
    /// Of the target; null likewise.
    ops: Option<Vec<(&'static str, &'a str)>>,
}

/// Writes a line for each change, in the order of pages.
///
/// # Errors
///
/// When `out` fails.
pub fn json(comparison: &Comparison<'_>, mut out: impl Write) -> io::Result<()> {
    for batch in comparison.changes.chunks(BATCH) {
        let lines: Vec<serde_json::Result<Vec<u8>>> =
            batch.par_iter().map(|change| serde_json::to_vec(&line(change))).collect();
        for text in lines {
            out.write_all(&text?)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn line<'a>(change: &'a Change<'_>) -> Line<'a> {
    let (old, new) = (change.old.as_ref(), change.new.as_ref());
    let (src_old, src_new, tgt_old, tgt_new) =
        (source_of(old), source_of(new), target_of(old), target_of(new));
    Line {
        class: change.class.name(),
        page: change.page,
        id_old: id(old),
        id_new: id(new),
        src_old,
        src_new,
        tgt_old,
        tgt_new,
        src_ops: ops(src_old, src_new),
        ops: ops(tgt_old, tgt_new),
    }
}

fn id<'a>(state: Option<&'a State<'_>>) -> Option<&'a str> {
    state.map(|state| state.id).filter(|id| !id.is_empty())
}

fn ops<'a>(old: Option<&'a str>, new: Option<&'a str>) -> Option<Vec<(&'static str, &'a str)>> {
    let (old, new) = old.zip(new).filter(|(old, new)| old != new)?;
    Some(intraline::ops(old, new).into_iter().map(|(change, text)| (change.sign(), text)).collect())
}
