// mapidoc: what has to be known before the first paint, so that neither theme nor view flickers. A file of its own and not a
// line in the page, for a strict Content-Security-Policy forbids those.
"use strict";

(() => {
  const page = document.documentElement;
  page.classList.add("js");
  /** @type {Partial<Record<string, string>>} */
  let stored = {};
  try {
    stored = localStorage;
  } catch {
    // Storage may be forbidden, to pages from the file system or altogether: then nothing is remembered.
  }
  const theme = stored["mapidoc-theme"];
  if (theme && /^(light|dark)$/.test(theme)) page.dataset.theme = theme;
  if (stored["mapidoc-code"] === "rust") page.dataset.code = "rust";
  if (!("bilingual" in page.dataset)) return;
  const asked = /[?&]view=(target|source|both)\b/.exec(location.search)?.[1];
  const kept = stored["mapidoc-view"];
  page.dataset.view = asked ?? (kept && /^(source|both)$/.test(kept) ? kept : "target");
})();
