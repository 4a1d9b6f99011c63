// What a view of es-ES/iablogon-logoff.html must show.

import assert from "node:assert/strict";

export const LEDE = { target: "Comunica al proveedor que MAPI ya no necesita la conexión.", source: "Tells the provider that MAPI no longer needs the connection." };

/** How many segments of the text show which of their halves. */
const shown = (page) =>
  page.locator("main .seg:not(.same)").evaluateAll((segments) => {
    const counts = { all: 0, target: 0, source: 0 };
    for (const segment of segments) {
      if (segment.closest(".on-this-page details:not([open])") || segment.querySelector("img")) continue;
      const sees = (half) => segment.querySelector(`:scope > ${half}`)?.checkVisibility() ?? true;
      counts.all += 1;
      counts.target += sees(".t");
      counts.source += sees(".s");
    }
    return counts;
  });

export async function showsOnly(page, view) {
  const { all, target, source } = await shown(page);
  assert(all > 10, "the page has segments");
  assert.deepEqual({ target, source }, { target: view === "source" ? 0 : all, source: view === "target" ? 0 : all }, `the view ${view}`);
  for (const half of ["target", "source"]) {
    assert.equal(await page.getByText(LEDE[half], { exact: true }).first().isVisible(), view === half || view === "both", `the ${half} of the lede in the view ${view}`);
  }
}
