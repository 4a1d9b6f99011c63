//! The baseline of `mapidoc check`: findings that are known, which are not shown and do not count.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::Failure;
use crate::diagnostic::{Diagnostic, fingerprint};
use crate::emit::OutputFile;
use crate::output::Output;

/// How the file begins: what it is, for whoever finds it in a repository.
const HEAD: &str = "\
# Findings that `mapidoc check --baseline FILE` takes as known. `--write-baseline` writes it anew.
# fingerprint, how often, rule, locale, page; the first two count.
";

/// Fingerprint → how many findings of it are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Baseline(BTreeMap<String, usize>);

impl Baseline {
    /// Reads a baseline.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let failure = |message: String| Failure {
            message,
            help: Some("`mapidoc check --baseline FILE --write-baseline` writes one".to_owned()),
        };
        let text = std::fs::read_to_string(path)
            .map_err(|error| failure(format!("`{}` cannot be read: {error}", path.display())))?;
        Self::parse(&text)
            .map_err(|line| failure(format!("`{}` is no baseline: see line {line}", path.display())))
    }

    /// The baseline that a text is; else the number of the line that is none.
    fn parse(text: &str) -> Result<Self, usize> {
        let mut known = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split(' ');
            let print = words.next().filter(|print| print.len() == 16 && print.bytes().all(is_hex));
            let count = words.next().and_then(|count| count.parse::<usize>().ok());
            let (Some(print), Some(count)) = (print, count) else { return Err(index + 1) };
            let of_print: &mut usize = known.entry(print.to_owned()).or_default();
            *of_print = of_print.saturating_add(count);
        }
        Ok(Self(known))
    }

    /// The findings that are not known, and how many known ones there are no more.
    pub(super) fn unknown(mut self, findings: Vec<Diagnostic>) -> (Vec<Diagnostic>, usize) {
        let is_new = |finding: &Diagnostic| match self.0.get_mut(&fingerprint(finding)) {
            Some(left @ 1..) => {
                *left -= 1;
                false
            }
            _ => true,
        };
        let new = findings.into_iter().filter(is_new).collect();
        (new, self.0.values().fold(0, |sum, left| sum.saturating_add(*left)))
    }
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

/// A baseline of all `findings`, in an order that changes little when they do.
fn text(findings: &[Diagnostic]) -> String {
    let mut known: BTreeMap<(&str, &str, &str, String), usize> = BTreeMap::new();
    for finding in findings {
        let locale = finding.locale.as_ref().map_or("-", |locale| locale.as_str());
        let page = finding.page.as_deref().unwrap_or("-");
        *known.entry((locale, page, finding.rule, fingerprint(finding))).or_default() += 1;
    }
    let mut text = HEAD.to_owned();
    for ((locale, page, rule, print), count) in known {
        // A page's key is a file's name, which may hold a newline on some systems.
        let page = page.replace(['\n', '\r'], " ");
        let _ = writeln!(text, "{print} {count} {rule} {locale} {page}");
    }
    text
}

/// Writes a baseline of all `findings`.
pub(super) fn write(path: &Path, findings: &[Diagnostic]) -> Result<(), Failure> {
    let failure = |error| Failure {
        message: format!("`{}` cannot be written: {error}", path.display()),
        help: Some("name another file with --baseline".to_owned()),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let output = Output::open(folder.unwrap_or(Path::new("."))).map_err(failure)?;
    output.put(&OutputFile::text(name, text(findings))).map_err(failure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rule::DEAD_LINK;

    fn finding(page: &str, message: &str) -> Diagnostic {
        Diagnostic { page: Some(page.into()), ..Diagnostic::bare(&DEAD_LINK, message) }
    }

    #[test]
    fn what_is_known_as_often_is_not_shown() {
        let known = [finding("a.md", "x"), finding("a.md", "x"), finding("b c.md", "y")];
        let baseline = || Baseline::parse(&text(&known)).unwrap();
        assert_eq!(baseline().unknown(known.to_vec()), (Vec::new(), 0));
        let mut moved = finding("a.md", "x");
        moved.line = 40;
        assert_eq!(baseline().unknown(vec![moved]), (Vec::new(), 2));
        let mut mended = finding("a.md", "x");
        mended.target = Some("another".into());
        assert_eq!(baseline().unknown(vec![mended]), (Vec::new(), 2));
        let again = vec![finding("a.md", "x"); 3];
        assert_eq!(baseline().unknown(again).0, [finding("a.md", "x")]);
        assert_eq!(baseline().unknown(vec![finding("c.md", "x")]), (vec![finding("c.md", "x")], 3));
    }

    #[test]
    fn other_files_are_no_baseline() {
        assert_eq!(Baseline::parse("# a\n\n[check]\n").unwrap_err(), 3);
        assert_eq!(Baseline::parse("0123456789abcdef many").unwrap_err(), 1);
        let full = format!("0123456789abcdef {0}\n0123456789abcdef {0}", usize::MAX);
        assert!(Baseline::parse(&full).is_ok());
    }
}
