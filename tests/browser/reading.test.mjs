// Help while reading: the other half of a segment, colours, copying, slots by name, the phone, paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";

const PAGE = "es-ES/iablogon-logoff.html";
const ITEM = { target: "Liberar todos los subobjetos", source: "Release every subobject and the status object that are still open." };

useBrowser();

const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme ?? "");
const LIGHT = "rgb(255, 255, 255)";

// ---- The other half -----------------------------------------------------------------------------------------------

test("the pointer over a segment shows its source, and leaves without it", visit({}, async ({ page, open }) => {
  await open(PAGE);
  const peek = page.locator("#peek");
  const segment = page.locator("main .seg", { hasText: ITEM.target }).last();
  assert.equal(await peek.isVisible(), false);
  await segment.hover();
  await peek.waitFor({ state: "visible" });
  assert.match(await peek.innerText(), new RegExp(ITEM.source));
  assert.equal(await peek.locator("span").getAttribute("lang"), "en-US");
  const [tip, box] = [await peek.boundingBox(), await segment.boundingBox()];
  assert(tip.y >= box.y + box.height - 1 || tip.y + tip.height <= box.y + 1, "it does not cover what it explains");
  assert(tip.x >= 0 && tip.x + tip.width <= 1440, "it is in the window");
  await peek.hover();
  await page.waitForTimeout(400);
  assert(await peek.isVisible(), "the pointer may go onto it");
  await page.locator("h1").hover();
  await page.waitForFunction((source) => !document.querySelector("#peek").textContent.includes(source) || document.querySelector("#peek").hidden, ITEM.source);
}));

test("the source view shows the localized half instead", visit({}, async ({ page, open }) => {
  await open(PAGE, "?view=source");
  await page.locator("main .seg", { hasText: ITEM.target }).last().hover();
  await page.locator("#peek").waitFor({ state: "visible" });
  assert.match(await page.locator("#peek").innerText(), new RegExp(ITEM.target));
  assert.equal(await page.locator("#peek span").getAttribute("lang"), "es-ES");
}));

test("the keyboard's focus on a link shows its segment's source; Escape hides it", visit({}, async ({ page, open }) => {
  await open(PAGE);
  // From a heading on, as the list of headings leads there.
  await page.locator(".on-this-page a[href='#remarks']").press("Enter");
  await page.waitForURL(/#remarks/);
  await page.keyboard.press("Tab");
  const peek = page.locator("#peek");
  await peek.waitFor({ state: "visible" });
  assert.match(await peek.innerText(), /follows once all logon objects are gone/);
  assert.equal(await page.locator(":focus").getAttribute("aria-describedby"), "peek");
  await page.keyboard.press("Escape");
  await peek.waitFor({ state: "hidden" });
  assert.equal(await page.locator("[aria-describedby=peek]").count(), 0);
}));

test("side by side nothing needs to be shown", visit({}, async ({ page, open }) => {
  await open(PAGE, "?view=both");
  await page.locator("main .seg", { hasText: ITEM.target }).last().hover();
  await page.waitForTimeout(700);
  assert.equal(await page.locator("#peek").isVisible(), false);
}));

test("a tap shows the source, another hides it", visit({ viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, open }) => {
  await open(PAGE);
  const segment = page.locator("main .seg", { hasText: ITEM.target }).last();
  await segment.tap();
  await page.locator("#peek").waitFor({ state: "visible" });
  await segment.tap();
  await page.locator("#peek").waitFor({ state: "hidden" });
}));

// ---- Colours ------------------------------------------------------------------------------------------------------

test("colours follow the system until the reader chooses", visit({ colorScheme: "dark" }, async ({ page, open }) => {
  await open(PAGE);
  assert.notEqual(await ground(page), LIGHT);
  await page.emulateMedia({ colorScheme: "light" });
  assert.equal(await ground(page), LIGHT);
}));

test("the choice of colours goes around and stays", visit({ colorScheme: "dark" }, async ({ page, open }) => {
  await open(PAGE);
  const button = page.locator(".theme-switch");
  const names = new Set([await button.getAttribute("aria-label")]);
  const seen = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await button.click();
    names.add(await button.getAttribute("aria-label"));
    seen.push(await theme(page));
    const colour = await ground(page);
    assert.equal(colour === LIGHT, seen.at(-1) === "light");
    await page.locator("main .pager a").first().click();
    await page.waitForLoadState("load");
    assert.equal(await theme(page), seen.at(-1));
    assert.equal(await ground(page), colour);
  }
  assert.deepEqual(seen.toSorted(), ["", "dark", "light"]);
  assert.equal(names.size, 3, "the button says what is chosen");
}));

// ---- Copying ------------------------------------------------------------------------------------------------------

test("the button copies the declaration, and says so", visit({ permissions: ["clipboard-read", "clipboard-write"] }, async ({ page, open }) => {
  await open(PAGE);
  const box = page.locator("main .code").first();
  await box.hover();
  const button = box.locator(".copy");
  const word = await button.innerText();
  await button.click();
  await page.waitForFunction((word) => document.querySelector(".copy").textContent !== word, word);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "HRESULT Logoff(\n  ULONG ulFlags\n);");
  await page.waitForFunction((word) => document.querySelector(".copy").textContent === word, word);
}));

