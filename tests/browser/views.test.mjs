// The three views of a bilingual page: what each shows, that the choice stays, and the way to the other languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser, visit } from "./lib/browser.mjs";
import { LEDE, showsOnly } from "./lib/views.mjs";

const PAGE = "es-ES/iablogon-logoff.html";

const choose = (page, view) => page.locator(".views label", { has: page.locator(`[value=${view}]`) }).click();
const viewOf = (page) => new URL(page.url()).searchParams.get("view");

useBrowser();

test("the localized text is what a new visitor sees", visit({}, async ({ page, open }) => {
  await open(PAGE);
  await showsOnly(page, "target");
  assert(await page.locator("#view-target").isChecked());
}));

test("each view hides and shows its halves, and stands in the address", visit({}, async ({ page, open }) => {
  await open(PAGE);
  for (const view of ["both", "source", "target", "both"]) {
    await choose(page, view);
    await showsOnly(page, view);
    assert.equal(viewOf(page), view === "target" ? null : view);
  }
}));

test("in both, the halves stand side by side where there is room and below each other on a phone", visit({}, async ({ page, open }) => {
  await open(PAGE, "?view=both");
  const place = () =>
    page.locator("#remarks ~ p .seg").first().evaluate((segment) => {
      const [target, source] = [".t", ".s"].map((half) => segment.querySelector(half).getBoundingClientRect());
      return { beside: source.left >= target.right, below: source.top >= target.bottom - 1 };
    });
  assert.deepEqual(await place(), { beside: true, below: false });
  await page.setViewportSize({ width: 390, height: 844 });
  assert.deepEqual(await place(), { beside: false, below: true });
}));

test("the choice stays over links, a new load and another locale", visit({}, async ({ page, open }) => {
  await open(PAGE);
  await choose(page, "both");
  await page.locator("main .pager .next").click();
  await page.waitForURL(/iablogon-openentry\.html/);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.view), "both");
  assert(await page.locator("#view-both").isChecked());
  await page.reload();
  assert(await page.locator("#view-both").isChecked());
  await open("ja-JP/iablogon-logoff.html");
  assert(await page.locator("#view-both").isChecked());
}));

test("an address with a view shows it, whatever was chosen before", visit({}, async ({ page, open }) => {
  await open(PAGE);
  await choose(page, "both");
  await open(PAGE, "?view=source");
  await showsOnly(page, "source");
  assert(await page.locator("#view-source").isChecked());
  await open(PAGE, "?view=target");
  await showsOnly(page, "target");
}));

test("the arrow keys change the view", visit({}, async ({ page, open }) => {
  await open(PAGE);
  await page.locator("#view-target").focus();
  await page.keyboard.press("ArrowRight");
  await showsOnly(page, "both");
}));

test("the first words that the reader sees stay where they are, in the middle of a paragraph too", visit({}, async ({ page, open }) => {
  await page.setViewportSize({ width: 500, height: 500 });
  let tried = 0;
  for (const path of ["iablogon-openentry", "iablogon-preparerecips", "iabprovider-logon", "iabprovider-shutdown", "adrentry"]) {
    await open(`es-ES/${path}.html`);
    for (const segment of await page.locator(".page-body p > .seg + .seg:not(.same)").all()) {
      const top = () => segment.evaluate((segment) => Math.min(...[...segment.children].flatMap((half) => [...half.getClientRects()].map(({ top }) => top))));
      for (const view of ["both", "source"]) {
        await choose(page, "target");
        const begins = await top();
        // What begins on the first line of its paragraph is not the first that is seen.
        if (begins < (await segment.evaluate(({ parentElement }) => parentElement.getBoundingClientRect().top)) + 20) continue;
        await page.evaluate((begins) => scrollBy({ top: begins - document.querySelector(".site-header").offsetHeight - 4, behavior: "instant" }), begins);
        const before = await top();
        await choose(page, view);
        // A line's letters begin a little below the line.
        assert(Math.abs((await top()) - before) <= 6, `${path}, ${view}: moved from ${before} to ${await top()}`);
        tried += 1;
      }
    }
  }
  assert(tried > 1);
}));

