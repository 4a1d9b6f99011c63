//! The three forms of one comparison.

use super::*;
use crate::memory::revision::{Kind, Side, compare, group};
use crate::segment::{Unwoven, testing};

fn page(target: &str, source: &str) -> Unwoven {
    testing::page(&[(target, source)])
}

/// Writes a comparison of two small pages in one form.
fn written(
    write: impl Fn(
        &Sides<'_>,
        &crate::memory::revision::Comparison<'_>,
        &[&crate::memory::revision::Group<'_>],
        &mut Vec<u8>,
    ),
) -> String {
    let (old, new) = (page("Llame a <b> ya", "Call <b>"), page("Llame\u{1b}[2J a </script> ya", "Call <b>"));
    let sides = |unwoven| [Side { page: "a.md", unwoven }, Side { page: "b.md", unwoven }];
    let comparison = compare(Kind::Revisions, &sides(&old), &sides(&new));
    let groups = group(&comparison.changes, &|state| {
        if state.target.contains("<b>") { vec!["odd-tag"] } else { vec![] }
    });
    let (es, en) = (Locale::parse("es-ES").unwrap(), Locale::parse("en-US").unwrap());
    let sides = Sides { old: "es-ES=r@1", old_locale: &es, new: "es-ES=r@2", new_locale: &es, source: &en };
    let mut out = Vec::new();
    write(&sides, &comparison, &groups.iter().collect::<Vec<_>>(), &mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn the_terminal_shows_classes_and_groups_and_no_escape_of_a_page() {
    let plain = written(|sides, comparison, groups, out| {
        terminal(sides, comparison, groups, TerminalOptions { color: false, limit: 9 }, out).unwrap();
    });
    assert!(plain.contains("        2  target-changed"), "{plain}");
    assert!(
        plain.contains("1. target-changed 2 segments on 2 pages  a.md, b.md\n   fixes 1 odd-tag in each\n"),
        "{plain}"
    );
    assert!(plain.contains("{+") && plain.contains("[-") && !plain.contains('\u{1b}'), "{plain}");
    let none = written(|sides, comparison, groups, out| {
        terminal(sides, comparison, groups, TerminalOptions { color: true, limit: 0 }, out).unwrap();
    });
    assert!(none.contains("1 more change not shown"), "{none}");
    assert!(!none.contains("\x1b[2J"), "{none}");
}

#[test]
fn lines_of_json_hold_both_sides_and_what_leads_from_one_to_the_other() {
    let lines = written(|_, comparison, _, out| json(comparison, out).unwrap());
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(lines.lines().count(), 2);
    assert_eq!(first["class"], "target-changed");
    assert_eq!(
        (&first["page"], &first["id_old"], &first["src_new"]),
        (&"a.md".into(), &"a-1".into(), &"Call <b>".into())
    );
    assert!(first["src_ops"].is_null());
    let side = |skip: &str| -> String {
        let ops = first["ops"].as_array().unwrap();
        ops.iter().filter(|op| op[0] != skip).map(|op| op[1].as_str().unwrap()).collect()
    };
    assert_eq!(
        (side("+").as_str().into(), side("-").as_str().into()),
        (first["tgt_old"].clone(), first["tgt_new"].clone())
    );
}

#[test]
fn the_page_is_whole_and_nothing_of_a_text_acts_in_it() {
    let page = written(|sides, comparison, groups, out| {
        html(sides, comparison, groups, HtmlOptions { limit: 9 }, out).unwrap();
    });
    assert_eq!(page.matches("</script>").count(), 1, "{page}");
    assert!(page.contains("<del>&lt;b&gt;</del>") && page.contains("<ins>&lt;/script&gt;</ins>"), "{page}");
    assert!(page.contains("data-rules=\"odd-tag\"") && page.contains("<option>odd-tag</option>"), "{page}");
    assert!(
        page.contains("<span lang=\"es-ES\">") && !page.contains(" style=") && !page.contains('\u{1b}'),
        "{page}"
    );
    assert_eq!(page.matches("'sha256-").count(), 2);
}
