// Pages load whole, say nothing in the console, ask no one else for anything, and never scroll sideways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser, visit } from "./lib/browser.mjs";
import { asked, locales, pages, templates } from "./lib/site.mjs";

const WIDTHS = [360, 768, 1440];

useBrowser();

/** Templates of pages that stand above the locales, and of those that no locale need have. */
const ABOVE = ["root", "lost"];
const RARE = ["missing"];

test("every template is a page of every locale", { skip: Number(process.env.PAGES) ? "a sample of pages" : false }, () => {
  for (const kind of templates) {
    const found = new Set(pages.filter((page) => page.kind === kind).map(({ locale }) => locale));
    if (RARE.includes(kind)) assert(found.size > 0, `no page of ${kind}.html`);
    else assert.deepEqual([...found].sort(), ABOVE.includes(kind) ? [""] : locales.toSorted(), `pages of ${kind}.html`);
  }
  assert.deepEqual(pages.filter(({ kind }) => !templates.includes(kind)), [], "pages of no template");
});

/** What reaches over the right edge of the window without a box of its own to scroll in. */
function overflowing() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const hidden = (element) => element.closest(".visually-hidden, .skip, [popover]:not(:popover-open)") || !element.checkVisibility();
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1) && !hidden(element) && !scrolls(element.parentElement);
  });
  const name = (element) => `${element.localName}${element.id && `#${element.id}`}${[...element.classList].map((part) => `.${part}`).join("")} to ${Math.round(element.getBoundingClientRect().right)}`;
  const list = out.filter((element) => !out.some((other) => other !== element && other.contains(element))).map(name);
  if (document.documentElement.scrollWidth > width) list.push(`the page is ${document.documentElement.scrollWidth} wide`);
  return list;
}

for (const { path, kind } of asked()) {
  test(`${path} (${kind})`, visit({}, async ({ page, open }) => {
    await open(path);
    const broken = await page.evaluate(async () => {
      const images = [...document.images];
      for (const image of images) image.loading = "eager";
      await Promise.all(images.map((image) => image.decode().catch(() => {})));
      return images.filter(({ naturalWidth }) => naturalWidth === 0).map(({ src }) => src);
    });
    assert.deepEqual(broken, [], "images that do not load");
    const views = await page.locator(".views input").evaluateAll((radios) => radios.map(({ value }) => value));
    const wide = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const view of views.length > 0 ? views : [""]) {
        if (view) await page.locator(`.views input[value=${view}]`).check({ force: true });
        for (const what of await page.evaluate(overflowing)) wide.push(`${width} px, ${view || "one"} view: ${what}`);
      }
    }
    assert.deepEqual(wide, [], "too wide");
  }));
}
