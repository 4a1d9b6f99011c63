// The markup is valid on every page, and every link leads to something that is there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SITE, asked, pages } from "./lib/site.mjs";

const VALIDATOR = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

/** The errors of all HTML in a folder, one a line. */
async function validate(folder) {
  const options = ["-Xss4m", "-jar", VALIDATOR, "--errors-only", "--exit-zero-always", "--format", "gnu", "--skip-non-html", folder];
  const { stderr } = await promisify(execFile)("java", options, { maxBuffer: 1 << 28 });
  return stderr.replaceAll(folder, "");
}

test("the validator sees an error", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mapidoc-invalid-"));
  writeFileSync(join(folder, "page.html"), '<!DOCTYPE html><html lang="en"><title>x</title><p><a name="x">x</a><p id="y" id="y">');
  try {
    assert.match(await validate(folder), /error: .*Duplicate attribute/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the validator has no errors", async () => {
  const some = Number(process.env.PAGES) > 0;
  const folder = some ? mkdtempSync(join(tmpdir(), "mapidoc-pages-")) : SITE;
  try {
    if (some) for (const { path } of asked()) cpSync(join(SITE, path), join(folder, path));
    assert.equal(await validate(folder), "");
  } finally {
    if (some) rmSync(folder, { recursive: true });
  }
});

test("every link, image and script of every page is there, and so is the place in it", () => {
  const read = new Map();
  const idsOf = (file) => {
    if (!read.has(file)) read.set(file, new Set([...readFileSync(file, "utf8").matchAll(/\sid="([^"]*)"/g)].map(([, id]) => unescape(id))));
    return read.get(file);
  };
  const dead = [];
  let links = 0;
  for (const { path } of pages) {
    const file = join(SITE, path);
    for (const [, raw] of readFileSync(file, "utf8").matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      // A host shows it at any address: its links begin at the host's root.
      const address = path === "404.html" ? unescape(raw).replace(/^\//, "") : unescape(raw);
      if (/^(https?|mailto|data):/.test(address)) continue;
      links += 1;
      if (/^(\/|[a-z]+:)/i.test(address)) {
        dead.push(`${path}: ${address} does not work from any folder`);
        continue;
      }
      const [to, hash] = address.split("#");
      const target = to ? join(dirname(file), decodeURIComponent(to.split("?")[0])) : file;
      if (!target.startsWith(SITE) || !existsSync(target)) dead.push(`${path}: ${address}`);
      else if (hash && !idsOf(target).has(decodeURIComponent(hash))) dead.push(`${path}: ${address}: no such place`);
    }
  }
  assert(links > pages.length);
  assert.equal(dead.join("\n"), "");
});

function unescape(text) {
  const names = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    name ? (names[name] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );
}
