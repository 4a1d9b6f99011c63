//! The server as a browser meets it: the site as it is published, edits at once, what went wrong, and a clean end.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod server;
}

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use support::pages::{folder, pair, prose, put};
use support::run::{mapidoc, wait};
use support::server::Server;
use tempfile::TempDir;

/// How long an edit may take until it shows, on the small book of a test and a busy machine.
const GENEROUS: Duration = Duration::from_secs(2);

fn book() -> TempDir {
    folder(&[
        ("mapidoc.toml", b"sources = [\"es-ES=es\", \"de-DE=de\"]\ntitle = \"A book\"\n"),
        ("es/hello.md", prose("Hola", "Hello").as_bytes()),
        ("es/sub/other.md", prose("Otra", "Other").as_bytes()),
        ("es/media/p.png", b"no real picture"),
        ("de/hello.md", prose("Hallo", "Hello").as_bytes()),
    ])
}

/// What the server adds to a page is one piece in its head.
fn without_script(page: &str) -> String {
    let (before, rest) = page.split_once("<link rel=\"stylesheet\" href=\"/_mapidoc/serve.css\">").unwrap();
    let (script, after) = rest.split_once("</script>\n").unwrap();
    assert!(script.trim_start().starts_with("<script src=\"/_mapidoc/serve.js\" data-since="), "{script}");
    format!("{before}{after}")
}

#[test]
fn what_is_served_is_what_is_published() {
    let root = TempDir::new().unwrap();
    mapidoc(root.path(), &["site", "-q", "-o", "out"]).done();
    let server = Server::start(root.path(), &["-q"]);
    let site = root.path().join("out/site");
    let mut count = 0;
    for entry in ignore::WalkBuilder::new(&site).build().map(Result::unwrap) {
        if !entry.file_type().unwrap().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(&site).unwrap().to_str().unwrap().to_owned();
        let published = fs::read(entry.path()).unwrap();
        let served = server.get(&format!("/{below}"));
        assert_eq!(served.status, 200, "{below}");
        if std::path::Path::new(&below).extension().is_some_and(|ending| ending == "html") {
            assert_eq!(without_script(&served.text()), String::from_utf8(published).unwrap(), "{below}");
        } else {
            assert!(served.body == published, "{below}");
        }
        count += 1;
    }
    assert!(count > 200, "{count}");
    for (path, kind) in [("/", "text/html"), ("/es-ES/", "text/html"), ("/es-ES/toc.js", "text/javascript")] {
        let answer = server.get(path);
        let head = answer.head.to_lowercase();
        assert!(answer.status == 200 && head.contains(&format!("content-type: {kind}")), "{head}");
        assert!(
            head.contains("content-security-policy: default-src 'none'") && !head.contains("unsafe"),
            "{head}"
        );
    }
    assert_eq!(server.ask("POST", "/").status, 405);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let root = book();
    put(root.path(), "secret.txt", b"a secret");
    let server = Server::start(root.path(), &["-q"]);
    for path in [
        "/../secret.txt",
        "/es-ES/../../secret.txt",
        "/es-ES/%2e%2e/%2e%2e/secret.txt",
        "/es-ES/..%2f..%2fsecret.txt",
        "/es-ES/..%5c..%5csecret.txt",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/es-ES//etc/passwd",
        "/mapidoc.toml",
        "/es-ES/hello.md%00",
        "/es-ES/nowhere.html",
        "/assets/../secret.txt",
    ] {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("a secret") && !answer.text().contains("root:"), "{path}");
    }
    assert_eq!(server.get("/%ff").status, 400);
}

