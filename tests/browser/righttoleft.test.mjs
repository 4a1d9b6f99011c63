// A locale that is written from right to left: made here of the sample, whose Spanish words become Arabic ones.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { violations } from "./lib/axe.mjs";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
// MAPIDOC names the program; without it, the one that was built last.
const built = ["release", "debug"].map((profile) => join(ROOT, "target", profile, "mapidoc")).filter(existsSync);
const PROGRAM = process.env.MAPIDOC ?? built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
const WORDS = ["في", "من", "هذا", "رسالة", "الواجهة", "المستخدم", "الخصائص", "المجلدات", "التطبيقات", "الاستعلامات"];

// What stays as it is: names, code, addresses, tags.
const KEPT = /(\]\([^)]*\)|`[^`]*`|<[^>]*>|https?:\S+|\w*(?:[a-z_][A-Z]|[A-Z]{2}|_|::|\d)[\w:]*)/;
const arabic = (text) =>
  text.split(KEPT).map((part, place) => (place % 2 === 1 ? part : part.replace(/\p{L}+/gu, (word) => WORDS[word.length % WORDS.length]))).join("");

const scratch = mkdtempSync(join(tmpdir(), "mapidoc-rtl-"));
after(() => rmSync(scratch, { recursive: true }));
const pages = join(scratch, "ar-SA");
cpSync(join(ROOT, "content/es-ES"), pages, { recursive: true });
for (const name of readdirSync(pages, { recursive: true })) {
  const file = join(pages, name);
  if (name.endsWith("TOC.yml")) writeFileSync(file, readFileSync(file, "utf8").replace(/(name: )(.*)/g, (_, before, text) => before + arabic(text)));
  if (!name.endsWith(".md")) continue;
  // One page of the sample is not UTF-8 on purpose: this one may become so.
  const text = readFileSync(file, "utf8").replace("ms.contentlocale: es-ES", "ms.contentlocale: ar-SA");
  writeFileSync(file, text.replace(/(<span data-ttu-id="[^"]*">)(.*?)(<\/span><span class="sxs-lookup">)/gs, (_, open, target, close) => open + arabic(target) + close));
}
const output = join(scratch, "out");
execFileSync(PROGRAM, ["site", "-q", "-o", output, `ar-SA=${pages}`, `en-US=${join(ROOT, "content/en-US")}`], { stdio: ["ignore", "ignore", "inherit"] });
const home = `${pathToFileURL(join(output, "site")).href}/`;

const path = (stem) => `ar-SA/${readdirSync(join(output, "site/ar-SA"), { recursive: true }).find((file) => file.endsWith(`${stem}.html`))}`;
const METHOD = path("iablogon-preparerecips");
const PAGES = [METHOD, path("iablogoniunknown"), path("spropvalue"), path("error-handling-in-mapi"), "ar-SA/index.html", "ar-SA/_tag.html", "ar-SA/_hierarchy.html"];

useBrowser();

test("the page is laid out from right to left", visit({ home }, async ({ page, open }) => {
  await open(METHOD);
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  assert.match(await page.locator(".lede").textContent(), /\p{Script=Arabic}/u);
  const [toc, main, list] = await Promise.all(["#toc", "main", ".on-this-page"].map((selector) => page.locator(selector).boundingBox()));
  assert(toc.x > main.x, "the contents stand on the right");
  assert(list.x < (await page.locator(".page-body").boundingBox()).x, "what is on the page stands on the left");
}));

test("code stays as it is written", visit({ home }, async ({ page, open }) => {
  await open(METHOD);
  const code = page.locator(".signature:visible pre");
  assert.equal(await code.evaluate((pre) => getComputedStyle(pre).direction), "ltr");
  const [box, name] = await code.evaluate((pre) => {
    const range = document.createRange();
    range.selectNodeContents(pre.querySelector(".hl-function"));
    return [pre.getBoundingClientRect().x, range.getBoundingClientRect().x];
  });
  assert(name - box < 200, "the declaration begins on the left");
  for (const source of await page.locator("code.entry-name").all()) assert.equal(await source.evaluate((element) => getComputedStyle(element).unicodeBidi), "isolate");
}));

test("the English half reads from left to right", visit({ home }, async ({ page, open }) => {
  await open(METHOD, "?view=both");
  const ends = await page.locator(".lede .s").evaluate((half) => {
    const text = half.firstChild;
    const box = (from, to) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return range.getBoundingClientRect();
    };
    // The full stop stands behind the last letter, on the same line.
    return [box(text.length - 2, text.length - 1), box(text.length - 1, text.length)].map(({ x, y }) => [x, y]);
  });
  assert(ends[1][0] > ends[0][0] && ends[1][1] === ends[0][1], JSON.stringify(ends));
}));

test("the drawer comes from the right", visit({ home, viewport: PHONE }, async ({ page, open }) => {
  await open(METHOD);
  await page.locator(".toc-open").click();
  const toc = page.locator("#toc");
  await toc.waitFor({ state: "visible" });
  const box = await toc.boundingBox();
  assert(Math.abs(box.x + box.width - PHONE.width) < 1 && box.x > 0, JSON.stringify(box));
}));

for (const viewport of [undefined, PHONE]) {
  test(`no page is wider than ${viewport ? "a phone" : "the window"}, in any view`, visit({ home, ...(viewport && { viewport }) }, async ({ page, open }) => {
    for (const path of PAGES) {
      for (const view of ["target", "both"]) {
        await open(path, `?view=${view}`);
        // From right to left, what is too wide reaches out on the left.
        const [least, most, room] = await page.evaluate(() => {
          const boxes = [...document.querySelectorAll("main, main :is(h1, h2, p, .code, .table, dl, ul)")].filter((box) => !box.closest(".table") || box.matches(".table")).map((box) => box.getBoundingClientRect());
          return [Math.min(...boxes.map(({ left }) => left)), Math.max(document.documentElement.scrollWidth, ...boxes.map(({ right }) => right)), document.documentElement.clientWidth];
        });
        assert(least >= -1 && most <= room + 1, `${path} in ${view}: ${least} to ${most} in ${room}`);
      }
    }
  }));
}

test("axe finds nothing", visit({ home }, async ({ page, open }) => {
  for (const path of [METHOD, "ar-SA/_hierarchy.html"]) {
    await open(path);
    assert.deepEqual(await violations(page, null), [], path);
  }
}));

// Pictures to look at: `SHOTS=DIR node --test righttoleft.test.mjs`.
if (process.env.SHOTS) {
  test("pictures", visit({ home }, async ({ page, open }) => {
    for (const [name, path, viewport] of [["rtl", METHOD], ["rtl-both", `${METHOD}?view=both`], ["rtl-hierarchy", "ar-SA/_hierarchy.html"], ["rtl-phone", METHOD, PHONE]]) {
      if (viewport) await page.setViewportSize(viewport);
      await open(path);
      await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
    }
  }));
}
