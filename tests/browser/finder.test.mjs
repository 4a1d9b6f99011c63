// Finding a page by its name: in every locale, by keyboard alone, at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, useBrowser, visit } from "./lib/browser.mjs";
import { locales } from "./lib/site.mjs";

const START = "gender.html";

const find = async (page, words) => {
  await page.locator("#find").fill("");
  await page.locator("#find").pressSequentially(words, { delay: 5 });
  await page.locator("#found > *").first().waitFor();
};
const first = (page) => page.locator("#found a").first();
const selected = (page) => page.locator("#found [aria-selected=true]");

useBrowser();

for (const locale of locales) {
  for (const [words, name, leadsTo] of [
    ["IABLogon::Logoff", "IABLogon::Logoff", "iablogon-logoff.html"],
    ["iablogon::logoff", "IABLogon::Logoff", "iablogon-logoff.html"],
    ["PR_DISPLAY_NAME", "PR_DISPLAY_NAME", "pidtagdisplayname-canonical-property.html"],
    ["PidTagEntryId", "PidTagEntryId", "pidtagentryid-canonical-property.html"],
    ["SRestriction", "SRestriction", "srestriction.html"],
  ]) {
    test(`${locale}: typing ${words} and Enter leads to its page`, visit({}, async ({ page, open }) => {
      await open(`${locale}/${START}`);
      await page.keyboard.press("/");
      await find(page, words);
      await page.waitForFunction((name) => document.querySelector("#found a")?.textContent.toLowerCase().includes(name.toLowerCase()), name);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname.endsWith(`/${locale}/${leadsTo}`));
    }));
  }
}

test("the page's own title finds it, accents and letter case aside", visit({}, async ({ page, open }) => {
  await open(`es-ES/${START}`);
  for (const words of ["Fundamentos de los proveedores", "fundamentos de LOS proveedores", "libreta de direcciónes"]) {
    await page.keyboard.press("/");
    await find(page, words);
    await page.waitForFunction(() => document.querySelector("#found a[href$='address-book-provider-basics.html']"));
  }
  await open(`ja-JP/${START}`);
  await find(page, "構造体");
  await page.waitForFunction(() => document.querySelector("#found a[href$='mapi-structures.html']"));
}));

test("the English title finds a page in every locale", visit({}, async ({ page, open }) => {
  for (const locale of locales) {
    await open(`${locale}/${START}`);
    await find(page, "Address Book Provider Basics");
    await page.waitForFunction(() => document.querySelector("#found a[href$='address-book-provider-basics.html']"));
  }
}));

test("the arrows go through what was found, around both ends; Enter opens it", visit({}, async ({ page, open }) => {
  await open(`es-ES/${START}`);
  await page.keyboard.press("/");
  assert(await page.locator("#find").evaluate((input) => input === document.activeElement), "the slash leads to the field");
  assert.equal(await page.locator("#find").inputValue(), "", "and is not typed into it");
  await find(page, "IABLogon::");
  await page.waitForFunction(() => document.querySelectorAll("#found a").length > 5);
  const names = await page.locator("#found a").evaluateAll((links) => links.map(({ id }) => id));
  const at = async () => {
    assert.equal(await selected(page).count(), 1);
    const id = await selected(page).getAttribute("id");
    assert.equal(await page.locator("#find").getAttribute("aria-activedescendant"), id);
    return names.indexOf(id);
  };
  assert.equal(await at(), 0);
  await page.keyboard.press("ArrowDown");
  assert.equal(await at(), 1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await at(), names.length - 1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await at(), 1);
  const leadsTo = await selected(page).getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(leadsTo);
}));

