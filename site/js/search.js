// mapidoc: the search, without anything that is seen. `mapidoc.js` shows what it finds.
//
// The index of a locale is `<locale>/_search/*.js`, small scripts of which those are loaded that a question needs; each hands
// its data on by `mapidoc.shard(name, data)`. `docs/site.md` describes them. What is done to words here, the program does to
// those of the pages, in `src/emit/site/search/`.
"use strict";

/**
 * @typedef {object} Index What is loaded first.
 * @property {number} count How many documents there are.
 * @property {number} size How many documents a shard has.
 * @property {string} kinds Each document's kind as a letter, from `a` on.
 * @property {string[]} kindNames What the letters mean.
 * @property {string[]} labels The same in the reader's language.
 * @property {string[]} words Where each shard of words begins.
 * @property {string[]} names Where each shard of names begins.
 * @property {string[]} prefixes What many names begin with, folded.
 * @property {string} idle Words that say nothing alone.
 *
 * @typedef {object} Term A word with all its forms.
 * @property {string[]} forms Folded.
 * @property {string} list Documents and levels, packed.
 * @property {Postings} [read] The same, once it was needed.
 *
 * @typedef {object} Postings
 * @property {number} count How many documents have the word.
 * @property {Array<[number, number]>} list Documents with levels, 0 to 7; of common words only those with high ones.
 *
 * @typedef {object} Hit
 * @property {number} document
 * @property {string} name The name that was found; empty where the text was.
 * @property {number} score
 *
 * @typedef {object} Page What is shown of a document.
 * @property {string} href Relative to the locale's folder.
 * @property {string} kind
 * @property {string} label The kind in the reader's language.
 * @property {string} title
 * @property {string} name
 * @property {string} summary
 *
 * @typedef {Page & {found: string}} Result A page with the name by which it was found, empty where that is its own.
 *
 * @typedef {object} Answer
 * @property {Result[]} results The first of them.
 * @property {number} total How many there are.
 * @property {string[]} words Folded beginnings of what was found, for marks.
 * @property {string[]} unknown What narrows to nothing, such as `kind:methd`.
 *
 * @typedef {object} Search
 * @property {(query: string, most: number) => Promise<Answer | null>} ask `null` where there is no index.
 * @property {(text: string) => string} fold
 * @property {(text: string, words: string[]) => Array<[string, boolean]>} mark Parts of a text, and whether each was asked for.
 */

/**
 * The search of one locale.
 * @param {(name: string) => Promise<any>} load Loads a shard; gives `null` where there is none.
 * @returns {Search}
 */
