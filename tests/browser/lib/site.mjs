// The site under test: the folder that SITE names, and what pages it has.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

assert(process.env.SITE, "SITE must name the folder of a site: SITE=dist/site npm test");
export const SITE = resolve(process.env.SITE);
assert(existsSync(join(SITE, "index.html")), `${SITE} is not a site: it has no index.html`);

/** Where the site is when it is opened from the file system. */
export const FILES = `${pathToFileURL(SITE).href}/`;

export const locales = readdirSync(SITE).filter((name) => existsSync(join(SITE, name, "toc.js")));
assert(locales.length > 0, `${SITE} has no locales`);

const kindOf = (path) => /<body class="page-([a-z]+)"/.exec(readFileSync(join(SITE, path), "utf8"))?.[1];

/** Every page: `{path, locale, kind, size}`; they may stand in folders of their locale. */
export const pages = readdirSync(SITE, { recursive: true })
  .filter((path) => path.endsWith(".html"))
  .map((path) => path.replaceAll(sep, "/"))
  .sort()
  .map((path) => ({ path, locale: path.includes("/") ? path.split("/")[0] : "", kind: kindOf(path), size: statSync(join(SITE, path)).size }));

/** The templates that are a page by themselves; a new one is tested from the day it is there. */
export const templates = readdirSync(fileURLToPath(new URL("../../../templates", import.meta.url)))
  .filter((name) => name.endsWith(".html") && name !== "base.html")
  .map((name) => name.slice(0, -".html".length));

/** `count` pages of each locale: of each kind the longest, then others, kind by kind; each locale begins at other kinds. */
export function choose(count) {
  const chosen = [];
  for (const [turn, locale] of ["", ...locales].entries()) {
    const longestFirst = pages.filter((page) => page.locale === locale).sort((a, b) => b.size - a.size);
    const kinds = new Set(longestFirst.map(({ kind }) => kind));
    const all = [...kinds].map((kind) => spread(longestFirst.filter((page) => page.kind === kind)));
    const start = (turn * count) % all.length;
    const queues = [...all.slice(start), ...all.slice(0, start)];
    for (let taken = 0; taken < count && queues.some((queue) => queue.length > 0); ) {
      for (const queue of queues) if (queue.length > 0 && taken++ < count) chosen.push(queue.shift());
    }
  }
  return chosen;
}

/** The first, then one from each further fifth of a list, then the rest. */
function spread(list) {
  const step = Math.max(1, Math.ceil(list.length / 5));
  return [...list.filter((_, index) => index % step === 0), ...list.filter((_, index) => index % step !== 0)];
}

/** The pages that PAGES asks for: `each` template in each locale (the default), `all`, or so many of a locale. */
export function asked() {
  const PAGES = process.env.PAGES || "each";
  if (PAGES === "all") return pages;
  if (PAGES !== "each") return choose(Number(PAGES));
  const longest = new Map();
  for (const page of pages) {
    const key = `${page.locale} ${page.kind}`;
    if (!(longest.get(key)?.size >= page.size)) longest.set(key, page);
  }
  return [...longest.values()];
}

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".gif": "image/gif", ".jpg": "image/jpeg" };

/** What a careful host allows: nothing in line, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the site below a folder, as a host of many projects does, under a strict policy. */
export async function serve(folder = "/docs/mapi/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const file = resolve(SITE, path.slice(folder.length) || "index.html");
    if (!path.startsWith(folder) || !file.startsWith(SITE) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY }).end(readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://127.0.0.1:${server.address().port}${folder}`, close: () => (server.closeAllConnections(), server.close()) };
}