test("the button beside the kind copies the name", visit({ permissions: ["clipboard-read", "clipboard-write"] }, async ({ page, open }) => {
  await open(PAGE);
  await page.locator(".copy-name").click();
  await page.waitForFunction(() => document.querySelector(".copy-name").textContent === "Copiado");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "IABLogon::Logoff");
}));

// ---- Interfaces ---------------------------------------------------------------------------------------------------

test("an interface's methods sort by name and back into slots", visit({}, async ({ page, open }) => {
  await open("es-ES/iablogoniunknown.html");
  const names = () => page.locator(".slots tbody th .name").allInnerTexts();
  const inSlots = await names();
  assert(inSlots.length >= 10);
  await page.locator(".sort").click();
  const byName = await names();
  assert.notDeepEqual(byName, inSlots);
  assert.deepEqual(byName, inSlots.toSorted((a, b) => a.localeCompare(b, "en")));
  await page.locator(".sort").click();
  assert.deepEqual(await names(), inSlots);
}));

test("the headings beside the text follow the reader", visit({}, async ({ page, open }) => {
  await open(PAGE);
  await page.setViewportSize({ width: 1440, height: 400 });
  await page.locator(".on-this-page a[href='#remarks']").click();
  await page.waitForFunction(() => document.querySelector(".on-this-page [aria-current]")?.hash === "#remarks");
}));

// ---- The phone ----------------------------------------------------------------------------------------------------

test("on a phone the contents are a drawer", visit({ viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, open }) => {
  await open(PAGE);
  const drawer = page.locator("#toc");
  assert.equal(await drawer.isVisible(), false);
  await page.locator(".toc-open").tap();
  await drawer.waitFor({ state: "visible" });
  const box = await drawer.boundingBox();
  assert(box.x === 0 && box.y === 0 && box.width < PHONE.width && box.height === PHONE.height, JSON.stringify(box));
  assert(await drawer.locator("[aria-current=page]").isVisible(), "the page is in view in it");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  await page.locator(".toc-open").tap();
  await page.touchscreen.tap(PHONE.width - 10, 400);
  await drawer.waitFor({ state: "hidden" });
}));

test("on a phone the header's choices are in reach of a finger and do not overlap", visit({ viewport: PHONE, hasTouch: true, isMobile: true }, async ({ page, open }) => {
  for (const path of ["es-ES/iablogon-logoff.html", "ja-JP/iablogon-logoff.html", "en-US/index.html"]) {
    await open(path);
    const boxes = await page.locator(".site-header :is(button, summary, .brand, .views label):visible").evaluateAll((tools) =>
      tools.map((tool) => ({ name: tool.className || tool.textContent.trim(), box: tool.getBoundingClientRect().toJSON() })));
    assert(boxes.length >= 4);
    for (const [index, { name, box }] of boxes.entries()) {
      assert(box.left >= 0 && box.right <= PHONE.width, `${path}: ${name} is in the window`);
      assert(box.width >= 24 && box.height >= 24, `${path}: ${name} is ${box.width} by ${box.height}`);
      for (const other of boxes.slice(index + 1)) {
        const apart = other.box.left >= box.right - 0.5 || other.box.right <= box.left + 0.5 || other.box.top >= box.bottom - 0.5 || other.box.bottom <= box.top + 0.5;
        assert(apart, `${path}: ${name} and ${other.name} overlap`);
      }
    }
  }
}));

// ---- Paper --------------------------------------------------------------------------------------------------------

for (const view of ["target", "both"]) {
  test(`on paper there is the text alone, dark on white (${view})`, visit({ colorScheme: "dark" }, async ({ page, open }) => {
    await open(PAGE, `?view=${view}`);
    await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    await page.emulateMedia({ media: "print" });
    for (const selector of [".site-header", "#toc", ".on-this-page", ".breadcrumbs", ".pager", ".site-footer", ".copy", ".skip"]) {
      assert.equal(await page.locator(`${selector}:visible`).count(), 0, `${selector} is printed`);
    }
    assert(await page.locator("h1").isVisible());
    for (const code of ["#code-c", "#code-rust"]) assert(await page.locator(code).isVisible(), `${code} is printed`);
    assert.equal(await page.getByText(ITEM.source).isVisible(), view === "both");
    const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const colours = await page.evaluate(() => [".page-body p", "h1", ".signature code", ".entry dd"].map((selector) => getComputedStyle(document.querySelector(selector)).color));
    for (const colour of colours) assert(light(numbers(colour)) < 100, `${colour} is too light for paper`);
    // Backgrounds are printed only if asked for; then they must be light.
    const back = numbers(await ground(page));
    assert(light(back) > 240 || back[3] === 0, `the ground is ${back}`);
    assert((await page.pdf()).length > 10_000);
  }));
}