function mapidocSearch(load) {
  const DIGITS = "!#$%&'()*+-./0123456789:=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  const BASE = DIGITS.length;
  const [SHORT, MIDDLE] = [59, 85];
  const TWO = SHORT + (MIDDLE - SHORT) * BASE;
  /** Scripts without spaces between words. */
  const UNSPACED = "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3005-\\u3007\\u3041-\\u30FA\\u30FC-\\u30FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
  const RUNS = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{Alphabetic}\\p{N}_\\u0300-\\u036F])+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const IS_KANA = /^[\u3041-\u309F]+$/;
  /** What the site calls in English the kinds that the index calls otherwise.
   * @type {Partial<Record<string, string>>} */
  const IN_ENGLISH = { callback: "callback function", typedef: "type", attribute: "TNEF attribute", concept: "article", code: "return code" };
  /** How many shards of names a beginning may ask for: enough for all names that begin so, nearly always. */
  const MOST_SHARDS = 4;
  /** How many names that merely begin as an ordinary word stand before what the text has. */
  const FEW_NAMES = 3;
  const [EXACT, TITLE, BEGINS, HUMPS] = [5000, 4500, 3000, 2000];
  /** How much more a page counts of whose heading every word was asked for. */
  const SHARE = 1;
  /** What the levels of a word count: six for words of the text, then those of a long heading and of a short one. */
  const LEVELS = [1, 2, 3, 4, 5, 6, 13, 16];

  /**
   * Letter case, accents and width do not matter.
   * @param {string} text
   * @returns {string}
   */
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036F]/g, "")
      .normalize("NFC")
      .toLowerCase()
      .replace(/[\u0300-\u036F]/g, "")
      .replaceAll("ß", "ss")
      .replaceAll("ς", "σ");

  /**
   * The words of a folded text; of scripts without spaces, every two neighbours.
   * @param {string} text
   * @returns {string[]}
   */
  function wordsOf(text) {
    const words = [];
    for (const [run] of text.matchAll(RUNS)) {
      if (IS_UNSPACED.test(run)) {
        const letters = [...run];
        if (letters.length === 1) words.push(run);
        for (let at = 1; at < letters.length; at += 1) words.push(letters[at - 1] + letters[at]);
      } else {
        const word = run.replace(/^_+|_+$/g, "");
        if (word.length > 1) words.push(word);
      }
    }
    return [...new Set(words)];
  }

  /**
   * The numbers that a text packs.
   * @param {string} text
   * @returns {number[]}
   */
  function unpack(text) {
    const numbers = [];
    for (let at = 0; at < text.length; ) {
      const digit = () => DIGITS.indexOf(text[at++]);
      const lead = digit();
      if (lead < SHORT) numbers.push(lead);
      else if (lead < MIDDLE) numbers.push(SHORT + (lead - SHORT) * BASE + digit());
      else {
        let value = 0;
        for (let left = lead - MIDDLE + 2; left > 0; left -= 1) value = value * BASE + digit();
        numbers.push(TWO + value);
      }
    }
    return numbers;
  }

  /**
   * Documents with levels.
   * @param {string} text
   * @param {number} levels
   * @returns {Array<[number, number]>}
   */
  function documentsOf(text, levels) {
    let next = 0;
    return unpack(text).map((number) => {
      const document = next + Math.floor(number / levels);
      next = document + 1;
      return [document, number % levels];
    });
  }

  /**
   * The place of the shard in which a key would stand.
   * @param {string[]} heads
   * @param {string} key
   * @returns {number}
   */
  function placeOf(heads, key) {
    let [low, high] = [0, heads.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (heads[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  // ---- Shards -------------------------------------------------------------------------------------------------------

  /** @type {Map<string, Promise<any>>} */
  const shards = new Map();

  /**
   * A shard as it is needed, read once.
   * @param {string} name
   * @param {(data: any) => any} [read]
   * @returns {Promise<any>}
   */
  function shard(name, read = (data) => data) {
    const known = shards.get(name) ?? load(name).then(read);
    shards.set(name, known);
    return known;
  }

  /** @returns {Promise<Index | null>} */
  const indexOf = () => shard("index");

  /**
   * @param {string | null} text
   * @returns {Term[]}
   */
  function readTerms(text) {
    const records = (text ?? "").split(";");
    records.pop();
    return records.map((record) => {
      const comma = record.indexOf(",");
      const [common, ...rests] = record.slice(0, comma).split(" ");
      return { forms: rests.length > 0 ? rests.map((rest) => common + rest) : [common], list: record.slice(comma + 1) };
    });
  }

  /**
   * @param {Term} term
   * @returns {Postings}
   */
  function postingsOf(term) {
    if (term.read) return term.read;
    let { list } = term;
    let count = -1;
    if (list.startsWith("<")) {
      // The number of documents is written in front where not all of them are.
      const lead = DIGITS.indexOf(list[1]);
      const end = 2 + (lead < SHORT ? 0 : lead < MIDDLE ? 1 : lead - MIDDLE + 2);
      [count] = unpack(list.slice(1, end));
      list = list.slice(end);
    }
    const documents = documentsOf(list, 8);
    term.read = { count: count < 0 ? documents.length : count, list: documents };
    return term.read;
  }

  /**
   * The terms of the shard where a word would stand; of further ones where several begin with what is asked.
   * @param {Index} index
   * @param {string} word
   * @param {number} most
   * @returns {Promise<Term[]>}
   */
  async function termsNear(index, word, most = 1) {
    const first = placeOf(index.words, word);
    let last = first;
    while (last - first + 1 < most && index.words[last + 1]?.startsWith(word)) last += 1;
    const lists = [];
    for (let at = first; at <= last; at += 1) lists.push(shard(`t${at}`, readTerms));
    return (await Promise.all(lists)).flat();
  }

  // ---- Names --------------------------------------------------------------------------------------------------------

  /**
   * @typedef {object} Name
   * @property {string} key Folded.
   * @property {string} name
   * @property {string} list Documents and roles, packed.
   *
   * @param {string[] | null} flat
   * @returns {Name[]}
   */
  function readNames(flat) {
    const names = [];
    for (let at = 0; flat && at < flat.length; at += 2) names.push({ key: fold(flat[at]), name: flat[at], list: flat[at + 1] });
    return names;
  }

  /**
   * All names that begin with a key, as far as a few shards have them.
   * @param {Index} index
   * @param {string} key
   * @param {number} [most] How many shards.
   * @returns {Promise<Name[]>}
   */
  async function namesFrom(index, key, most = MOST_SHARDS) {
    const first = placeOf(index.names, key);
    const lists = [];
    for (let at = first; at < index.names.length && lists.length < most; at += 1) {
      if (at > first && !index.names[at].startsWith(key)) break;
      lists.push(shard(`n${at}`, readNames));
    }
    return (await Promise.all(lists)).flat().filter((name) => name.key.startsWith(key));
  }

  /**
   * The parts of a name: `I MAPI Table`, `Get Last Error`, `PR DISPLAY NAME`.
   * @param {string} name
   * @returns {string[]}
   */
  const humpsOf = (name) => name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu) ?? [];

  /**
   * Whether each part that is asked for begins a part of the name, in order, the first the first.
   * @param {string[]} asked
   * @param {string[]} parts
   * @returns {boolean}
   */
  function fits(asked, parts) {
    let at = 0;
    for (const [place, hump] of asked.entries()) {
      const begins = (/** @type {string} */ part) => part.toLowerCase().startsWith(hump.toLowerCase());
      while (at < parts.length && !begins(parts[at])) {
        if (place === 0) return false;
        at += 1;
      }
      if (at++ >= parts.length) return false;
    }
    return true;
  }

  /**
   * A code or a tag as names have it, of what debuggers, VBA and logs show: `8004010f`, `&h8004010f`, `-2147221233` and
   * `2147746063` are `0x8004010f`. Empty where that is no number.
   * @param {string} key
   * @returns {string}
   */
  function numberIn(key) {
    const [, digits = ""] = /^(?:0x|&h)?([0-9a-f]{8})&?$/.exec(key) ?? [];
    if (/\d/.test(digits)) return `0x${digits}`;
    const number = /^-?\d{5,10}$/.test(key) ? Number(key) : NaN;
    // Of 32 bits, with a sign or without.
    return number >= -(2 ** 31) && number < 2 ** 32 ? `0x${(number >>> 0).toString(16).padStart(8, "0")}` : "";
  }

  /**
   * Whether somebody who writes this means a name: `GetL`, `PR_`, `0x3001`, `IMAPITable::`.
   * @param {string} text
   * @returns {boolean}
   */
  const isName = (text) => !/\s/.test(text) && /.\p{Lu}|[_\d]|::|^I\p{Lu}/u.test(text);

  /**
   * @param {Index} index
   * @param {string} asked
   * @returns {Promise<Hit[]>}
   */
  async function findNames(index, asked) {
    // `IMAPITable.QueryRows`, `IMAPITable->QueryRows`, `{0002031D-…}`.
    const text = asked.replace(/^\{|\}$|\(\)$/g, "").replace(/(\w)\s*(?:->|::|\.(?=[A-Za-z]))\s*(?=\w|$)/g, "$1::");
    const key = fold(text);
    if (!key) return [];
    const number = numberIn(key);
    if (number && number !== key) {
      const known = await findNames(index, number);
      if (known.length > 0) return known;
    }
    /** @type {Hit[]} */
    const hits = [];
    const add = (/** @type {Name} */ { name, list }, /** @type {number} */ score) => {
      for (const [document, role] of documentsOf(list, 4)) hits.push({ document, name, score: score - 20 * role });
    };
    for (const name of await namesFrom(index, key)) {
      if (name.key === key) add(name, name.name === text ? EXACT + 100 : EXACT);
      else add(name, BEGINS - Math.min(900, name.key.length - key.length));
    }
    const begins = hits.length > 0;
    const humps = humpsOf(text);
    if (!begins && humps.length > 1 && isName(text)) {
      for (const name of await namesFrom(index, humps[0].toLowerCase())) if (fits(humps, humpsOf(name.name))) add(name, HUMPS - Math.min(900, name.key.length));
    }
    // A number is itself or none.
    if (begins || !isName(text) || key.length < 4 || /^(0x)?[0-9a-f-]+$/.test(key)) return hits;
    // `DISPLAY_NAME` is `PR_DISPLAY_NAME` to its user.
    const prefixes = index.prefixes.some((prefix) => prefix.endsWith("_") && key.startsWith(prefix)) ? [] : index.prefixes;
    const prefixed = await Promise.all(prefixes.map((prefix) => namesFrom(index, prefix + key, 1)));
    for (const [at, names] of prefixed.entries()) for (const name of names) add(name, BEGINS - 200 - Math.min(700, 10 * (name.key.length - key.length - prefixes[at].length)));
    // What a page says is no mistake.
    const isWord = async () => (await termsNear(index, key)).some(({ forms }) => forms.includes(key));
    if (hits.length === 0 && !(await isWord())) for (const [name, distance] of await namesLike(index, key)) add(name, HUMPS - 300 * distance);
    return hits;
  }

  /**
   * The names that are a key but for one or two letters, the first ones aside, and how many letters those are.
   * @param {Index} index
   * @param {string} key
   * @returns {Promise<Array<[Name, number]>>}
   */
  async function namesLike(index, key) {
    const most = key.length < 7 ? 1 : 2;
    /** @type {Array<[Name, number]>} */
    const like = [];
    for (const part of [0.75, 0.5, 0.25]) {
      for (const name of await namesFrom(index, key.slice(0, Math.max(2, Math.floor(key.length * part))), 2)) {
        const distance = distanceOf(key, name.key, most);
        if (distance <= most) like.push([name, distance]);
      }
      if (like.length > 0) break;
    }
    return like;
  }

  /**
   * How many letters have to be put in, left out, replaced or swapped with their neighbours to make one word another;
   * where those are more than `most`, any greater number.
   * @param {string} one
   * @param {string} other
   * @param {number} most
   * @returns {number}
   */
  function distanceOf(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let at = 1; at <= one.length; at += 1) {
      const next = [at];
      for (let to = 1; to <= other.length; to += 1) {
        const kept = row[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1);
        const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1] ? before[to - 2] + 1 : Infinity;
        next.push(Math.min(kept, swapped, row[to] + 1, next[to - 1] + 1));
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  // ---- Text ---------------------------------------------------------------------------------------------------------

  /**
   * How many letters two words begin with alike.
   * @param {string} one
   * @param {string} other
   * @returns {number}
   */
  function alike(one, other) {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length += 1;
    return length;
  }

  /**
   * The terms whose forms may be the beginning of a word.
   * @param {Index} index
   * @param {string} word
   * @returns {Promise<Term[]>}
   */
  async function termsBefore(index, word) {
    const last = placeOf(index.words, word);
    const first = Math.max(placeOf(index.words, word.slice(0, 4)), last - MOST_SHARDS + 1);
    const lists = [];
    for (let at = first; at <= last; at += 1) lists.push(shard(`t${at}`, readTerms));
    return (await Promise.all(lists)).flat();
  }

  /**
   * The terms that a word asks for, each with how surely.
   * @param {Index} index
   * @param {string} word
   * @param {boolean} unfinished Whether the word may go on.
   * @returns {Promise<Array<[Term, number]>>}
   */
  async function termsOf(index, word, unfinished) {
    const near = await termsNear(index, word, unfinished ? 2 : 1);
    /** @type {Array<[Term, number]>} */
    const found = near.filter(({ forms }) => forms.includes(word)).map((term) => [term, 1]);
    if (unfinished && (word.length > 2 || IS_UNSPACED.test(word))) {
      for (const term of near) if (!found.some(([known]) => known === term) && term.forms.some((form) => form.startsWith(word))) found.push([term, found.length > 0 ? 0.4 : 0.8]);
    }
    if (found.length > 0 || IS_UNSPACED.test(word)) return found;
    const parts = word.length >= 8 ? await partsOf(index, word, 2) : [];
    if (parts.length > 0) return parts;
    // A form that no page has: the words whose forms begin most alike.
    const lengths = near.map(({ forms }) => Math.max(...forms.map((form) => (form.length - alike(form, word) <= 4 ? alike(form, word) : 0))));
    const longest = Math.max(0, ...lengths);
    if (longest < Math.max(4, word.length * 0.6)) return [];
    return near.filter((_, at) => lengths[at] === longest).map((term) => [term, 0.8]);
  }

  /**
   * The parts of a compound that no page has in one word.
   * @param {Index} index
   * @param {string} word
   * @param {number} deep How often a part may be one itself.
   * @returns {Promise<Array<[Term, number]>>}
   */
  async function partsOf(index, word, deep) {
    const near = await termsBefore(index, word);
    const ends = near.flatMap((term) => term.forms.filter((form) => form.length >= 4 && word.startsWith(form)).map((form) => /** @type {[Term, string]} */ ([term, form])));
    ends.sort(([, one], [, other]) => other.length - one.length);
    for (const [term, form] of ends.slice(0, 4)) {
      for (const joint of ["", "s", "n", "en", "es", "er"]) {
        const rest = word.slice(form.length + joint.length);
        if (!word.startsWith(form + joint) || rest.length < 4) continue;
        const others = await termsNear(index, rest);
        const last = others.filter(({ forms }) => forms.includes(rest));
        if (last.length > 0) return [[term, 0.8], ...last.map((other) => /** @type {[Term, number]} */ ([other, 0.8]))];
        const further = deep > 1 ? await partsOf(index, rest, deep - 1) : [];
        if (further.length > 0) return [[term, 0.8], ...further];
      }
    }
    return [];
  }

  /**
   * The parts between the underscores of a word that no page has or begins with.
   * @param {Index} index
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async function parted(index, word) {
    if (!word.includes("_")) return [word];
    const near = await termsNear(index, word);
    const parts = word.split("_").filter((part) => part.length > 1);
    return parts.length === 0 || near.some(({ forms }) => forms.some((form) => form.startsWith(word))) ? [word] : parts;
  }

  /**
   * @param {Index} index
   * @param {string} text
   * @param {Set<string>} marks Gets the beginnings of what was found.
   * @returns {Promise<Hit[]>}
   */
  async function findText(index, text, marks) {
    const folded = fold(text);
    const all = [...new Set((await Promise.all(wordsOf(folded).map((word) => parted(index, word)))).flat())];
    const idle = new Set(index.idle.split(" "));
    const telling = all.filter((word) => !idle.has(word));
    // Hiragana holds a sentence together more often than it says something.
    const content = telling.filter((word) => !IS_KANA.test(word));
    const words = content.length > 2 ? content : telling.length > 0 ? telling : all;
    // While it is typed, the last word may go on; a space ends it.
    const open = /[\p{Alphabetic}\p{N}_]$/u.test(folded) ? all.at(-1) : "";
    /** @type {Map<number, {score: number, had: number}>} */
    const scores = new Map();
    let whole = 0;
    const found = await Promise.all(words.map((word) => termsOf(index, word, word === open && !(IS_UNSPACED.test(word) && words.length > 1))));
    for (const [at, terms] of found.entries()) {
      /** @type {Map<number, number>} */
      const best = new Map();
      let count = 0;
      for (const [term, sure] of terms) {
        const postings = postingsOf(term);
        count += postings.count;
        for (const [document, level] of postings.list) best.set(document, Math.max(best.get(document) ?? 0, sure * LEVELS[level]));
        for (const form of term.forms) marks.add(form);
      }
      count = Math.min(count, index.count);
      const weight = Math.log(1 + (index.count - count + 0.5) / (count + 0.5)) * (IS_KANA.test(words[at]) ? 0.3 : 1);
      whole += weight;
      for (const [document, level] of best) {
        const known = scores.get(document) ?? { score: 0, had: 0 };
        known.score += weight * (level / 8);
        known.had += weight;
        scores.set(document, known);
      }
    }
    return [...scores].map(([document, { score, had }]) => ({ document, name: "", score: score * (0.25 + (0.75 * had) / (whole || 1)) }));
  }

  // ---- Narrowing ----------------------------------------------------------------------------------------------------

  /**
   * What each kind may be called, folded: as the index does, and as the site does in English and in the reader's language.
   * @param {Index} index
   * @returns {string[][]}
   */
  const kindWords = ({ kindNames, labels }) => kindNames.map((name, at) => [name, IN_ENGLISH[name] ?? name, labels[at]].map(fold));

  /**
   * The codes that have a number, folded.
   * @param {Index} index
   * @param {string} number
   * @returns {Promise<string[]>}
   */
  async function codesOf(index, number) {
    const hits = number ? await findNames(index, number) : [];
    const pages = await Promise.all(hits.filter(({ name }) => fold(name) === number).map(({ document }) => pageOf(index, document)));
    return pages.filter(({ kind }) => kind === "code").map(({ name }) => fold(name));
  }

  /**
   * The documents that one word such as `returns:MAPI_E_BUSY` leaves.
   * @param {Index} index
   * @param {string} facet
   * @param {string} value
   * @returns {Promise<Set<number>>}
   */
  async function narrowed(index, facet, value) {
    const key = fold(value);
    const left = new Set();
    /** Which of the names are meant: while one is typed, all that begin so.
     * @param {string[]} names @returns {(name: string) => boolean} */
    const choose = (names) => (names.includes(key) ? (name) => name === key : (name) => name.startsWith(key));
    if (facet === "kind") {
      const words = kindWords(index);
      const fit = choose(words.flat());
      const letters = words.map((names, at) => (names.some(fit) ? String.fromCharCode(97 + at) : "")).join("");
      for (let document = 0; document < index.count; document += 1) if (letters.includes(index.kinds[document])) left.add(document);
      return left;
    }
    /** @type {Array<[string, string]>} */
    const values = Object.entries((await shard("f"))?.[facet] ?? {}).map(([name, list]) => [fold(name), list]);
    const codes = facet === "returns" ? await codesOf(index, numberIn(key)) : [];
    const fit = choose(values.map(([name]) => name));
    for (const [name, list] of values) if (codes.includes(name) || fit(name)) for (const [document] of documentsOf(list, 1)) left.add(document);
    return left;
  }

  /**
   * @param {Index} index
   * @param {string} query
   * @returns {Promise<{text: string, left: Set<number> | null, unknown: string[]}>}
   */
  async function narrow(index, query) {
    /** @type {Set<number> | null} */
    let left = null;
    const unknown = [];
    const kinds = kindWords(index).flat();
    const most = Math.max(...kinds.map((kind) => kind.split(" ").length));
    // Words, and between them what parts them: a space at the end means something.
    const parts = query.split(/(\s+)/);
    for (let at = 0; at < parts.length; at += 2) {
      const [, facet, first] = /^(kind|returns|param):(?!:)(.*)$/is.exec(parts[at]) ?? [];
      if (facet === undefined) continue;
      // Some kinds have names of several words.
      let [value, end] = [first, at + 1];
      for (let count = most; facet.toLowerCase() === "kind" && count > 1; count -= 1) {
        const words = [first, ...parts.slice(at + 2, at + 2 * count).filter((_, place) => place % 2 === 0)].join(" ");
        if (!kinds.includes(fold(words))) continue;
        [value, end] = [words, at + 2 * count - 1];
        break;
      }
      const word = `${facet}:${value}`;
      parts.fill("", at, end);
      if (value === "") continue;
      const these = await narrowed(index, facet.toLowerCase(), value);
      if (these.size === 0) unknown.push(word);
      const before = /** @type {Set<number> | null} */ (left);
      left = before ? new Set([...before].filter((document) => these.has(document))) : these;
    }
    const text = parts.join("");
    return { text: text.trim() && text.trimStart(), left, unknown };
  }

  // ---- Asking -------------------------------------------------------------------------------------------------------

  /**
   * What is shown of a document.
   * @param {Index} index
   * @param {number} document
   * @returns {Promise<Page>}
   */
  async function pageOf(index, document) {
    const rows = await shard(`d${Math.floor(document / index.size)}`);
    const [href, title, name, summary] = rows?.[document % index.size] ?? [0, 0, "", ""];
    const kind = index.kinds.charCodeAt(document) - 97;
    return {
      href: href || `${name.toLowerCase().replaceAll("::", "-")}.html`,
      kind: index.kindNames[kind] ?? "",
      label: index.labels[kind] ?? "",
      title: title || name,
      name,
      summary,
    };
  }

  /**
   * Joins what names and texts have: a document stands where its best hit stands.
   * @param {Hit[]} names
   * @param {Hit[]} texts
   * @param {string} text
   * @returns {Hit[]}
   */
  function joined(names, texts, text) {
    /** @type {Map<number, Hit>} */
    const best = new Map(texts.map((hit) => [hit.document, hit]));
    names.sort((one, other) => other.score - one.score);
    let few = isName(text) || texts.length === 0 ? Infinity : FEW_NAMES;
    for (const hit of names) {
      const known = best.get(hit.document);
      if (hit.score > BEGINS || (few -= 1) >= 0) {
        // Among pages of one name, those that say more of it stand first.
        const score = hit.score + Math.min(9, (known?.name ? 0 : known?.score) ?? 0);
        if (!known || known.score < score) best.set(hit.document, { ...hit, score });
      } else if (!known) best.set(hit.document, { ...hit, score: 0 });
    }
    return [...best.values()].sort((one, other) => other.score - one.score || one.document - other.document);
  }

  /**
   * How much of a heading was asked for.
   * @param {string} title
   * @param {Set<string>} marks
   * @param {Index} index
   * @returns {number} 0 to 1.
   */
  function share(title, marks, index) {
    const idle = index.idle.split(" ");
    const words = wordsOf(fold(title)).filter((word) => !idle.includes(word));
    return words.filter((word) => marks.has(word)).length / (words.length || 1);
  }

  /**
   * @param {string} query
   * @param {number} most
   * @returns {Promise<Answer | null>}
   */
  async function ask(query, most) {
    const index = await indexOf();
    if (!index) return null;
    const { text, left, unknown } = await narrow(index, query);
    /** @type {Set<string>} */
    const marks = new Set();
    /** @type {Hit[]} */
    let hits;
    if (text) {
      const [names, texts] = await Promise.all([findNames(index, text.trim()), findText(index, text, marks)]);
      const may = (/** @type {Hit} */ { document }) => !left || left.has(document);
      hits = joined(names.filter(may), texts.filter(may), text.trim());
      marks.add(fold(text.trim()));
    } else hits = [...(left ?? [])].map((document) => ({ document, name: "", score: 0 }));
    const total = hits.length;
    const shown = hits.slice(0, most);
    const pages = await Promise.all(shown.map(({ document }) => pageOf(index, document)));
    const key = fold(text.trim());
    const by = (/** @type {string} */ found, /** @type {string} */ name) => (name === found || name.endsWith(`::${found}`) ? "" : found);
    const results = pages.map((page, at) => ({ ...page, found: by(shown[at].name, page.name), score: shown[at].score }));
    for (const result of results) {
      // Who types a heading wants that page; of others, those whose headings hold little else than what was asked.
      if (key && fold(result.title) === key) result.score = Math.max(result.score, TITLE);
      else if (result.score < HUMPS - 900) result.score *= 1 + SHARE * share(result.title, marks, index);
    }
    results.sort((one, other) => other.score - one.score);
    return { results, total, words: [...marks].filter(Boolean), unknown };
  }

  /**
   * @param {string} text
   * @param {string[]} words
   * @returns {Array<[string, boolean]>}
   */
  function mark(text, words) {
    const asked = new Set(words);
    // A whole name may hold signs between its words; it is marked where folding keeps letters in place.
    const whole = words.findLast((word) => word.length > 1 && /[^\p{Alphabetic}\p{N}_]/u.test(word)) ?? "";
    const folded = fold(text);
    const place = whole && folded.length === text.length ? folded.indexOf(whole) : -1;
    if (place >= 0) return [[text.slice(0, place), false], [text.slice(place, place + whole.length), true], [text.slice(place + whole.length), false]];
    /** @type {Array<[string, boolean]>} */
    const parts = [];
    let end = 0;
    const put = (/** @type {number} */ start, /** @type {string} */ part, /** @type {boolean} */ is) => {
      if (start > end) parts.push([text.slice(end, start), false]);
      parts.push([part, is]);
      end = start + part.length;
    };
    for (const match of text.matchAll(RUNS)) {
      const [run] = match;
      const at = match.index ?? 0;
      if (IS_UNSPACED.test(run)) {
        const letters = [...run];
        const lit = letters.map((letter, place) => asked.has(fold(letter + (letters[place + 1] ?? ""))) || (place > 0 && asked.has(fold(letters[place - 1] + letter))));
        let from = at;
        for (const [place, letter] of letters.entries()) {
          put(from, letter, lit[place]);
          from += letter.length;
        }
      } else if (asked.has(fold(run).replace(/^_+|_+$/g, ""))) put(at, run, true);
    }
    if (end < text.length) parts.push([text.slice(end), false]);
    /** @type {Array<[string, boolean]>} */
    const merged = [];
    for (const part of parts) {
      const last = merged.at(-1);
      if (last && last[1] === part[1]) last[0] += part[0];
      else merged.push([...part]);
    }
    return merged;
  }

  return { ask, fold, mark };
}
