// The overviews: property tags sorted and filtered, the hierarchy, headers, flags; all of them without a script too.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser, visit } from "./lib/browser.mjs";
import { locales } from "./lib/site.mjs";

useBrowser();

const column = (page, number) => page.locator(`.sortable tbody tr:visible > :nth-child(${number})`).allTextContents();

test("property tags are sorted by a click on a column", visit({}, async ({ page, open }) => {
  await open("en-US/_tag.html");
  const names = await column(page, 1);
  assert(names.length > 3);
  const heading = page.getByRole("columnheader", { name: "Identifier" });
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  const identifiers = (await column(page, 2)).filter((identifier) => identifier.startsWith("0x"));
  assert.deepEqual(identifiers, identifiers.toSorted(new Intl.Collator("en").compare));
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  assert.deepEqual(await column(page, 1), names);
}));

test("property tags are narrowed by identifier, type and area", visit({}, async ({ page, open }) => {
  await open("en-US/_tag.html");
  const all = (await column(page, 1)).length;
  const [first] = (await column(page, 2)).filter((identifier) => identifier.startsWith("0x"));
  const tag = first.split(" ")[0];
  await page.locator(".narrow-table input").fill(tag.slice(2).toLowerCase());
  const found = await column(page, 2);
  assert(found.length > 0 && found.length < all && found.every((identifier) => identifier.includes(tag)));
  assert.equal(await page.locator("h1 .count").textContent(), String(found.length));
  await page.locator(".narrow-table input").fill("");
  for (const [choice, cell] of [[0, 3], [1, 4]]) {
    const select = page.locator(".narrow-table select").nth(choice);
    const value = await select.locator("option").nth(1).getAttribute("value");
    await select.selectOption(value);
    const cells = await column(page, cell);
    assert(cells.length > 0 && cells.every((text) => text.split(", ").includes(value)), value);
    await select.selectOption("");
  }
  assert.equal((await column(page, 1)).length, all);
  // Whoever comes back finds the table as the fields say.
  const select = page.locator(".narrow-table select").first();
  await select.selectOption(await select.locator("option").nth(1).getAttribute("value"));
  const some = (await column(page, 1)).length;
  await page.locator(".sortable tbody tr:visible a").first().click();
  await page.waitForURL(/-property\.html/);
  await page.goBack();
  await page.waitForFunction((some) => document.querySelectorAll(".sortable tbody tr:not([hidden])").length === some, (await select.inputValue()) ? some : all);
}));

test("what a list is narrowed by stands in its address, and is there for who follows it or comes back", visit({}, async ({ page, open }) => {
  const asks = () => Object.fromEntries(new URL(page.url()).searchParams);
  await open("es-ES/_flag.html", "?view=both");
  const shown = page.locator("#index > div:visible");
  const all = await shown.count();
  await page.locator("#narrow").fill("MAPI_ logon");
  const some = await shown.count();
  assert(some > 0 && some < all);
  assert.deepEqual(asks(), { view: "both", q: "MAPI_ logon" });
  await page.reload();
  assert.equal(await page.locator("#narrow").inputValue(), "MAPI_ logon");
  assert.equal(await shown.count(), some);
  await page.locator(".languages summary").click();
  await page.locator(".languages a[hreflang=ja-JP]").click();
  await page.waitForURL(/ja-JP/);
  assert.equal(await shown.count(), some);
  await page.locator("#narrow").fill("");
  assert.deepEqual(asks(), { view: "both" });

  await open("en-US/_tag.html", "?q=display&type=PT_UNICODE&area=none");
  assert.deepEqual(await page.locator(".narrow-table :is(input, select)").evaluateAll((fields) => fields.map(({ value }) => value)), ["display", "PT_UNICODE", ""]);
  const rows = await column(page, 1);
  assert(rows.length > 0 && rows.every((text) => /display/i.test(text)), rows.join("\n"));
  await page.locator(".sortable tbody tr:visible a").first().click();
  await page.waitForURL(/-property\.html/);
  await page.goBack();
  await page.waitForFunction((count) => document.querySelectorAll(".sortable tbody tr:not([hidden])").length === count, rows.length);
  assert.equal(await page.locator(".narrow-table input").inputValue(), "display");
}));

