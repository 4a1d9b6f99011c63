//! Bad input is data: every page that is broken, huge or hostile is told by its rule, and the pages beside it are built.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod safe;
    pub(crate) mod site;
}

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use support::pages::{folder, pair, prose, put};
use support::run::{Run, mapidoc};
use support::safe::hostile;
use support::site::broken;
use tempfile::TempDir;

/// A folder with a good page in Spanish; the bad one comes beside it.
fn good() -> TempDir {
    folder(&[("es-ES/good.md", prose("Bueno", "Good").as_bytes())])
}

/// Builds the Spanish pages, and asserts that the good one is there and that nothing on the site is broken.
#[track_caller]
fn build(root: &Path) -> Run {
    let run = mapidoc(root, &["build", "-v", "es-ES", "-o", "out"]).done();
    let site = root.join("out/site");
    assert!(fs::read_to_string(site.join("es-ES/good.html")).unwrap().contains("Bueno"));
    assert!(root.join("out/model.json").is_file() && root.join("out/rust/src/lib.rs").is_file());
    let broken = broken(&site);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    run
}

/// Builds a page beside the good one and asserts under which rule it is told; an empty one stands for "not at all".
#[track_caller]
fn page(name: &str, bytes: &[u8], rule: &str) -> (TempDir, Run) {
    let root = good();
    put(root.path(), &format!("es-ES/{name}"), bytes);
    let run = build(root.path());
    let told = run.stderr.contains(&format!("[{rule}]"));
    assert!(rule.is_empty() || told, "[{rule}] is not in:\n{}", run.stderr);
    if rule.is_empty() {
        assert!(!run.stderr.contains("error[") && !run.stderr.contains("warning["), "{}", run.stderr);
    }
    (root, run)
}

