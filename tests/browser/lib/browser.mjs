// One browser for a suite, and pages in it that notice what goes wrong.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { FILES, SITE, pages } from "./site.mjs";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

let browser;

/** Starts the browser for the suite that calls it. */
export function useBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });

const moved = new Set(pages.filter(({ kind }) => kind === "moved").map(({ path }) => path));
const SENDS_ON = /<meta http-equiv="refresh"[^>]*>/;

/** A new visitor: nothing stored; `trouble` gathers what a page should not do. Unless it is to be `sent` on, a page that a
 * browser leaves at once is shown without what sends it. */
export async function visitor({ home = FILES, viewport = DESKTOP, sent = false, ...options } = {}) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`uncaught: ${error.message}`));
  page.on("request", (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(home) || trouble.push(`left the site: ${request.url()}`));
  // What is still loading when the reader goes on is aborted, and nobody misses it.
  page.on("requestfailed", (request) => request.failure()?.errorText === "net::ERR_ABORTED" || trouble.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && trouble.push(`${response.status()}: ${response.url()}`));
  const open = async (path, search = "") => {
    if (moved.has(path) && !sent) {
      const body = readFileSync(join(SITE, path), "utf8").replace(SENDS_ON, "");
      await page.route((url) => url.href === home + path, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
    }
    return page.goto(home + path + search);
  };
  return { context, page, trouble, open, close: () => context.close() };
}

/** Runs a test as a new visitor, who must have met no trouble in the end. */
export const visit = (options, act) => async () => {
  const who = await visitor(options);
  try {
    await act(who);
    if (who.trouble.length > 0) throw new Error(`the page made trouble:\n${who.trouble.join("\n")}`);
  } finally {
    await who.close();
  }
};
