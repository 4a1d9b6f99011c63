// axe finds nothing: every template, every locale, light and dark, each of the three views.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { useBrowser, visit } from "./lib/browser.mjs";
import { asked } from "./lib/site.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"];
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
      // Without `preload`, which asks for the style sheets again, as no page from the file system may.
      const { violations } = await new AxeBuilder({ page }).options({ preload: false }).withTags(TAGS).setLegacyMode().analyze();
      for (const { id, help, nodes } of violations) {
        for (const node of nodes) {
          const what = `${id} (${help}): ${node.target.join(" ")}\n  ${node.html.slice(0, 160)}\n  ${node.any.map(({ message }) => message).join("; ")}`;
          found.set(what, [...(found.get(what) ?? []), `${colorScheme}/${view}`]);
        }
      }
    }
    assert.equal([...found].map(([what, where]) => `${where.join(", ")}: ${what}`).join("\n"), "");
  }));
}