fn html(root: &TempDir, path: &str) -> String {
    let path = root.path().join("out/site").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_folder_that_is_not_there_or_holds_nothing_ends_the_command() {
    let root = folder(&[("es-ES/notes.txt", b"no page"), ("file.md", b"# A page, no folder")]);
    mapidoc(root.path(), &["build", "nowhere"]).refused("`nowhere` is not there");
    mapidoc(root.path(), &["build", "es-ES"]).refused("`es-ES` holds no Markdown page");
    mapidoc(root.path(), &["build", "file.md"]).refused("`file.md` is not a folder");
    mapidoc(root.path(), &["build", ""]).refused("is not");
    assert!(!root.path().join("dist").exists());
}

#[test]
fn an_output_folder_that_is_a_file_ends_the_command() {
    let root = good();
    put(root.path(), "out", b"mine");
    mapidoc(root.path(), &["build", "es-ES", "-o", "out"]).refused("cannot be written");
    mapidoc(root.path(), &["site", "es-ES", "-o", "out/deeper"]).refused("cannot be written");
    assert_eq!(fs::read(root.path().join("out")).unwrap(), b"mine");
}

#[test]
fn what_is_no_text_is_left_out() {
    let (root, _) = page("bad.md", b"# Bad\n\n\0\x01\x02", "binary-page");
    assert!(!root.path().join("out/site/es-ES/bad.html").exists());
    page("bad.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary-page");
}

#[test]
fn a_huge_page_is_left_out_unread() {
    let root = good();
    let huge = fs::File::create(root.path().join("es-ES/huge.md")).unwrap();
    huge.set_len(100 << 20).unwrap();
    let run = build(root.path());
    assert!(run.stderr.contains("[oversized-page]"), "{}", run.stderr);
}

#[test]
fn pages_without_a_good_one_beside_them_make_an_empty_site() {
    let root = folder(&[("es-ES/bad.md", b"a\0b")]);
    let run = mapidoc(root.path(), &["build", "es-ES", "-o", "out"]).done();
    assert!(run.stderr.contains("[binary-page]"), "{}", run.stderr);
    assert_eq!(broken(&root.path().join("out/site")), [""; 0]);
}

#[test]
fn deep_nesting_is_told_and_not_followed() {
    let quotes = format!("# Deep\n\n{} word\n", ">".repeat(10_000));
    let (root, _) = page("deep.md", quotes.as_bytes(), "deep-nesting");
    assert!(html(&root, "es-ES/deep.html").contains("word"));
    let lists = format!("# Deep\n\n{}word\n", "- ".repeat(10_000));
    let (root, _) = page("deep.md", lists.as_bytes(), "deep-nesting");
    assert!(html(&root, "es-ES/deep.html").contains("word"));
    let indented: Vec<String> = (0..2_000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    page("deep.md", format!("# Deep\n\n{}", indented.concat()).as_bytes(), "deep-nesting");
    for mark in ["*", "[", "![", "<b>", "`", "(", "[[a](", "**_", "&", "<", "\\"] {
        page("deep.md", format!("# Deep\n\n{} word\n", mark.repeat(10_000)).as_bytes(), "");
    }
}

#[test]
fn front_matter_that_is_no_yaml_is_told() {
    let body = "\n\n# Title\n\nWords that stay.\n";
    for front in ["title: [", "title: 'a", "\tx", "a: b: c", "- : :\n  - ["] {
        let (root, _) = page("bad.md", format!("---\n{front}\n---{body}").as_bytes(), "invalid-front-matter");
        assert!(html(&root, "es-ES/bad.html").contains("Words that stay."), "{front}");
    }
    // A billion laughs: what refers to itself is not spelt out.
    let mut laughs = "---\na: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, before) in ('b'..='i').zip('a'..) {
        writeln!(laughs, "{name}: &{name} [{}]", vec![format!("*{before}"); 10].join(",")).unwrap();
    }
    // Where nobody asks for it, it is passed over; where somebody does, it is refused.
    let (root, _) = page("bad.md", format!("{laughs}---{body}").as_bytes(), "");
    assert!(html(&root, "es-ES/bad.html").contains("Words that stay."));
    let asked = format!("{laughs}api_name: *i\n---{body}");
    let (root, _) = page("bad.md", asked.as_bytes(), "invalid-front-matter");
    assert!(html(&root, "es-ES/bad.html").contains("Words that stay."));
}

#[test]
fn bytes_that_are_not_utf8_are_told_and_read_as_lost_letters() {
    let (root, run) = page("bad.md", b"# Caf\xe9\n\nM\xfas\n", "invalid-utf8");
    assert!(run.stderr.contains("bad.md:1:6"), "{}", run.stderr);
    assert!(html(&root, "es-ES/bad.html").contains("Caf\u{FFFD}"));
}

#[test]
fn pairs_that_are_none_stay_as_text() {
    let whole = pair("b1-1", "entera", "whole");
    for broken_pair in [
        "<span data-ttu-id",
        "<span data-ttu-id=\"",
        "<span data-ttu-id=\"b1-2\">never closed",
        "<span data-ttu-id=\"b1-2\">solo</span>",
        "<span data-ttu-id=\"b1-2\">a</span><span class=\"sxs-lookup\"><span data-stu-id=\"b1-2\">b",
    ] {
        let text = format!("# Title\n\n{broken_pair}\n\n{whole}\n");
        let (root, _) = page("bad.md", text.as_bytes(), "broken-pair");
        let html = html(&root, "es-ES/bad.html");
        assert!(html.contains("entera") && html.contains("whole"), "{broken_pair}");
        assert_eq!(hostile(&html), [""; 0], "{broken_pair}");
    }
}

#[test]
fn pages_that_say_little_are_pages() {
    for (name, text) in [
        ("empty.md", ""),
        ("front.md", "---\ntitle: x\n---\n"),
        ("front-open.md", "---\ntitle: x\n"),
        ("fence.md", "# Fence\n\n```cpp\nint x;\n"),
        ("blank.md", "\n\n   \n"),
        ("bom.md", "\u{feff}# Title\n"),
        ("returns.md", "# Title\r\n\r\nWords\rmore.\r\n"),
        ("many-headings.md", "# One\n\n# Two\n\n## \n\n##\n\n# Three\n"),
        ("only-table.md", "|a|\n|-|\n|b|c|d|\n"),
    ] {
        let root = good();
        put(root.path(), &format!("es-ES/{name}"), text.as_bytes());
        build(root.path());
        let html = html(&root, &format!("es-ES/{}", name.replace(".md", ".html")));
        assert_eq!(hostile(&html), [""; 0], "{name}");
    }
}

#[test]
fn a_page_named_like_the_site_s_own_takes_nothing_away() {
    for name in ["index.md", "Index.md", "toc.md", "names.md", "_method.md", "_concept.md", "assets.md"] {
        let root = good();
        put(root.path(), &format!("es-ES/{name}"), prose("Tocayo", "Namesake").as_bytes());
        build(root.path());
        let site = root.path().join("out/site/es-ES");
        let pages: Vec<String> = fs::read_dir(&site)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
            .map(|path| fs::read_to_string(path).unwrap())
            .collect();
        assert!(
            pages.iter().any(|page| page.contains("Tocayo</span>") && page.contains("<article")),
            "{name} is lost"
        );
        assert!(pages.iter().any(|page| page.contains("page-home")), "{name} takes the home page's place");
    }
}

#[test]
fn a_file_that_pages_show_does_not_replace_the_site_s_own() {
    let root = good();
    put(root.path(), "es-ES/toc.js", b"alert('not the site')");
    put(root.path(), "es-ES/good.html", b"<script>alert('not the site')</script>");
    put(root.path(), "es-ES/links.md", b"# Links\n\n[a](toc.js) [b](good.html) ![c](search.json)\n");
    build(root.path());
    assert!(html(&root, "es-ES/toc.js").starts_with("mapidoc.toc("));
    assert!(html(&root, "es-ES/search.json").starts_with("{\"schema\":\"mapidoc-search/1\""));
    assert!(!html(&root, "es-ES/good.html").contains("not the site"));
}

#[test]
fn any_name_of_a_page_makes_an_address() {
    let names = [
        "with space.md",
        "ключ.md",
        "a#b.md",
        "100%.md",
        "%41.md",
        "q?x=1.md",
        "sub folder/ü.md",
        "a&b'\".md",
        "dots.in.name.md",
    ];
    let root = good();
    let links: Vec<String> = names
        .iter()
        .map(|name| format!("[x](<{}>)\n", name.replace('%', "%25").replace('#', "%23")))
        .collect();
    put(root.path(), "es-ES/links.md", format!("# Links\n\n{}", links.concat()).as_bytes());
    for name in names {
        put(root.path(), &format!("es-ES/{name}"), prose("Nombre", "Name").as_bytes());
    }
    let toc: Vec<String> = names.iter().map(|name| format!("- name: x\n  href: {name:?}\n")).collect();
    put(root.path(), "es-ES/TOC.yml", toc.concat().as_bytes());
    build(root.path());
    for name in names {
        let path = format!("es-ES/{}.html", name.strip_suffix(".md").unwrap());
        assert!(html(&root, &path).contains("Nombre"), "{name}");
    }
}

#[test]
fn a_locale_that_lacks_a_page_is_told_and_links_lead_to_one_that_has_it() {
    // Once with a source half to show instead, once with none.
    for target in [prose("Solo", "Alone"), "# Solo\n\nUnas palabras.\n".to_owned()] {
        let root = good();
        put(root.path(), "es-ES/alone.md", target.as_bytes());
        put(root.path(), "ja-JP/good.md", b"# Good\n\n[to the page that is not here](alone.md)\n");
        put(
            root.path(),
            "ja-JP/TOC.yml",
            b"- name: Alone\n  href: alone.md\n- name: Good\n  href: good.md\n",
        );
        let run = mapidoc(root.path(), &["build", "-v", "es-ES", "ja-JP", "-o", "out"]).done();
        assert!(run.stderr.contains("[missing-translation]"), "{}", run.stderr);
        let broken = broken(&root.path().join("out/site"));
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    }
}

#[test]
fn pages_that_differ_by_letter_case_are_told() {
    let (root, _) = page("GOOD2.md", b"# Upper\n", "");
    put(root.path(), "es-ES/good2.md", b"# Lower\n");
    let run = build(root.path());
    assert!(run.stderr.contains("[duplicate-page]"), "{}", run.stderr);
}

#[test]
fn headings_leave_no_level_out() {
    let root = good();
    put(
        root.path(),
        "es-ES/levels.md",
        b"# Title\n\n### A\n\nWords.\n\n##### B\n\n### C\n\n## D\n\n#### E\n",
    );
    build(root.path());
    let html = html(&root, "es-ES/levels.html");
    for heading in ["<h2 id=\"a\">A", "<h3 id=\"b\">B", "<h2 id=\"c\">C", "<h2 id=\"d\">D", "<h3 id=\"e\">E"]
    {
        assert!(html.contains(heading), "{heading}\n{html}");
    }
}

#[test]
fn headings_never_share_an_anchor() {
    let title = pair("b1-1", "Título", "Title");
    let text = "\n\n## A\n\n## A\n\n## A 2\n\n## Content\n\n## Found count\n\n## View source\n\n## Index\n\n## Inherited methods\n\
        \n## Find\n\n## Toc\n\n## <a name=\"content-2\"></a>B\n\n## !!!\n\n## ???\n\n## <a name=\"x y&quot;><script>\"></a>C\n";
    let (root, _) = page("anchors.md", format!("# {title}{text}").as_bytes(), "");
    assert_eq!(hostile(&html(&root, "es-ES/anchors.html")), [""; 0]);
}

#[cfg(unix)]
#[test]
fn links_of_the_file_system_that_loop_or_lead_nowhere_are_told() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let root = good();
    fs::create_dir(root.path().join("es-ES/sub")).unwrap();
    symlink("..", root.path().join("es-ES/sub/up")).unwrap();
    symlink("self", root.path().join("es-ES/self")).unwrap();
    symlink("nothing.md", root.path().join("es-ES/gone.md")).unwrap();
    let run = build(root.path());
    assert!(run.stderr.contains("[link-loop]") && run.stderr.contains("[unreadable-file]"), "{}", run.stderr);
    assert!(run.stderr.contains("gone.md"), "{}", run.stderr);
    // To the super-user every file is readable: then there is nothing to see here.
    put(root.path(), "es-ES/secret.md", b"# Secret\n");
    let secret = root.path().join("es-ES/secret.md");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&secret).is_err() {
        let run = build(root.path());
        assert!(run.stderr.contains("secret.md"), "{}", run.stderr);
    }
}

