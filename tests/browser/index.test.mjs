// What the search finds, asked without a browser: every name of the model first, questions among the first three, and how
// much is loaded. Names and questions need the corpus: MODEL names what `mapidoc model` says of the pages of the site.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { searchOf } from "./lib/search.mjs";
import { SITE, locales } from "./lib/site.mjs";

/** What may be loaded before something is shown, and all that there is, in bytes. */
const MOST_LOADED = 100_000;
const MOST_IN_ALL = 2_000_000;
/** How many results are shown at once below the box. */
const SHOWN = 10;
const NAMES = ["en-US", ...locales.filter((locale) => locale !== "en-US")].filter((locale) => locales.includes(locale));

const model = process.env.MODEL ? JSON.parse(readFileSync(process.env.MODEL, "utf8")) : null;
const withModel = { skip: model ? false : "MODEL names no model" };
const keyOf = ({ href }) => href.replace(/\.html(#.*)?$/, "");
const stem = (page) => page.replace(/\.md$/, "");

/** Every name of the model with the pages that have it: `Map(name → Set(page))`. */
function namesOf(model) {
  const names = new Map();
  const add = (name, page) => name && page && names.set(name, (names.get(name) ?? new Set()).add(stem(page)));
  for (const item of model.interfaces) {
    for (const name of [item.name, item.iid_name, item.iid, item.pointer_type]) add(name, item.page);
    for (const method of item.methods.filter(({ reserved }) => !reserved)) {
      add(`${method.interface}::${method.name}`, method.page || item.page);
      add(method.name, method.page || item.page);
    }
  }
  for (const list of [model.functions, model.callbacks, model.macros, model.structures, model.enumerations, model.typedefs, model.properties, model.attributes]) for (const item of list) add(item.name, item.page);
  for (const list of [model.structures, model.enumerations, model.typedefs]) for (const item of list) for (const alias of item.aliases ?? []) add(alias.name, item.page);
  for (const item of model.enumerations) for (const member of item.members) add(member.name, item.page);
  for (const item of model.properties) {
    for (const name of [...(item.associated ?? []), item.property_name]) add(name, item.page);
    for (const [name, tag] of Object.entries(item.tags ?? {})) add(name, item.page), add(`0x${tag.toString(16).toUpperCase().padStart(8, "0")}`, item.page);
  }
  for (const item of model.constants) add(item.name, item.page), add(item.guid, item.page);
  return names;
}

/** Names as people remember them, and the pages that they mean. */
const REMEMBERED = {
  // Without what many names begin with.
  DISPLAY_NAME: "pidtagdisplayname-canonical-property",
  NOT_FOUND: "_code",
  MAPITable: "imapitableiunknown",
  "MAPITable::QueryRows": "imapitable-queryrows",
  NormalizedSubject: "pidtagnormalizedsubject-canonical-property",
  // With a letter too few, too many or in the wrong place.
  IMAPITabel: "imapitableiunknown",
  QurryRows: "imapitable-queryrows",
  PR_SUBJCT: "pidtagsubject-canonical-property",
  HrQueryAlllRows: "hrqueryallrows",
  // What pages say is no mistake for what is like it.
  PT_TSTRING: ["mapi-string-properties", "spropvalue", "property-types", "dtblmvlistbox", "dtblmvddlbox", "imapiprop-getproplist"],
};

for (const locale of NAMES) {
  test(`${locale}: names are found without their beginning and with a wrong letter`, withModel, async () => {
    for (const [asked, page] of Object.entries(REMEMBERED)) {
      const search = searchOf(locale);
      const { results } = await search.ask(asked, SHOWN);
      assert([page].flat().includes(results[0] && keyOf(results[0])), `${asked}: ${results[0]?.href}`);
      assert(results[0].found !== "PT_STRING8", asked);
      const bytes = search.loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
      assert(bytes <= MOST_LOADED, `${asked}: ${bytes} bytes`);
    }
  });

  test(`${locale}: every name of the model is the first hit`, withModel, async () => {
    const search = searchOf(locale);
    const names = namesOf(model);
    assert(names.size > 2_000, `${names.size} names`);
    const missed = [];
    for (const [name, pages] of names) {
      const { results } = await search.ask(name, 1);
      const [first] = results;
      // A page that is called so is right as well: a return code's place in the list of all, the page of what headers declare.
      const is = first && (pages.has(keyOf(first)) || first.name === name);
      if (!is || ![first.name, first.found, first.name.split("::")[1]].includes(name)) missed.push(`${name}: ${first?.name}, not on ${[...pages]}`);
    }
    assert.deepEqual(missed, [], `of ${names.size} names`);
  });

  const file = new URL(`./questions/${locale}.json`, import.meta.url);
  test(`${locale}: questions find their page among the first three`, { skip: model && existsSync(file) ? false : "no corpus or no questions" }, async () => {
    const questions = Object.entries(JSON.parse(readFileSync(file, "utf8")));
    assert.equal(questions.length, 20);
    const missed = [];
    let heaviest = 0;
    for (const [question, page] of questions) {
      // Each as a reader asks it who has asked nothing before.
      const search = searchOf(locale);
      const { results } = await search.ask(question, SHOWN);
      const found = results.map(keyOf);
      if (!found.slice(0, 3).some((key) => [page].flat().includes(key))) missed.push(`${question}: ${page} is ${found.findIndex((key) => [page].flat().includes(key)) + 1}. of ${found.slice(0, 5)}`);
      heaviest = Math.max(heaviest, search.loaded.reduce((sum, [, bytes]) => sum + bytes, 0));
    }
    console.log(`${locale}: ${questions.length - missed.length} of ${questions.length} questions; at most ${heaviest} bytes loaded`);
    assert.deepEqual(missed, []);
    assert(heaviest <= MOST_LOADED, `${heaviest} bytes before the first hit`);
  });
}

for (const locale of locales) {
  test(`${locale}: the index is small`, async () => {
    const folder = join(SITE, locale, "_search");
    const sizes = readdirSync(folder).map((name) => [statSync(join(folder, name)).size, name]);
    const all = sizes.reduce((sum, [size]) => sum + size, 0);
    console.log(`${locale}: ${all} bytes in ${sizes.length} files, the largest ${sizes.sort(([a], [b]) => b - a).slice(0, 3)}`);
    assert(all <= MOST_IN_ALL, `${all} bytes`);
    for (const asked of ["IMAPITable", "GetL", "PR_", "P", "0x", "MAPI_E_NOT_FOUND", "kind:method", "returns:MAPI_E_BUSY param:SRowSet"]) {
      const search = searchOf(locale);
      await search.ask(asked, SHOWN);
      const bytes = search.loaded.reduce((sum, [, size]) => sum + size, 0);
      assert(bytes <= MOST_LOADED, `${asked}: ${bytes} bytes before the first hit: ${search.loaded}`);
    }
  });
}