test("Control and K lead to the field from anywhere, from the field itself too", visit({}, async ({ page, open }) => {
  await open(`es-ES/_method.html`);
  await page.locator("#narrow").fill("logon");
  for (const keys of ["Control+k", "Meta+k", "Control+K"]) {
    await page.locator("#narrow").focus();
    await page.keyboard.press(keys);
    assert(await page.locator("#find").evaluate((input) => input === document.activeElement), keys);
  }
  await page.keyboard.type("IABLogon");
  await page.keyboard.press("Control+k");
  assert.equal(await page.evaluate(() => getSelection().toString()), "IABLogon", "what was asked is selected");
  // Who chooses among characters is not interrupted, and other chords are not ours.
  await page.locator("#narrow").focus();
  for (const keys of ["Control+Shift+k", "Control+Alt+k", "k"]) await page.keyboard.press(keys);
  assert(await page.locator("#narrow").evaluate((input) => input === document.activeElement));
}));

test("Escape empties the field and brings the contents back", visit({}, async ({ page, open }) => {
  await open(`es-ES/${START}`);
  await find(page, "Logoff");
  assert.equal(await page.locator(".tree").isVisible(), false);
  assert.equal(await page.locator("#find").getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#find").inputValue(), "");
  assert.equal(await page.locator("#found").isVisible(), false);
  assert(await page.locator(".tree").isVisible());
  assert.equal(await page.locator("#find").getAttribute("aria-expanded"), "false");
}));

test("what no page has is said to be none", visit({}, async ({ page, open }) => {
  await open(`en-US/${START}`);
  await find(page, "qqqqq zzzzz");
  assert.equal(await page.locator("#found").innerText(), "Nothing found");
  assert.equal(await page.locator("#found-count").textContent(), "Nothing found");
  await page.keyboard.press("Enter");
  assert(page.url().endsWith(START));
}));

test("on a phone the search button opens the drawer with the field in it", visit({ viewport: PHONE }, async ({ page, open }) => {
  await open(`ja-JP/${START}`);
  await page.locator(".find-open").click();
  assert(await page.locator("#find").evaluate((input) => input === document.activeElement));
  await find(page, "PR_DISPLAY_NAME");
  await page.waitForFunction(() => document.querySelector("#found a[href$='pidtagdisplayname-canonical-property.html']"));
  await first(page).click();
  await page.waitForURL(/pidtagdisplayname/);
}));

test("on a phone with a keyboard Control and K open the drawer", visit({ viewport: PHONE }, async ({ page, open }) => {
  await open(`ja-JP/${START}`);
  await page.keyboard.press("Control+k");
  assert(await page.locator("#find").evaluate((input) => input === document.activeElement));
  assert(await page.locator("#find").isVisible());
}));

test("the tree of contents grows and folds, by keyboard too", visit({}, async ({ page, open }) => {
  await open("es-ES/iablogon-logoff.html");
  const entry = page.locator(".tree > li", { hasText: "Funciones" }).first();
  const twist = entry.locator("> .twist");
  assert.equal(await twist.getAttribute("aria-expanded"), "false");
  await twist.focus();
  await page.keyboard.press("Enter");
  const link = page.locator(".tree a[href$='mapiinitialize.html']");
  await link.waitFor({ state: "visible" });
  assert.equal(await page.locator(":focus").getAttribute("aria-expanded"), "true");
  assert.equal(await page.locator(".tree [aria-current=page]").count(), 1);
  await page.keyboard.press("Enter");
  await link.waitFor({ state: "hidden" });
  await page.keyboard.press("Enter");
  await link.click();
  await page.waitForURL(/mapiinitialize/);
}));

test("lists narrow to what is typed", visit({}, async ({ page, open }) => {
  await open("es-ES/_method.html");
  const shown = page.locator("#index > div:visible dt");
  const all = await shown.count();
  await page.locator("#narrow").fill("logon");
  const some = await shown.allInnerTexts();
  assert(some.length > 0 && some.length < all);
  assert.equal(await page.locator("h1 .count").textContent(), String(some.length));
  // Words in any order, and what fits none of the entries is said.
  await page.locator("#narrow").fill("logoff ablog");
  assert((await shown.count()) > 0);
  await page.locator("#narrow").fill("zzzz");
  assert.equal(await page.locator("#index + [role='status']").textContent(), "No se encontró nada");
  await page.locator("#narrow").fill("");
  assert.equal(await shown.count(), all);
}));