test("the keyboard reaches the header's choices without a jump of the page", visit({}, async ({ page, open }) => {
  await open("es-ES/srestriction.html");
  await page.evaluate(() => scrollTo({ top: document.body.scrollHeight / 2, behavior: "instant" }));
  const place = await page.evaluate(() => scrollY);
  await page.locator(".brand").evaluate((brand) => brand.focus({ preventScroll: true }));
  for (const control of ["#view-target", ".languages summary", ".theme-switch"]) {
    await page.keyboard.press("Tab");
    assert(await page.locator(control).evaluate((element) => element === document.activeElement), `${control} has the focus`);
    assert.equal(await page.evaluate(() => scrollY), place, `the page moved at ${control}`);
  }
}));

test("a page in the source language has no views", visit({}, async ({ page, open }) => {
  await open("en-US/iablogon-logoff.html", "?view=both");
  assert.equal(await page.locator(".views").count(), 0);
  assert(await page.getByText(LEDE.source).first().isVisible());
}));

test("another language shows the same page, the same place, the same view", visit({}, async ({ page, open }) => {
  await open(PAGE, "?view=both#remarks");
  await page.locator(".languages summary").click();
  await page.locator(".languages a[hreflang=ja-JP]").click();
  await page.waitForURL(/ja-JP\/iablogon-logoff\.html/);
  assert.equal(viewOf(page), "both");
  assert.equal(new URL(page.url()).hash, "#remarks");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "ja-JP");
  const [heading, header] = await Promise.all(["#remarks", ".site-header"].map((selector) => page.locator(selector).boundingBox()));
  assert(heading.y >= header.y + header.height, "the heading is not behind the header");
}));

test("another language shows what was being read, wherever the reader came from", visit({}, async ({ page, open }) => {
  const change = async (from, to) => {
    await page.locator(".languages summary").click();
    await page.locator(`.languages a[hreflang=${to}]`).click();
    await page.waitForURL((url) => url.href.includes(`/${to}/`) && !url.href.includes(`/${from}/`));
    return new URL(page.url()).hash;
  };
  const scrollTo = (selector, below) => page.evaluate(([selector, below]) => {
    scrollBy({ top: document.querySelector(selector).getBoundingClientRect().top - below, behavior: "instant" });
  }, [selector, below]);
  await page.setViewportSize({ width: 1000, height: 320 });
  await open("es-ES/imapiprop-getprops.html");
  assert.equal(await change("es-ES", "ja-JP"), "", "the page's beginning is itself");
  await scrollTo("#notes-to-callers", 100);
  assert.equal(await change("ja-JP", "es-ES"), "#notes-to-callers");
  // Scrolled on, and while the menu was open.
  await page.locator(".languages summary").click();
  await scrollTo("#parameters", -20);
  await page.keyboard.press("Escape");
  await page.locator(".languages summary").click();
  await scrollTo("#return-value", 70);
  await page.locator(".languages a[hreflang=ja-JP]").click();
  await page.waitForURL(/ja-JP.*#return-value$/);
}));

test("a page that a language lacks says so and leads back", visit({}, async ({ page, open }) => {
  await open("es-ES/error-handling-in-mapi.html");
  await page.locator(".languages summary").click();
  const link = page.locator(".languages a[hreflang=ja-JP]");
  assert(await link.locator(".note").isVisible());
  await link.click();
  await page.waitForURL(/ja-JP\/error-handling-in-mapi\.html/);
  assert.equal(await page.locator("h1").evaluate((heading) => heading.lang), "en-US");
  await page.locator("main .card[hreflang=es-ES]").click();
  await page.waitForURL(/es-ES\/error-handling-in-mapi\.html/);
}));

test("the menu of languages closes with Escape and by a click beside it", visit({}, async ({ page, open }) => {
  await open(PAGE);
  const list = page.locator(".languages ul");
  await page.locator(".languages summary").click();
  await list.waitFor({ state: "visible" });
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await page.locator(".languages summary").click();
  await page.locator("h1").click();
  await list.waitFor({ state: "hidden" });
}));
