// The page that `mapidoc diff --format html` makes: whole by itself, filtered, driven by keys, and clean by axe.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const builds = ["release", "debug"].map((profile) => join(root, "target", profile, "mapidoc"));
const mapidoc = process.env.MAPIDOC ?? builds.find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), "mapidoc-review-"));
const home = `${pathToFileURL(folder).href}/`;
const pair = (target, source) =>
  `<span data-ttu-id="a1-101">${target}</span><span class="sxs-lookup"><span data-stu-id="a1-101">${source}</span></span>\n`;
const sides = {
  old: { "a.md": [["Hola", "Hello"], ["Una tabla", "A table"], ["Fin <b>", "End"]], "b.md": [["Hola", "Hello"]] },
  new: { "a.md": [["Saludos", "Hello"], ["Una **tabla**", "A table"], ["Fin </script>", "End"], ["Nuevo", "New"]], "b.md": [["Saludos", "Hello"]] },
};

before(() => {
  for (const [side, pages] of Object.entries(sides)) {
    mkdirSync(join(folder, side));
    for (const [name, pairs] of Object.entries(pages)) {
      writeFileSync(join(folder, side, name), pairs.map(([target, source]) => pair(target, source)).join("\n"));
    }
  }
  const page = execFileSync(mapidoc, ["diff", "-q", "es-ES=old", "es-ES=new", "--format", "html"], { cwd: folder });
  writeFileSync(join(folder, "review.html"), page);
});
after(() => rmSync(folder, { recursive: true }));
useBrowser();

const shown = (page) => page.locator(".group:visible").evaluateAll((groups) => groups.map((group) => group.dataset.class));

test("filters leave out what changes no word, and find classes and pages", visit({ home }, async ({ page, open }) => {
  await open("review.html");
  assert.deepEqual((await shown(page)).sort(), ["added", "target-changed", "target-changed"]);
  await page.getByLabel("target-markup").check();
  assert.equal((await shown(page)).length, 4);
  await page.getByLabel("target-changed").uncheck();
  await page.getByLabel("target-markup").uncheck();
  assert.deepEqual(await shown(page), ["added"]);
  await page.getByLabel("target-changed").check();
  await page.getByRole("searchbox").fill("B.md");
  await page.locator("#status", { hasText: /^1 of 4 / }).waitFor();
  assert.deepEqual(await shown(page), ["target-changed"]);
}));

test("the field keeps what was typed, and Enter leads to what it found", visit({ home }, async ({ page, open }) => {
  await open("review.html");
  const field = page.getByRole("searchbox");
  await field.fill("b.md");
  await field.press("Escape");
  assert.equal(await field.inputValue(), "b.md");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  await field.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.class), "target-changed");
}));

test("after a filter one goes on from where one was", visit({ home }, async ({ page, open }) => {
  await open("review.html");
  const focused = () => page.evaluate(() => document.activeElement.dataset.class);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await focused(), "target-changed");
  await page.getByLabel("target-changed").uncheck();
  await page.keyboard.press("j");
  assert.equal(await focused(), "added");
}));

test("two thousand changes are filtered at once", visit({ home }, async ({ page, open }) => {
  const many = Array.from({ length: 2000 }, (_, number) => `Frase número ${number} con varias palabras de la tabla.`);
  for (const [side, word] of [["one", "tabla"], ["two", "carpeta"]]) {
    mkdirSync(join(folder, side));
    const pairs = many.map((text, number) => pair(text.replace("tabla", word), `Sentence number ${number} with some words of the table.`));
    writeFileSync(join(folder, side, "a.md"), pairs.join("\n"));
  }
  execFileSync(mapidoc, ["diff", "-q", "es-ES=one", "es-ES=two", "--format", "html", "-o", "many.html"], { cwd: folder });
  await open("many.html");
  assert.equal(await page.locator(".group").count(), 2000);
  for (const act of ["uncheck", "check"]) {
    const begun = Date.now();
    await page.getByLabel("target-changed")[act]();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert(Date.now() - begun < 4000, `${act}: ${Date.now() - begun} ms`);
  }
}));

test("keys go from change to change, open places, and can be turned off", visit({ home }, async ({ page, open }) => {
  await open("review.html");
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("j");
  const first = await focused();
  await page.keyboard.press("j");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  await page.keyboard.press("o");
  assert(await page.locator(`#${first} details`).evaluate((places) => places.open));
  await page.keyboard.press("/");
  assert.equal(await focused(), "page");
  await page.keyboard.type("jk");
  assert.equal(await page.getByRole("searchbox").inputValue(), "jk");
  await page.getByRole("searchbox").fill("");
  await page.getByRole("checkbox", { name: /Keys/ }).uncheck();
  await page.keyboard.press("j");
  assert.equal(await focused(), "keys");
}));

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing: ${colorScheme}`, visit({ home, colorScheme }, async ({ page, open }) => {
    await open("review.html");
    await page.locator("details").evaluateAll((all) => all.forEach((places) => { places.open = true; }));
    assert.deepEqual(await violations(page), []);
  }));
}

test("a phone shows it without scrolling aside", visit({ home, viewport: PHONE }, async ({ page, open }) => {
  await open("review.html");
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}));

test("without script every change is there", visit({ home, javaScriptEnabled: false }, async ({ page, open }) => {
  await open("review.html");
  assert.equal(await page.locator(".group:visible").count(), 4);
  assert(!(await page.locator(".filters").isVisible()));
}));
