// Names break where they are joined and are copied whole; prose is as wide as each script is read well.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";

useBrowser();

test("what is copied of a name that may break is the name", visit({}, async ({ page, open }) => {
  await open("en-US/iablogon-preparerecips.html");
  for (const [selector, expected] of [["h1", "IABLogon::PrepareRecips"], [".tree [aria-current]", "IABLogon::PrepareRecips"]]) {
    const name = page.locator(selector);
    assert((await name.locator("wbr").count()) >= 2, `${selector} may break`);
    const copied = await name.evaluate((name) => (getSelection().selectAllChildren(name), getSelection().toString()));
    assert.equal(copied, expected);
  }
}));

test("code blocks have no breaks of ours", visit({}, async ({ page, open }) => {
  for (const path of ["en-US/iablogon-preparerecips.html", "en-US/spropvalue.html"]) {
    await open(path);
    assert.equal(await page.locator("pre wbr").count(), 0);
  }
}));

/** How many letters the full lines of a page's paragraphs hold, the median. */
const lettersALine = (page) =>
  page.evaluate(() => {
    const counts = [];
    for (const paragraph of document.querySelectorAll(".prose > p, .text > p")) {
      const range = document.createRange();
      const lines = [];
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.length; at += 1) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getClientRects()[0];
          if (!box?.width) continue;
          const line = lines.at(-1);
          if (line && Math.abs(line.bottom - box.bottom) < 8) line.count += 1;
          else lines.push({ bottom: box.bottom, count: 1 });
        }
      }
      counts.push(...lines.slice(0, -1).map(({ count }) => count));
    }
    return counts.sort((a, b) => a - b)[counts.length >> 1];
  });

for (const [locale, least, most] of [["en-US", 60, 76], ["es-ES", 60, 76], ["ja-JP", 33, 41]]) {
  test(`a line of prose in ${locale} holds ${least} to ${most} letters`, visit({}, async ({ page, open }) => {
    await open(`${locale}/address-book-provider-basics.html`);
    const letters = await lettersALine(page);
    assert(letters >= least && letters <= most, `${letters} letters`);
  }));
}

test("no overview is wider than a phone", visit({ viewport: PHONE }, async ({ page, open }) => {
  for (const name of ["_tag", "_hierarchy", "_header", "_flag", "_code", "index"]) {
    await open(`ja-JP/${name}.html`);
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert(wide <= room, `${name}: ${wide} in ${room}`);
  }
}));
