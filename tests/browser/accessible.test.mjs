// axe finds nothing: every template, every locale, light and dark, each of the three views.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { useBrowser, visit } from "./lib/browser.mjs";
import { asked } from "./lib/site.mjs";

// Light and dark change colours only, the views what is there.
const LOOKS = [
  ["light", "target"],
  ["dark", "target"],
  ["dark", "both"],
  ["light", "source"],
];
// Of a sample of many pages, each is seen in one light and one dark look.
const looks = Number(process.env.PAGES) ? [LOOKS[0], LOOKS[2]] : LOOKS;

useBrowser();

for (const { path, kind } of asked()) {
  test(`${path} (${kind})`, visit({}, async ({ page, open }) => {
    const found = new Map();
    await open(path);
    // The rows of a list and of a table are alike; of thousands, axe would take minutes.
    await page.locator("#index > div:nth-child(n + 40), main tr:nth-child(n + 40)").evaluateAll((rows) => rows.forEach((row) => row.remove()));
    const bilingual = await page.locator(".views").isVisible();
    for (const [colorScheme, view] of looks) {
      if (!bilingual && view !== "target" && looks === LOOKS) continue;
      await page.emulateMedia({ colorScheme });
      if (bilingual) await page.locator(`.views [value=${view}]`).check({ force: true });
      for (const what of await violations(page)) found.set(what, [...(found.get(what) ?? []), `${colorScheme}/${view}`]);
    }
    assert.equal([...found].map(([what, where]) => `${where.join(", ")}: ${what}`).join("\n"), "");
  }));
}
