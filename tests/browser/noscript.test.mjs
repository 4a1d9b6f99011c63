// Without JavaScript everything can be read and reached.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";
import { asked } from "./lib/site.mjs";
import { showsOnly } from "./lib/views.mjs";

const WITHOUT = { javaScriptEnabled: false };

useBrowser();

test("the views change by their buttons", visit(WITHOUT, async ({ page, open }) => {
  await open("es-ES/iablogon-logoff.html");
  await showsOnly(page, "target");
  for (const view of ["both", "source", "target"]) {
    await page.locator(".views label", { has: page.locator(`[value=${view}]`) }).click();
    await showsOnly(page, view);
  }
}));

test("the contents open and close on a phone, and lead on", visit({ ...WITHOUT, viewport: PHONE }, async ({ page, open }) => {
  await open("ja-JP/iablogon-logoff.html");
  const contents = page.locator("#toc");
  assert.equal(await contents.isVisible(), false);
  await page.locator(".toc-open").click();
  await contents.waitFor({ state: "visible" });
  await page.locator(".toc-close").click();
  await contents.waitFor({ state: "hidden" });
  await page.locator(".toc-open").click();
  await contents.getByRole("link", { name: "IABLogon::OpenEntry" }).click();
  await page.waitForURL(/iablogon-openentry\.html/);
}));

test("a former name of a page leads on", visit({ ...WITHOUT, sent: true }, async ({ page, open }) => {
  await open("es-ES/address-book-providers.html");
  await page.waitForURL(/es-ES\/address-book-provider-basics\.html$/);
  assert((await page.locator("h1").textContent()).length > 0);
}));

test("the languages can be chosen", visit(WITHOUT, async ({ page, open }) => {
  await open("es-ES/iablogon-logoff.html");
  await page.locator(".languages summary").click();
  await page.locator(".languages a[hreflang=ja-JP]").click();
  await page.waitForURL(/ja-JP\/iablogon-logoff\.html/);
}));

// What is folded opens without a script.
test("what needs a script does not show, and all text does", visit(WITHOUT, async ({ page, open }) => {
  const hidden = [];
  for (const { path } of asked()) {
    await open(path);
    assert.equal(await page.locator(".needs-js:visible").count(), 0, `${path} shows what needs a script`);
    assert(await page.locator("h1").isVisible(), path);
    hidden.push(...(await page.locator("main :is(p, li, dt, dd, td, th, h1, h2, h3, h4, pre)").evaluateAll((blocks, path) =>
      blocks
        .filter((block) => block.textContent.trim() && !block.checkVisibility({ opacityProperty: true }) && !block.closest(".on-this-page, .needs-js, details:not([open])"))
        .map((block) => `${path}: ${block.localName} ${block.textContent.trim().slice(0, 60)}`), path)));
  }
  assert.deepEqual(hidden, []);
}));

test("from the first page to a method, links alone are enough", visit(WITHOUT, async ({ page, open }) => {
  await open("index.html");
  await page.getByRole("link", { name: "Español" }).click();
  await page.locator("main a[href='_method.html']").click();
  await page.locator("main a[href='iablogon-logoff.html']").click();
  assert.match(await page.locator("h1").innerText(), /IABLogon::Logoff/);
}));
