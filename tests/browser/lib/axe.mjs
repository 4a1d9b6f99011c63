// What axe finds on a page as it stands.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.1 AA, and what axe advises beyond. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"];

/** What is wrong, an entry an element, by the rules with these tags, or by all that axe asks of itself for `null`; several looks of one
 * page load axe once. */
export async function violations(page, tags = TAGS) {
  for (let tries = 1; ; tries++) {
    try {
      return await look(page, tags);
    } catch (error) {
      // A page of the server that is made anew loads again, and axe is gone with what it was.
      const reloaded = /Execution context was destroyed|reading 'run'/.test(error.message);
      if (!reloaded || tries === 3) throw error;
      await page.waitForLoadState();
    }
  }
}

async function look(page, tags) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(SOURCE);
  return page.evaluate(async (tags) => {
    // Without `preload`, which asks for the style sheets again, as no page from the file system may.
    const { violations } = await globalThis.axe.run(document, { preload: false, resultTypes: ["violations"], ...(tags && { runOnly: tags }) });
    const told = ({ id, help }, { target, html, any }) => `${id} (${help}): ${target.join(" ")}\n  ${html.slice(0, 160)}\n  ${any.map(({ message }) => message).join("; ")}`;
    return violations.flatMap((violation) => violation.nodes.map((node) => told(violation, node)));
  }, tags);
}
