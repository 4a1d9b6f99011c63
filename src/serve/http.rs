//! The server's outside: what is asked for goes to the workshop, what comes back gets its type and a strict policy.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Method, Response, StatusCode, Uri, header};
use axum::routing::get;
use tokio::sync::oneshot;

use super::news::{Answer, News};
use super::workshop::{Order, Served};

/// What pages may do under the server: as under a careful host, and ask the server for news.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// How long a browser's question may stay open: shorter than anything between it and us gives up.
const PATIENCE: Duration = Duration::from_secs(25);

/// What the server adds to pages; the published site has neither.
const SCRIPT: &str = include_str!("serve.js");
const STYLE: &str = include_str!("serve.css");

type Reply = Response<Body>;

/// What answers need.
#[derive(Clone)]
struct Desk {
    orders: Sender<Order>,
    news: Arc<News>,
}

/// Answers until the program is interrupted.
pub(super) fn serve(listener: TcpListener, orders: Sender<Order>, news: Arc<News>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let router = Router::new()
        .route("/_mapidoc/serve.js", get(|| async { reply(StatusCode::OK, "serve.js", SCRIPT.into()) }))
        .route("/_mapidoc/serve.css", get(|| async { reply(StatusCode::OK, "serve.css", STYLE.into()) }))
        .route("/_mapidoc/news/{when}/{since}/{*page}", get(tell))
        .fallback(page)
        .with_state(Desk { orders, news });
    let done = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        let interrupted = tokio::signal::ctrl_c().await;
        // Browsers wait for news: nobody has to wait for them.
        server.abort();
        interrupted
    });
    runtime.shutdown_background();
    done
}

/// A page or file of the site.
async fn page(State(desk): State<Desk>, method: Method, uri: Uri) -> Reply {
    if method != Method::GET && method != Method::HEAD {
        return reply(StatusCode::METHOD_NOT_ALLOWED, "x.txt", "only GET and HEAD".into());
    }
    let Some(mut path) = decoded(uri.path().trim_start_matches('/')) else {
        return reply(StatusCode::BAD_REQUEST, "x.txt", "not an address".into());
    };
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    // Before the page is made: what changes meanwhile is told then.
    let since = desk.news.now();
    let (answer, served) = oneshot::channel();
    // Where the workshop has ended, the receiver tells.
    let _ = desk.orders.send(Order::Get(path.clone(), answer));
    let (status, name, body) = match served.await {
        Ok(Served::File(file)) => (StatusCode::OK, path.as_str(), file),
        Ok(Served::Missing(page)) => (StatusCode::NOT_FOUND, "404.html", page),
        Ok(Served::Failed(why)) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "500.html", failure(&why).into_bytes().into())
        }
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "500.html",
            failure("the program has a defect and made no page; start it again").into_bytes().into(),
        ),
    };
    if std::path::Path::new(name).extension().is_some_and(|ending| ending == "html") {
        return reply(status, name, with_script(&body, &since).into());
    }
    reply(status, name, body.to_vec().into())
}

/// What is new for a page: at once where it is asked `now`, else as soon as there is something.
async fn tell(State(desk): State<Desk>, Path((when, since, page)): Path<(String, String, String)>) -> Reply {
    let stem = page.split_once('/').map_or("", |(_, below)| below);
    let stem = stem.strip_suffix(".html").unwrap_or(stem);
    let mut changes = desk.news.subscribe();
    loop {
        if let Some(answer) = desk.news.answer(&since, stem, when == "now") {
            return told(&answer);
        }
        if !matches!(tokio::time::timeout(PATIENCE, changes.changed()).await, Ok(Ok(()))) {
            let nothing = desk.news.answer(&since, stem, true);
            return nothing.map_or_else(
                || reply(StatusCode::NO_CONTENT, "x.json", Body::empty()),
                |answer| told(&answer),
            );
        }
    }
}

fn told(answer: &Answer) -> Reply {
    reply(StatusCode::OK, "x.json", serde_json::to_string(answer).unwrap_or_default().into())
}

/// An answer with the type that its name tells.
fn reply(status: StatusCode, name: &str, body: Body) -> Reply {
    let mut reply = Response::new(body);
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    let values = [
        (header::CONTENT_TYPE, kind(name)),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in values {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    reply
}

/// The media type of a file by its ending.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// A page with the server's style and script, which asks for what is newer than `since`.
fn with_script(page: &[u8], since: &str) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let own = format!(
        "<link rel=\"stylesheet\" href=\"/_mapidoc/serve.css\">\n\
         <script src=\"/_mapidoc/serve.js\" data-since=\"{since}\" defer></script>\n"
    );
    let at = page.windows(END.len()).position(|window| window == END).unwrap_or(page.len());
    [&page[..at], own.as_bytes(), &page[at..]].concat()
}

/// The page in place of one that cannot be made.
fn failure(why: &str) -> String {
    let why = why.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Not made</title>\n</head>\n\
         <body class=\"mapidoc-failed\">\n<main>\n<h1>This page cannot be made</h1>\n<pre>{why}</pre>\n</main>\n</body>\n</html>\n"
    )
}

/// A path without its percent signs; `None` where they stand for no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_or_refused() {
        assert_eq!(decoded("a%20b/%C3%A9.html").as_deref(), Some("a b/é.html"));
        for odd in ["%", "%2", "%zz", "%ff"] {
            assert_eq!(decoded(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_script_comes_into_the_head() {
        let page = with_script(b"<head><title>x</title></head><body>", "1-2");
        let page = String::from_utf8(page).unwrap();
        assert!(page.starts_with("<head><title>x</title><link") && page.ends_with("</head><body>"), "{page}");
        assert!(page.contains("data-since=\"1-2\""));
        assert!(String::from_utf8(with_script(b"no head", "1-2")).unwrap().starts_with("no head<link"));
    }

    #[test]
    fn what_failed_is_text() {
        assert!(failure("<script>&").contains("<pre>&lt;script>&amp;</pre>"));
    }
}
