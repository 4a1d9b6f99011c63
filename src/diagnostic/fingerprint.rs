//! What a finding is known by from one run to the next.

use super::Diagnostic;

/// The basis and the factor of FNV-1a with 64 bits: short, stable on every machine, and no secret to keep.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x0100_0000_01b3;

/// Sixteen hexadecimal digits of the finding's rule, locale, page and source text.
///
/// Lines move and ids are made anew at every publish, so they are no part of it; nor is the target, for a mend of one defect would
/// make all others of its segment new. A finding about no segment is known by its message instead.
pub fn fingerprint(finding: &Diagnostic) -> String {
    let locale = finding.locale.as_ref().map_or("", |locale| locale.as_str());
    let page = finding.page.as_deref().unwrap_or_default();
    let text = finding.source.as_deref().unwrap_or(&finding.message);
    let mut hash = BASIS;
    for part in [finding.rule, locale, page, text] {
        // The byte behind each part stands in no text: `ab` and `c` are not `a` and `bc`.
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(FACTOR);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rule::DEAD_LINK;

    #[test]
    fn a_finding_is_known_by_its_texts_alone() {
        let mut finding = Diagnostic::bare(&DEAD_LINK, "leads nowhere");
        let bare = fingerprint(&finding);
        finding.source = Some("a".into());
        let before = fingerprint(&finding);
        assert_ne!(before, bare);
        finding.target = Some("b".into());
        finding.line = 7;
        finding.id = Some("x-1".into());
        finding.message = "elsewhere".into();
        assert_eq!(before, fingerprint(&finding));
        finding.source = Some("c".into());
        assert_ne!(before, fingerprint(&finding));
    }
}
