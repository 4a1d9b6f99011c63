// The site works the same from a host, in a folder of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { useBrowser, visitor } from "./lib/browser.mjs";
import { asked, serve } from "./lib/site.mjs";

let host;
before(async () => {
  host = await serve();
});
after(() => host?.close());
useBrowser();

const visit = (act) => async () => {
  const who = await visitor({ home: host.address });
  try {
    await act(who);
    assert.deepEqual(who.trouble, []);
  } finally {
    await who.close();
  }
};

test("pages load whole", visit(async ({ page, open }) => {
  // Without the site's address, 404.html cannot know where its style sheet and icon are.
  for (const { path } of asked().filter(({ kind }) => kind !== "lost")) {
    const response = await open(path);
    assert.equal(response.status(), 200);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector("main")).paddingLeft), "0px", `${path} has its style`);
  }
}));

test("from the first page to a method by the finder, and on in another language and view", visit(async ({ page, open }) => {
  await open("");
  await page.getByRole("link", { name: "Español" }).click();
  await page.keyboard.press("/");
  await page.locator("#find").pressSequentially("IABLogon::Logoff");
  await page.locator("#found a").first().waitFor();
  await page.waitForFunction(() => document.querySelector("#found a")?.href.endsWith("iablogon-logoff.html"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`${host.address}es-ES/iablogon-logoff.html`);
  await page.locator(".views label", { has: page.locator("[value=both]") }).click();
  await page.waitForURL(`${host.address}es-ES/iablogon-logoff.html?view=both`);
  await page.locator(".languages summary").click();
  await page.locator(".languages a[hreflang=ja-JP]").click();
  await page.waitForURL(`${host.address}ja-JP/iablogon-logoff.html?view=both`);
  await page.locator(".tree a", { hasText: "IABLogon::OpenEntry" }).click();
  await page.waitForURL(/ja-JP\/iablogon-openentry\.html/);
  assert(await page.locator("#view-both").isChecked());
  await page.goBack();
  await page.waitForURL(/ja-JP\/iablogon-logoff\.html/);
}));
