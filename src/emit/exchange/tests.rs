//! What the formats look like.

use super::*;
use crate::segment::unweave;

fn pair(target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"1a-1\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a-1\">{source}</span></span>"
    )
}

fn written(format: &str, target: &str, source: &str, is_stale: bool) -> String {
    let (english, spanish) = (Locale::parse("en-US").unwrap(), Locale::parse("es-ES").unwrap());
    let unwoven = unweave(&format!("# {}\n", pair(target, source)));
    let page = Page { locale: &spanish, key: "a&b.md", unwoven: &unwoven };
    let job = Job {
        source: &english,
        locale: &spanish,
        stale: &|_, _, _| is_stale.then_some(Stale { now: None }),
        only_stale: false,
    };
    let mut out = Vec::new();
    Format::named(format).unwrap().write(&job, |hand_on| hand_on(&page), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
}

const SOURCE: &str = r"**Sets** [PR\_BODY](a.md) & `x` *";
const TARGET: &str = r"`x` & **fija** [PR\_BODY](a.md 'título') *";

#[test]
fn tmx_has_its_codes_and_its_context() {
    let text = written("tmx", TARGET, SOURCE, true);
    has(
        &text,
        &[
            "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">",
            "srclang=\"en-US\"",
            "<note>1a-1</note><prop type=\"x-page\">a&amp;b.md</prop><prop type=\"x-ordinal\">1</prop>",
            "<prop type=\"x-stale\">yes</prop>",
            "<tuv xml:lang=\"en-US\"><seg><bpt i=\"1\" x=\"1\" type=\"bold\">**</bpt>Sets<ept i=\"1\">**</ept> ",
            "<bpt i=\"2\" x=\"2\" type=\"link\">[</bpt><ph x=\"3\" type=\"x-identifier\">PR\\_BODY</ph><ept i=\"2\">](a.md)</ept>",
            "<tuv xml:lang=\"es-ES\"><seg><ph x=\"4\" type=\"x-code\">`x`</ph> &amp; ",
            "<ept i=\"2\">](a.md 'título')</ept>",
        ],
    );
}

#[test]
fn tmx_says_a_pair_again_in_its_own_language() {
    let [english, spanish, french] = ["en-US", "es-ES", "fr-FR"].map(|tag| Locale::parse(tag).unwrap());
    let unwoven = unweave(&[pair("Uno", "One"), pair("Dos", "One"), pair("Uno", "One")].join("\n\n"));
    let pages = [&spanish, &french].map(|locale| Page { locale, key: "a.md", unwoven: &unwoven });
    let job = Job { source: &english, locale: &spanish, stale: &|_, _, _| None, only_stale: false };
    let mut out = Vec::new();
    let all = |hand_on: &mut dyn FnMut(&Page<'_>) -> io::Result<()>| pages.iter().try_for_each(hand_on);
    Format::named("tmx").unwrap().write(&job, all, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for (tag, word, times) in
        [("es-ES", "Uno", 2), ("es-ES", "Dos", 1), ("fr-FR", "Uno", 2), ("fr-FR", "Dos", 1)]
    {
        let said = format!("<tuv xml:lang=\"{tag}\"><seg>{word}</seg></tuv></tu>\n");
        assert_eq!(text.matches(&said).count(), times, "{said}\n{text}");
    }
}

#[test]
fn xliff_protects_codes_and_tells_states() {
    let text = written("xliff", TARGET, SOURCE, true);
    has(
        &text,
        &[
            "original=\"a&amp;b.md\" source-language=\"en-US\" target-language=\"es-ES\"",
            "<g id=\"1\" ctype=\"bold\">Sets</g> <bpt id=\"2\" ctype=\"link\">[</bpt>",
            "<target state=\"needs-review-translation\"><ph id=\"4\" ctype=\"x-code\">`x`</ph>",
            "<note>1a-1</note>",
        ],
    );
    has(&written("xliff", "x", "x", false), &["state=\"translated\""]);
    let crossing = written("xliff", "**a [b** c](d)", "a **b", false);
    has(&crossing, &["<bpt id=", "<g id=", "<it id=\"1\" pos=\"open\" ctype=\"bold\">**</it>"]);
}

#[test]
fn xliff_2_has_its_bytes_beside_the_unit() {
    let text = written("xliff2", TARGET, SOURCE, true);
    has(
        &text,
        &[
            "srcLang=\"en-US\" trgLang=\"es-ES\"",
            "<originalData><data id=\"d1\">**</data>",
            "<pc id=\"1\" canDelete=\"no\" canCopy=\"no\" type=\"fmt\" subType=\"xlf:b\" dataRefStart=\"d1\" dataRefEnd=\"d1\">fija</pc>",
            "type=\"link\" dataRefStart=",
            "<segment state=\"initial\" subState=\"mapidoc:stale\">",
            "disp=\"`x`\"/>",
        ],
    );
    let crossing = written("xliff2", "**a [b** c](d)", "a **b", false);
    has(&crossing, &["<sc id=", "<ec startRef=", "isolated=\"yes\""]);
}

#[test]
fn po_csv_and_json_lines_keep_every_sign() {
    let target = "a \"b\",\t\\ \u{1}7\nc";
    let po = written("po", target, "x\n", true);
    has(
        &po,
        &[
            "\"Language: es_ES\\n\"",
            "#, fuzzy\nmsgctxt \"a&b.md#1\"\nmsgid \"x\\n\"\nmsgstr \"\"\n\"a \\\"b\\\",\\t\\\\ \\0017\\n\"\n\"c\"\n",
        ],
    );
    has(
        &written("csv", target, "x", false),
        &["es-ES,a&b.md,1,1a-1,x,\"a \"\"b\"\",\t\\ \u{1}7\nc\",false\r\n"],
    );
    let line = written("jsonl", target, "x", false);
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((line["target"].as_str(), line["stale"].as_bool()), (Some(target), Some(false)));
}

#[test]
fn nothing_breaks_out_of_xml() {
    for format in ["tmx", "xliff", "xliff2"] {
        let text = written(format, "</seg> ]]> \u{1} \r &lt; \u{FFFF}", "<script>alert(1)</script>", false);
        assert!(
            !text.contains("<script>") && !text.contains("</seg> ]]>") && !text.contains('\u{1}'),
            "{text}"
        );
        has(&text, &["&#13;", "&amp;lt;", "&lt;script&gt;"]);
    }
}
