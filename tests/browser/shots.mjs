// Takes the README's pictures of the sample's site: `SITE=dist/site node shots.mjs`, into docs/images/.
// MAPIDOC=PROGRAM makes what is compared in one of them.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PHONE, launch } from "./lib/browser.mjs";
import { FILES } from "./lib/site.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const WINDOW = { width: 1280, height: 800 };
const SHOTS = [
  { name: "both-views", path: "es-ES/iablogon-preparerecips.html?view=both", viewport: WINDOW },
  { name: "interface", path: "en-US/iablogoniunknown.html", viewport: WINDOW },
  { name: "structure-dark", path: "ja-JP/spropvalue.html", viewport: WINDOW, colorScheme: "dark" },
  { name: "phone", path: "ja-JP/iablogon-logoff.html", viewport: PHONE, isMobile: true, hasTouch: true },
  { name: "search", path: "es-ES/iablogoniunknown.html", viewport: WINDOW, type: "cerrando proveedores" },
  { name: "hierarchy", path: "es-ES/_hierarchy.html", viewport: WINDOW },
  { name: "overview", path: "es-ES/_overview.html", viewport: WINDOW },
  { name: "review", file: review(), viewport: WINDOW },
];

/** A review of the sample's Spanish pages beside what they might have been a publish before: the page's address. */
function review() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "mapidoc-shots-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  const [old, now] = [join(folder, "2019"), join(root, "content/es-ES/mapi")];
  cpSync(now, old, { recursive: true });
  const earlier = [["libreta de direcciones", "agenda de direcciones"], ["IABLogon::Logoff", "IABLogon:: Logoff"], ["Devuelve", "Retorna"], ["objeto de sesión", "objeto de inicio de sesión"]];
  for (const name of readdirSync(old).filter((name) => name.endsWith(".md"))) {
    const text = readFileSync(join(old, name), "utf8");
    // Target halves alone: the source of both is the same.
    const before = text.replace(/(<span data-ttu-id="[^"]*">)(.*?)(<\/span><span class="sxs-lookup">)/gs, (_, open, target, close) => open + earlier.reduce((words, [to, from]) => words.replaceAll(to, from), target) + close);
    writeFileSync(join(old, name), before);
  }
  const program = process.env.MAPIDOC ?? join(root, "target/release/mapidoc");
  const page = execFileSync(program, ["diff", "-q", "es-ES=2019", `es-ES=${now}`, "--format", "html"], { cwd: folder });
  writeFileSync(join(folder, "review.html"), String(page).replaceAll(now, "content/es-ES/mapi"));
  return pathToFileURL(join(folder, "review.html")).href;
}

mkdirSync(FOLDER, { recursive: true });
const browser = await launch();
for (const { name, path, file, type, ...look } of SHOTS) {
  const page = await browser.newPage({ reducedMotion: "reduce", ...look });
  await page.goto(file ?? FILES + path);
  if (type) {
    await page.locator("#find").pressSequentially(type);
    await page.locator("#found a").first().waitFor();
  }
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await page.close();
}
await browser.close();
