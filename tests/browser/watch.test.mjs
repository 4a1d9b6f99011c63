// The suites' own eyes: a page that makes trouble is noticed, whatever the trouble is.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { useBrowser, visit } from "./lib/browser.mjs";

const folder = mkdtempSync(join(tmpdir(), "mapidoc-watch-"));
after(() => rmSync(folder, { recursive: true }));
useBrowser();

for (const [what, body, notice] of [
  ["an error in the console", "<script>console.error('oh')</script>", /console error: oh/],
  ["an exception", "<script>throw new Error('oh')</script>", /uncaught: oh/],
  ["a file that is not there", "<img alt='' src='none.png'>", /failed: .*none\.png/],
  ["a request to someone else", "<img alt='' src='http://host.invalid/x.png'>", /left the site: http:\/\/host\.invalid/],
]) {
  test(`${what} is trouble`, async () => {
    writeFileSync(join(folder, "page.html"), `<!DOCTYPE html><html lang="en"><title>x</title>${body}</html>`);
    const look = visit({ home: `${pathToFileURL(folder).href}/` }, ({ open }) => open("page.html"));
    await assert.rejects(look(), notice);
  });
}