#[test]
fn words_in_angle_brackets_and_in_images_stay_words() {
    let image = pair("b1-1", "una **foto**", "a picture");
    let text = format!(
        "# Title\n\nA <bracket> and <broken thing> and <i2>.<br/>![{image} x](https://example.org/x.png)\n"
    );
    let (root, _) = page("words.md", text.as_bytes(), "");
    let html = html(&root, "es-ES/words.html");
    assert!(html.contains("A &lt;bracket&gt; and &lt;broken thing&gt; and &lt;i2&gt;.<br>"), "{html}");
    assert!(html.contains("alt=\"una foto x\""), "{html}");
}

/// Halves that try to leave their segment, one a paragraph, in places of every kind.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](x.md\" onmouseover=\"alert(1))",
    "\"onmouseover=alert(1) x=\"",
    "<img src=x onerror=alert(1)>",
    "![\" onerror=\"alert(1)](x.png)",
    "![x](javascript:alert(1))",
    "![x](https://example.org/x.png\"onload=\"alert(1))",
    "<b onclick=alert(1)>x</b>",
    "<b/onclick=alert(1)>x",
    "<b>x",
    "x</b>",
    "<b><i>x</b></i>",
    "</span></div></main>",
    "</span></span></span>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<svg onload=alert(1)>",
    "<iframe src=x>",
    "<style>*{display:none}</style>",
    "<!-- <script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "`<script>alert(1)</script>`",
    "{{ 7 * 7 }}{% raw %}",
    "<javascript:alert(1)>",
    "<https://example.org/\"onclick=alert(1)>",
    "[x][y]",
    "|x|y|",
    "\u{F0000}\u{F0001}",
    "\u{202E}txet\u{2066}",
];

