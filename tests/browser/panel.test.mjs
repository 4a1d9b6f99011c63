// The panel of `mapidoc serve`: it shows what is newly wrong, says so to who cannot see it, and goes away by a key.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { violations } from "./lib/axe.mjs";
import { DESKTOP, PHONE, useBrowser, visitor } from "./lib/browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const builds = ["release", "debug"].map((profile) => join(root, "target", profile, "mapidoc"));
const mapidoc = process.env.MAPIDOC ?? builds.find((path) => existsSync(path));
const folder = mkdtempSync(join(tmpdir(), "mapidoc-panel-"));

const write = (path, text) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const pair = (id, target, source) =>
  `<span data-ttu-id="a1-${id}">${target}</span><span class="sxs-lookup"><span data-stu-id="a1-${id}">${source}</span></span>`;
const page = (link) => `# ${pair(101, "Hola", "Hello")}\n\n${pair(102, `Véase [esto](${link}).`, `See [this](${link}).`)}\n`;
const GOOD = "other.md";
const BAD = "nowhere.md";
const TEMPLATE = "looks/templates/partials/footer.html";

let server;
let home;
before(async () => {
  write("mapidoc.toml", 'sources = ["es-ES=es"]\ntheme = "looks"\n');
  write("es/hello.md", page(GOOD));
  write("es/other.md", page("hello.md"));
  write(TEMPLATE, "<footer>mine</footer>\n");
  server = spawn(mapidoc, ["serve", "-q", "--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await Promise.race([
    createInterface({ input: server.stdout })[Symbol.asyncIterator]().next().then(({ value }) => [value]),
    new Promise((_, fail) => server.once("exit", () => fail(new Error("the server ended")))),
  ]);
  home = /http:\S+/.exec(line)[0];
});
after(() => {
  server?.kill();
  rmSync(folder, { recursive: true });
});
useBrowser();

/** Notes what each panel says when it comes, and what of it is read out. */
function listen() {
  window.heard = [];
  new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      const live = node instanceof Element && node.matches(".mapidoc-panel") && node.querySelector("[role]");
      if (live) window.heard.push([live.getAttribute("role"), live.textContent]);
    }
  }).observe(document, { childList: true, subtree: true });
}

/** Opens the page as a new visitor, who meets no trouble but what the test makes. */
const visit = (options, act) => async () => {
  write("es/hello.md", page(GOOD));
  const who = await visitor({ home, ...options });
  try {
    await who.page.addInitScript(listen);
    await who.open("es-ES/hello.html");
    await act({ ...who, panel: who.page.locator(".mapidoc-panel") });
    assert.deepEqual(who.trouble, []);
  } finally {
    await who.close();
  }
};

test("a new finding is shown, said, and gone when it is mended", visit({}, async ({ page: tab, panel }) => {
  assert.equal(await panel.count(), 0);
  write("es/hello.md", page(BAD));
  await panel.getByText("dead-link").first().waitFor();
  assert.equal(await panel.getAttribute("aria-label"), "mapidoc serve");
  assert.match(await panel.textContent(), /New on this page.*nowhere\.md.*hello\.md:3:/s);
  // What is there before a screen reader listens is not read out: the words come into an empty place.
  assert.deepEqual(await tab.evaluate(() => window.heard.at(-1)), ["status", ""]);
  write("es/hello.md", page(GOOD));
  await panel.waitFor({ state: "detached" });
}));

for (const look of [{ colorScheme: "light", viewport: DESKTOP }, { colorScheme: "dark", viewport: PHONE }]) {
  test(`axe finds nothing in it, ${look.colorScheme}, ${look.viewport.width} px wide`, visit(look, async ({ page: tab, panel }) => {
    write("es/hello.md", page(BAD));
    await panel.getByText("dead-link").first().waitFor();
    assert.deepEqual(await violations(tab, null), []);
    const box = await panel.boundingBox();
    const { width, height } = look.viewport;
    assert(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
  }));
}

test("keys reach it and take it away, and it stays away until there is other news", visit({}, async ({ page: tab, panel }) => {
  write("es/hello.md", page(BAD));
  await panel.getByText("dead-link").first().waitFor();
  const inside = () => tab.evaluate(() => document.activeElement?.closest(".mapidoc-panel") !== null);
  // It is the last thing on the page, and nothing took the focus from the reader.
  assert.equal(await inside(), false);
  await tab.keyboard.press("Shift+Tab");
  assert.equal(await inside(), true);
  await tab.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await tab.evaluate(() => document.activeElement?.id), "content");
  await tab.waitForTimeout(400);
  assert.equal(await panel.count(), 0);
  write("es/hello.md", page("elsewhere.md"));
  await panel.getByText("elsewhere.md").first().waitFor();
  await tab.getByRole("button", { name: "Close" }).press("Enter");
  await panel.waitFor({ state: "detached" });
}));

test("what keeps the site from being made is an alert, and the page stays", visit({ colorScheme: "dark" }, async ({ page: tab, panel }) => {
  write(TEMPLATE, "{% if %}\n");
  await panel.getByText("could not be made anew").waitFor();
  await panel.getByText("footer.html").first().waitFor();
  assert.deepEqual(await tab.evaluate(() => window.heard.at(-1)), ["alert", ""]);
  assert.deepEqual(await violations(tab, null), []);
  assert.match(await tab.locator("h1").textContent(), /Hola/);
  write(TEMPLATE, "<footer>mine</footer>\n");
  await panel.waitFor({ state: "detached" });
}));