#[test]
fn an_edit_shows_at_once_and_what_it_breaks_is_told() {
    let root = book();
    let server = Server::start(root.path(), &["-q"]);
    let page = "/es-ES/hello.html";
    let since = server.since(page);
    assert_eq!(server.news("now", &since, page)["reload"], false);
    let elsewhere = server.since("/es-ES/sub/other.html");
    let broken = format!("{}\n[x](nowhere.md)\n", prose("Adiós", "Goodbye"));
    let started = Instant::now();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| server.news("later", &since, page));
        put(root.path(), "es/hello.md", broken.as_bytes());
        assert_eq!(waiting.join().unwrap()["reload"], true);
    });
    assert!(server.get(page).text().contains("Adiós"));
    assert!(started.elapsed() < GENEROUS, "{:?}", started.elapsed());
    assert!(server.get("/de-DE/hello.html").text().contains("Hallo"), "another locale's page stays");
    assert_eq!(server.news("now", &elsewhere, "/es-ES/sub/other.html")["reload"], false);
    let has_finding = |wanted: bool| {
        let started = Instant::now();
        while started.elapsed() < support::server::PATIENCE {
            let news = server.news("now", &server.since(page), page);
            let found = news["findings"].as_array().unwrap();
            if found.iter().any(|finding| finding["message"].as_str().unwrap().contains("nowhere.md"))
                == wanted
            {
                return;
            }
            thread::sleep(Duration::from_millis(30));
        }
        panic!("the finding is {}", if wanted { "not told" } else { "still told" });
    };
    has_finding(true);
    put(root.path(), "es/hello.md", prose("Otra vez", "Again").as_bytes());
    server.until(page, "mended", |answer| answer.text().contains("Otra vez"));
    has_finding(false);
    // The rules of translations look at what was edited, once the model is anew.
    let number = pair("a1a1a-103", "Tiene 2010 bytes.", "It has 365 bytes.");
    put(root.path(), "es/hello.md", format!("{}\n{number}\n", prose("Otra vez", "Again")).as_bytes());
    server.until(page, "a mark", |answer| answer.text().contains("_rules.html#changed-number"));
    put(root.path(), "es/hello.md", prose("Otra vez", "Again").as_bytes());
    server.until(page, "no mark", |answer| !answer.text().contains("_rules.html#changed-number"));
    // The lists follow the model.
    server.until("/es-ES/_concept.html", "the list", |answer| answer.text().contains("Otra vez"));
}

#[test]
fn an_editor_that_puts_another_file_in_place_is_noticed() {
    let root = book();
    let server = Server::start(root.path(), &["-q"]);
    for word in ["Uno", "Dos", "Tres"] {
        put(root.path(), "es/.hello.md.swp", prose(word, "Number").as_bytes());
        fs::rename(root.path().join("es/.hello.md.swp"), root.path().join("es/hello.md")).unwrap();
        server.until("/es-ES/hello.html", "put in place", |answer| answer.text().contains(word));
    }
}

#[test]
fn new_pages_and_pages_that_go_are_noticed() {
    let root = book();
    let server = Server::start(root.path(), &["-q"]);
    assert_eq!(server.get("/es-ES/new.html").status, 404);
    put(root.path(), "es/new.md", prose("Nueva", "New").as_bytes());
    server.until("/es-ES/new.html", "new", |answer| answer.status == 200 && answer.text().contains("Nueva"));
    fs::remove_file(root.path().join("es/new.md")).unwrap();
    server.until("/es-ES/new.html", "gone", |answer| answer.status == 404);
    put(root.path(), "es/media/p.png", b"another picture");
    let since = server.since("/es-ES/hello.html");
    put(
        root.path(),
        "TOC.yml",
        b"- name: Contents of mine\n  items:\n  - name: First\n    href: es/hello.md\n",
    );
    assert_eq!(server.news("later", &since, "/es-ES/hello.html")["reload"], true);
}

