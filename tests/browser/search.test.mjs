// The search in a browser: from the file system and from a host, by keyboard, heard as well as seen, narrowed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { useBrowser, visitor } from "./lib/browser.mjs";
import { FILES, locales, serve } from "./lib/site.mjs";

let host;
before(async () => {
  host = await serve();
});
after(() => host?.close());
useBrowser();

const type = async (page, words) => {
  await page.keyboard.press("/");
  await page.locator("#find").fill("");
  await page.locator("#find").pressSequentially(words, { delay: 5 });
};
/** Waits until the first result leads to a page. */
const first = (page, href) => page.waitForFunction((href) => document.querySelector("#found a")?.getAttribute("href").endsWith(href), href);
const heard = (page) => page.locator("#found-count").textContent();

/** A test from the file system and one from a host. */
function both(name, act) {
  for (const from of ["file", "http"]) {
    test(`${from}: ${name}`, async () => {
      const who = await visitor({ home: from === "file" ? FILES : host.address });
      try {
        await act(who);
        assert.deepEqual(who.trouble, []);
      } finally {
        await who.close();
      }
    });
  }
}

both("names, tags, identifiers and humps find their page first, in every locale", async ({ page, open }) => {
  for (const locale of locales) {
    await open(`${locale}/gender.html`);
    for (const [words, href] of [
      ["iablogon.logoff", "iablogon-logoff.html"],
      ["IABLogonL", "iablogon-logoff.html"],
      ["PR_DISPLAY_NAME_W", "pidtagdisplayname-canonical-property.html"],
      ["0x3001001f", "pidtagdisplayname-canonical-property.html"],
      ["IID_IABLogon", "iablogoniunknown.html"],
      // Numbers that debuggers show.
      ["0x8004010B", "_code.html#MAPI_E_BUSY"],
      ["8004010b", "_code.html#MAPI_E_BUSY"],
      ["3001001f", "pidtagdisplayname-canonical-property.html"],
      // And VBA, and logs.
      ["-2147221237", "_code.html#MAPI_E_BUSY"],
      ["2147746059", "_code.html#MAPI_E_BUSY"],
      ["&H8004010B&", "_code.html#MAPI_E_BUSY"],
      ["805371935", "pidtagdisplayname-canonical-property.html"],
      // A letter in the wrong place.
      ["IABLogno", "iablogoniunknown.html"],
      ["PR_DISPLAY_NAEM", "pidtagdisplayname-canonical-property.html"],
    ]) {
      await type(page, words);
      await first(page, href);
    }
  }
});

both("words of the text find pages in any form; what was found is marked", async ({ page, open }) => {
  await open("es-ES/gender.html");
  await type(page, "proveedor libretas direcciones");
  await first(page, "address-book-provider-basics.html");
  assert((await page.locator("#found mark").count()) > 0);
});

both("keys that choose among characters choose no result", async ({ page, open }) => {
  await open("ja-JP/gender.html");
  await type(page, "Logoff");
  await first(page, "-logoff.html");
  const here = page.url();
  await page.locator("#find").evaluate((input) => {
    for (const key of ["ArrowDown", "Enter"]) input.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }));
  });
  assert.equal(await page.locator("#found a").first().getAttribute("aria-selected"), "true");
  assert.equal(page.url(), here);
});

both("all results are had a hundred at a time", async ({ page, open }) => {
  await open("en-US/_search.html", "?q=m");
  const items = page.locator("#results li");
  await items.first().waitFor();
  const all = Number((await page.locator("#result-count").textContent()).match(/\d+/)[0]);
  const more = page.locator(".more-results");
  assert.equal(await items.count(), Math.min(all, 100));
  assert.equal(await more.isVisible(), all > 100);
  if (all > 100) {
    await more.click();
    await page.waitForFunction((all) => document.querySelectorAll("#results li").length === all, Math.min(all, 200));
    assert.equal(await page.evaluate(() => document.activeElement === document.querySelectorAll("#results a")[100]), true);
  }
});

