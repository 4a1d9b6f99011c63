// Takes the README's pictures of the sample's site: `SITE=dist/site node shots.mjs`, into docs/images/.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
];

mkdirSync(FOLDER, { recursive: true });
const browser = await launch();
for (const { name, path, type, ...look } of SHOTS) {
  const page = await browser.newPage({ reducedMotion: "reduce", ...look });
  await page.goto(FILES + path);
  if (type) {
    await page.locator("#find").pressSequentially(type);
    await page.locator("#found a").first().waitFor();
  }
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await page.close();
}
await browser.close();
