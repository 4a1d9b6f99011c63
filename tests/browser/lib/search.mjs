// Asks the site's search as a page does, without a browser: the same script, the same shards.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { SITE } from "./site.mjs";

const script = readFileSync(join(SITE, "assets/js/search.js"), "utf8");

/** The search of a locale; `loaded` lists the shards that were asked for with their bytes, in order. */
export function searchOf(locale) {
  const loaded = [];
  const load = async (name) => {
    const path = join(SITE, locale, "_search", `${name}.js`);
    if (!existsSync(path)) return null;
    const text = readFileSync(path, "utf8");
    loaded.push([name, Buffer.byteLength(text)]);
    let data = null;
    vm.runInNewContext(text, { mapidoc: { shard: (said, value) => (data = said === name ? value : null) } });
    return data;
  };
  return { loaded, ...vm.runInNewContext(`${script}\nmapidocSearch(load)`, { load }) };
}