#[test]
fn hostile_halves_stay_text() {
    let mut text = format!("# {}\n\n", pair("c1-0", "<script>alert(0)</script>", "Title"));
    let mut id = 1;
    let mut next = |half: &str| {
        id += 1;
        pair(&format!("c1-{id}"), half, half)
    };
    for half in HOSTILE {
        let one = next(half);
        write!(text, "{one}\n\n- {one}\n\n> {one}\n\n## <a name=\"{}\"></a>{one}\n\n", half.replace('"', ""))
            .unwrap();
        write!(text, "**{one}** _{one}_ `{one}` [{one}](good.md) ![{one}](https://example.org/x.png)\n\n")
            .unwrap();
        write!(text, "|a|b|\n|-|-|\n|{one}|x|\n\n{half}\n\n").unwrap();
    }
    let call = format!(
        "# IBad::Call\n\n{0}\n\n```cpp\nHRESULT Call(ULONG </code><script>alert(1)</script>);\n```\n\n## Parameters\n\n_ulFlags_\n  \n> {0}\n\n\
         ## Return value\n\n{0} \n  \n> {0}\n\n## See also\n\n[{0}](good.md)\n",
        next("<script>alert(1)</script> \"onclick=alert(1)")
    );
    let root = good();
    put(root.path(), "es-ES/bad.md", text.as_bytes());
    put(root.path(), "es-ES/call.md", call.as_bytes());
    put(root.path(), "es-ES/TOC.yml", b"- name: '<script>alert(1)</script>'\n  href: bad.md\n- name: x\n  href: 'https://x/\"onclick=alert(1)'\n- name: y\n  href: 'javascript:alert(1)'\n");
    put(root.path(), "mapidoc.toml", b"title = '</title><script>alert(1)</script>'\n");
    build(root.path());
    for entry in ["es-ES", "en-US"] {
        for file in fs::read_dir(root.path().join("out/site").join(entry)).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "html") {
                let faults = hostile(&fs::read_to_string(&path).unwrap());
                assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
            }
        }
    }
}