both("what is found is announced, and so is what narrows to nothing", async ({ page, open }) => {
  await open("en-US/gender.html");
  await type(page, "Logoff");
  await first(page, "-logoff.html");
  assert.match(await heard(page), /^Results: \d+$/);
  await type(page, "kind:methd");
  await page.waitForFunction(() => document.querySelector("#found p")?.textContent.includes("kind:methd"));
  assert.match(await heard(page), /kind:methd.*Nothing found/);
  assert.equal(await page.locator("#found a").count(), 0);
});

both("kinds, codes and parameters narrow a search, alone and together", async ({ page, open }) => {
  await open("en-US/gender.html");
  await type(page, "kind:interface");
  await page.waitForFunction(() => document.querySelectorAll("#found a.kind-interface").length > 1);
  assert.equal(await page.locator("#found a:not(.kind-interface, .all)").count(), 0);
  await type(page, "kind:method param:ulFlags logoff");
  await first(page, "iablogon-logoff.html");
});

both("a kind is called as the site calls it, in the reader's language and in English", async ({ page, open }) => {
  await open("es-ES/_search.html");
  const found = async (query) => {
    await page.locator("#query").fill("");
    await page.waitForFunction(() => document.querySelectorAll("#results li").length === 0);
    await page.locator("#query").fill(query);
    await page.waitForFunction(() => document.querySelectorAll("#results li").length > 0);
    return { kinds: [...new Set(await page.locator("#results li").evaluateAll((items) => items.map(({ className }) => className)))], count: await page.locator("#results li").count() };
  };
  for (const [kind, ...words] of [
    ["concept", "concept", "article", "artículo", "ARTICULO"],
    ["typedef", "type", "tipo"],
    ["callback", "callback function", "función de devolución de llamada"],
    // Callbacks are called so too, with more words.
    ["function", "function", "función"],
    ["code", "return code", "código de retorno", "código"],
    ["attribute", "TNEF attribute", "atributo TNEF"],
  ]) {
    const { count } = await found(`kind:${kind}`);
    for (const word of words) assert.deepEqual(await found(`kind:${word}`), { kinds: [`kind-${kind}`], count }, word);
  }
  assert.deepEqual(await found("kind:código de retorno MAPI_E_BUSY"), { kinds: ["kind-code"], count: 1 });
  // What is open is told once it is a word.
  await page.locator("#query").fill("kind:artículos");
  await page.waitForFunction(() => document.querySelector("#result-count").textContent.includes("kind:artículos"));
});

both("what returns a code is found by its number too", async ({ page, open }) => {
  await open("en-US/_search.html");
  const found = async (query) => {
    await page.locator("#query").fill(query);
    await page.waitForFunction((query) => new URL(location.href).searchParams.get("q") === query, query);
    await page.waitForFunction(() => document.querySelectorAll("#results li").length > 0);
    return page.locator("#results a").evaluateAll((links) => links.map(({ href }) => href));
  };
  const named = await found("returns:MAPI_E_BUSY");
  assert(named.length > 0);
  for (const number of ["0x8004010B", "8004010b", "-2147221237", "2147746059"]) {
    await page.locator("#query").fill("");
    await page.waitForFunction(() => document.querySelectorAll("#results li").length === 0);
    assert.deepEqual(await found(`returns:${number}`), named, number);
  }
});

both("the page of results keeps its question in the address", async ({ page, open }) => {
  await open("es-ES/_search.html", "?q=IABLogon");
  await page.waitForFunction(() => document.querySelectorAll("#results li").length > 3);
  assert.equal(await page.locator("#query").inputValue(), "IABLogon");
  await page.locator("#query").fill("SRestriction");
  await page.waitForFunction(() => document.querySelector("#results a")?.href.endsWith("srestriction.html"));
  assert.match(page.url(), /\?q=SRestriction$/);
});

both("a page's text is text, whatever is asked", async ({ page, open }) => {
  await open("en-US/_search.html", `?q=${encodeURIComponent("<img src=x onerror=alert(1)> logoff")}`);
  await page.waitForFunction(() => document.querySelectorAll("#results li").length > 0);
  assert.equal(await page.locator("main img").count(), 0);
});