#[test]
fn what_cannot_be_made_is_told_and_the_old_site_stays() {
    let root = book();
    put(root.path(), "looks/templates/concept.html", b"{% extends \"base.html\" %}");
    let server = Server::start(root.path(), &["-q", "--theme", "looks"]);
    let page = "/es-ES/hello.html";
    let since = server.since(page);
    put(root.path(), "looks/templates/concept.html", b"{% if %}");
    let news = server.news("later", &since, page);
    assert!(news["trouble"]["message"].as_str().unwrap().contains("concept.html"), "{news}");
    assert_eq!(news["reload"], false);
    assert_eq!(server.get(page).status, 200);
    let since = news["since"].as_str().unwrap().to_owned();
    put(root.path(), "looks/templates/concept.html", b"<p>{{ nothing_of_this_name.at_all }}</p>");
    let failed = server.until(page, "a template that fails", |answer| answer.status == 500);
    assert!(
        failed.text().contains("/_mapidoc/serve.js") && failed.text().contains("hello.html"),
        "{}",
        failed.text()
    );
    let news = server.news("now", &since, page);
    assert!(news["trouble"].is_null() && news["reload"] == true, "{news}");
    put(root.path(), "looks/templates/concept.html", b"<head></head><p>mine</p>");
    server.until(page, "mended", |answer| answer.status == 200 && answer.text().contains("<p>mine</p>"));
}

#[test]
fn a_port_that_is_taken_is_explained() {
    let root = book();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = mapidoc(root.path(), &["serve", "--port", &port]).refused(&port);
    assert!(run.stderr.contains("--port"), "{}", run.stderr);
    mapidoc(root.path(), &["serve", "--port", "0", "nowhere"]).refused("nowhere");
}

#[cfg(unix)]
#[test]
fn an_interruption_is_a_clean_end() {
    let root = book();
    let mut server = Server::start(root.path(), &["-q"]);
    let since = server.since("/es-ES/hello.html");
    // A browser that waits for news does not keep the server.
    let mut stream = std::net::TcpStream::connect(&server.address).unwrap();
    let question = format!("GET /_mapidoc/news/later/{since}/es-ES/hello.html HTTP/1.1\r\nHost: x\r\n\r\n");
    std::io::Write::write_all(&mut stream, question.as_bytes()).unwrap();
    let id = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(wait(&mut server.child), 0);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(&target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

#[test]
#[ignore = "needs the corpus: MAPIDOC_CORPUS, else ../shared/corpus"]
fn an_edit_of_the_corpus_shows_within_a_tenth_of_a_second() {
    let corpus =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    let root = TempDir::new().unwrap();
    let locales = ["es-ES", "de-DE", "ja-JP", "ru-RU", "en-US"];
    for locale in locales {
        copy(&corpus.join(locale).join("docs/outlook/mapi"), &root.path().join(locale));
    }
    let sources = locales.map(|locale| format!("{locale}={locale}"));
    let started = Instant::now();
    let server = Server::start(root.path(), &sources);
    println!("ready after {:?}", started.elapsed());
    let page = "/es-ES/iablogon-logoff.html";
    let file = root.path().join("es-ES/iablogon-logoff.md");
    let text = fs::read_to_string(&file).unwrap();
    let mut times = Vec::new();
    for turn in 0..20 {
        let since = server.since(page);
        let word = format!("EDIT{turn}");
        let edited = format!("{text}\n{word}\n");
        let (reload, shown) = thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                let news = server.news("later", &since, page);
                (Instant::now(), news)
            });
            // The question has to be there before there is an answer.
            thread::sleep(Duration::from_millis(50));
            let written = Instant::now();
            fs::write(&file, &edited).unwrap();
            let (told, news) = waiting.join().unwrap();
            assert_eq!(news["reload"], true);
            assert!(server.get(page).text().contains(&word), "{word}");
            (told - written, written.elapsed())
        });
        times.push((shown, reload));
        // Every other edit meets a model that is being made.
        thread::sleep(Duration::from_millis(if turn % 2 == 0 { 1500 } else { 270 }));
    }
    times.sort();
    println!(
        "shown after {:?} in the middle, {:?} at most; told after {:?}",
        times[10].0, times[19].0, times[10].1
    );
    assert!(times[10].0 < Duration::from_millis(100), "{times:?}");
}