test("the one row that is left, or that an address names, is unfolded", visit({}, async ({ page, open }) => {
  await open("en-US/_flag.html");
  const unfolded = page.locator("#index details[open]");
  assert.equal(await unfolded.count(), 0);
  await page.locator("#narrow").fill("MAPI_UNICODE 0x80000000");
  assert.equal(await page.locator("#index > div:visible").count(), 1);
  assert.equal(await page.locator("#MAPI_UNICODE details[open]").count(), 1);
  await open("en-US/_code.html", "#S_OK");
  assert.equal(await page.locator("#S_OK details[open]").count(), 1);
  await open("en-US/_flag.html");
  assert.equal(await unfolded.count(), 0);
  await page.evaluate(() => (location.hash = "#MAPI_UNICODE"));
  await page.locator("#MAPI_UNICODE details[open]").waitFor();
}));

test("the table of tags breaks no name where it may not, and no heading runs into another, however wide the window is", visit({}, async ({ page, open }) => {
  for (const locale of locales) {
    await open(`${locale}/_tag.html`);
    for (const width of [390, 700, 760, 820, 900, 1024, 1180, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const wrong = await page.evaluate(() => {
        const told = [];
        const range = document.createRange();
        for (const cell of document.querySelectorAll(".sortable :is(th, td):not(.id)")) {
          const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const text = texts.currentNode;
            for (const { 0: word, index } of text.data.matchAll(/[^\s-]+/g)) {
              range.setStart(text, index);
              range.setEnd(text, index + word.length);
              if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) told.push(`${word} is broken`);
            }
          }
          if (cell.scrollWidth > cell.clientWidth) told.push(`${cell.textContent} is wider than its cell`);
        }
        const heads = [...document.querySelectorAll(".sortable thead button")].map((head) => head.getBoundingClientRect());
        heads.forEach((one, at) => heads.slice(at + 1).some((other) => one.right > other.left && other.right > one.left && one.bottom > other.top && other.bottom > one.top) && told.push(`heading ${at} overlaps`));
        const box = document.querySelector(".table");
        if (box.scrollWidth > box.clientWidth) told.push("the table scrolls");
        return told;
      });
      assert.deepEqual(wrong, [], `${locale} at ${width}`);
    }
  }
}));

test("tables of many columns have the width of the window, those of few do not", visit({}, async ({ page, open }) => {
  const width = async (selector) => (await page.locator(selector).first().boundingBox()).width;
  const MEASURE = 62 * 16;
  await open("es-ES/_overview.html");
  assert((await width(".table:has(.heat)")) > MEASURE);
  await page.setViewportSize({ width: 1920, height: 900 });
  assert((await width(".table:has(.heat)")) > 1500);
  await page.setViewportSize({ width: 1440, height: 900 });
  await open("es-ES/_translation.html");
  assert((await width("#by-language + .table")) > MEASURE);
  assert((await width("#by-rule + .table")) <= MEASURE);
}));

test("without a script the tags are a table by name", visit({ javaScriptEnabled: false }, async ({ page, open }) => {
  await open("en-US/_tag.html");
  assert.equal(await page.locator(".narrow-table").isVisible(), false);
  const names = await page.locator(".sortable tbody a").allTextContents();
  assert.deepEqual(names, names.toSorted(new Intl.Collator("en").compare));
}));

test("the hierarchy is a list in a list, and a drawing that leads on", visit({}, async ({ page, open }) => {
  await open("en-US/_hierarchy.html");
  const status = page.locator(".hierarchy li li li > a", { hasText: "IMAPIStatus" });
  assert.equal(await status.count(), 1);
  const base = status.locator("xpath=../../../a");
  assert.equal(await base.textContent(), "IMAPIProp");
  await page.locator(".drawing a", { hasText: "IMAPIStatus" }).click();
  await page.waitForURL(/imapistatus/i);
}));

test("a header leads to what it declares, a flag to what takes it", visit({}, async ({ page, open }) => {
  await open("en-US/_header.html");
  const names = (await page.locator("main h2 .name").allTextContents()).map((name) => name.toLowerCase());
  assert(names.includes("mapidefs.h") && new Set(names).size === names.length, names.join(", "));
  await open("en-US/_flag.html");
  const flag = page.locator("#MAPI_UNICODE");
  for (const folded of await flag.locator("summary").all()) await folded.click();
  await flag.locator("li a").first().click();
  await page.waitForURL((url) => !url.href.includes("_flag"));
  assert.equal(await page.locator('a[href="_flag.html#MAPI_UNICODE"]').first().isVisible(), true);
}));

test("every locale's home leads to the overviews", visit({}, async ({ page, open }) => {
  for (const locale of locales) {
    await open(`${locale}/index.html`);
    for (const kind of ["code", "flag", "tag", "hierarchy", "header"]) assert.equal(await page.locator(`a.card[href="_${kind}.html"]`).count(), 1, `${locale} ${kind}`);
  }
}));
