// What was found, in the browser: marks by keyboard in each view, the overview of the site, and the same as a file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";
import { SITE, pages } from "./lib/site.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const builds = ["release", "debug"].map((profile) => join(root, "target", profile, "mapidoc"));
const mapidoc = process.env.MAPIDOC ?? builds.find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), "mapidoc-overview-"));
const home = `${pathToFileURL(folder).href}/`;
const marked = pages.find(({ path }) => path.startsWith("es-ES/") && /class="t">[^<]*<a class="mark/.test(readFileSync(join(SITE, path), "utf8")));

before(() => {
  execFileSync(mapidoc, ["check", "-q", "--deny", "none", "--format", "html", "-o", "overview.html"], { cwd: folder });
});
after(() => rmSync(folder, { recursive: true }));
useBrowser();

for (const view of ["target", "source", "both"]) {
  test(`a mark is reached by keyboard, leads to what was found and back: ${view}`, visit({}, async ({ page, open }) => {
    assert(marked, "no page of the sample has a mark");
    await open(marked.path, `?view=${view}`);
    const mark = page.locator("main .mark:visible").first();
    const rule = (await mark.getAttribute("aria-label")).split(":")[0];
    await page.locator("#content").focus();
    for (let presses = 0; presses < 200; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches(".mark"))) break;
    }
    assert(await mark.evaluate((own) => own === document.activeElement));
    await page.keyboard.press("Enter");
    await page.waitForURL(/#finding-\d+$/);
    const finding = page.locator(new URL(page.url()).hash);
    assert(await finding.isVisible());
    assert.equal(await finding.locator(".badge").textContent(), rule);
    await finding.locator("button.where").press("Enter");
    assert(await mark.evaluate((own) => own === document.activeElement));
    await finding.locator(".badge").click();
    await page.waitForURL(/_rules\.html#/);
    assert.equal(new URL(page.url()).hash, `#${rule}`);
    assert.equal(await page.locator(`[id="${rule}"]`).count(), 1);
  }));
}

test("where the marks are hidden, a finding leads to its sentence", visit({}, async ({ page, open }) => {
  await open(marked.path, "#finding-1");
  await page.locator("#hide-marks").check();
  const back = page.locator("button.where").first();
  const text = page.locator(`.mark[href="#${await back.evaluate((own) => own.parentElement.id)}"]`).first().locator("..");
  await back.click();
  await page.waitForFunction((own) => own.getBoundingClientRect().top >= 0, await text.elementHandle());
}));

test("a link to what was found opens it", visit({}, async ({ page, open }) => {
  await open(marked.path);
  const found = page.locator(".findings > details");
  assert(!(await found.evaluate((details) => details.open)));
  await page.evaluate(() => { location.hash = "#findings"; });
  await page.waitForFunction(() => document.querySelector(".findings > details").open);
}));

test("columns are sorted, and the total stays below", visit({ home }, async ({ page, open }) => {
  await open("overview.html");
  const table = page.locator("table.heat").first();
  const names = () => table.locator("tbody th").allTextContents();
  const heading = table.getByRole("columnheader").first();
  await heading.getByRole("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(await names(), (await names()).toSorted(new Intl.Collator("en").compare));
  await table.getByRole("columnheader", { name: "Findings" }).getByRole("button").click();
  const counts = (await table.locator("tbody tr td:nth-child(3)").allTextContents()).map(Number);
  assert.deepEqual(counts, counts.toSorted((a, b) => b - a));
  assert.equal(await table.locator("tfoot tr").count(), 1);
}));

test("a rule in the table opens its explanation", visit({ home }, async ({ page, open }) => {
  await open("overview.html");
  // Rules of reading have a line alone, which needs no opening.
  const target = page.locator(`#${await page.locator("details.rule").first().getAttribute("id")}`);
  const link = page.locator(`table.heat tbody th a[href="#${await target.getAttribute("id")}"]`).first();
  await link.click();
  assert(await target.evaluate((rule) => rule.open));
  assert(await target.isVisible());
}));

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the file: ${colorScheme}`, visit({ home, colorScheme }, async ({ page, open }) => {
    await open("overview.html");
    await page.locator("details").evaluateAll((all) => all.forEach((rule) => { rule.open = true; }));
    assert.deepEqual(await violations(page), []);
  }));
}

test("on a phone only the tables scroll aside", visit({ home, viewport: PHONE }, async ({ page, open }) => {
  await open("overview.html");
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}));

test("without script everything is there", visit({ home, javaScriptEnabled: false }, async ({ page, open }) => {
  await open("overview.html");
  assert(await page.locator("table.heat").first().isVisible());
  const rule = page.locator("details:has(h3)").first();
  await rule.locator("summary").click();
  assert(await rule.locator("h3").first().isVisible());
}));
