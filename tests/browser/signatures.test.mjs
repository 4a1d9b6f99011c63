// A declaration in C and in Rust: both without a script, tabs with one, the choice kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";

const METHOD = "es-ES/iablogon-preparerecips.html";
const OTHER = "ja-JP/iablogon-logoff.html";

useBrowser();

const shown = (page) => Promise.all(["#code-c", "#code-rust"].map((id) => page.locator(id).isVisible()));

test("without a script both are there, each with its name", visit({ javaScriptEnabled: false }, async ({ page, open }) => {
  await open(METHOD);
  assert.deepEqual(await shown(page), [true, true]);
  assert.deepEqual(await page.locator(".code-name").allTextContents(), ["C", "Rust"]);
  assert(await page.locator("#code-c .code-name").isVisible());
  assert.equal(await page.locator(".tabs").isVisible(), false);
}));

test("a click chooses, and every page keeps it", visit({}, async ({ page, open }) => {
  await open(METHOD);
  assert.deepEqual(await shown(page), [true, false]);
  await page.getByRole("tab", { name: "Rust" }).click();
  assert.deepEqual(await shown(page), [false, true]);
  const code = await page.locator("#code-rust pre").textContent();
  assert.match(code, /^pub unsafe fn PrepareRecips\(\n {4}&self,\n {4}ulFlags: u32,\n/);
  assert(await page.locator("#code-rust a.ty").count(), "types are linked");
  await open(OTHER);
  assert.deepEqual(await shown(page), [false, true]);
  assert.equal(await page.getByRole("tab", { name: "Rust" }).getAttribute("aria-selected"), "true");
}));

test("the arrow keys move between the tabs", visit({}, async ({ page, open }) => {
  await open(METHOD);
  await page.getByRole("tab", { name: "C", exact: true }).focus();
  for (const [key, id] of [["ArrowRight", "tab-rust"], ["ArrowRight", "tab-c"], ["ArrowLeft", "tab-rust"], ["Home", "tab-c"], ["End", "tab-rust"]]) {
    await page.keyboard.press(key);
    assert.equal(await page.evaluate(() => document.activeElement.id), id, key);
    assert.equal(await page.locator(`#${id}`).getAttribute("aria-selected"), "true", key);
    assert.deepEqual(await shown(page), id === "tab-c" ? [true, false] : [false, true], key);
  }
  const panel = page.getByRole("tabpanel", { name: "Rust" });
  assert.equal(await panel.count(), 1);
}));

for (const viewport of [undefined, PHONE]) {
  test(`nothing jumps while the page loads${viewport ? " on a phone" : ""}`, visit(viewport ? { viewport } : {}, async ({ page, open }) => {
    await open(METHOD);
    await page.evaluate(() => localStorage.setItem("mapidoc-code", "rust"));
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shifted += value))).observe({ type: "layout-shift", buffered: true });
    });
    await open(METHOD);
    await page.waitForTimeout(200);
    assert(await page.evaluate(() => shifted) < 0.01, "the layout shifted");
  }));
}
