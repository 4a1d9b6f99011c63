// mapidoc: what the pages can do beyond HTML and CSS. Everything here is a help; the pages are whole without it.
//
// Contents and the index of the search come as scripts, `<locale>/toc.js` and `<locale>/_search/*.js`, because pages that
// were opened from the file system may not fetch anything; they are loaded when the reader first reaches for them.
"use strict";

(() => {
  const page = document.documentElement;
  const words = /** @type {Record<string, string>} */ (document.currentScript?.dataset);
  const localeRoot = new URL(words.localeRoot, location.href);
  const here = location.href.replace(/[?#].*/, "");

  /** The first element that a selector finds; whoever asks says of what class it is.
   * @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [from] @returns {T | null} */
  const one = (selector, from = document) => from.querySelector(selector);
  /** The same of what the page never lacks.
   * @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [from] @returns {T} */
  const the = (selector, from = document) => {
    /** @type {T | null} */
    const found = one(selector, from);
    if (!found) throw new Error(`the page lacks ${selector}`);
    return found;
  };
  /** @template {HTMLElement} [T=HTMLElement] @param {string} selector @param {ParentNode} [from] @returns {T[]} */
  const all = (selector, from = document) => /** @type {T[]} */ ([...from.querySelectorAll(selector)]);
  /** What an event befell, or what holds that, if a selector fits it.
   * @param {Event} event @param {string} selector @returns {HTMLElement | null} */
  const within = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

  /** Makes an element; properties that an element lacks become attributes.
   * @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string | number | boolean | URL | (() => void)>} properties
   * @param {...(Node | string)} children */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) name in element ? Reflect.set(element, name, value) : element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  }

  /** Does what some browsers forbid, to pages from the file system or altogether; the page does without.
   * @param {() => void} act */
  function attempt(act) {
    try {
      act();
    } catch {}
  }

  /** @param {string} key @param {string} value */
  const remember = (key, value) => attempt(() => localStorage.setItem(`mapidoc-${key}`, value));

  // ---- Views --------------------------------------------------------------------------------------------------------

  /** @type {HTMLInputElement[]} */
  const radios = all(".views input");

  function setUpViews() {
    for (const radio of radios) {
      radio.checked = radio.value === page.dataset.view;
      radio.addEventListener("change", () => keepPlace(() => showView(radio.value)));
    }
  }

  /** @param {string} view */
  function showView(view) {
    page.dataset.view = view;
    hidePeek();
    remember("view", view);
    attempt(() => history.replaceState(null, "", addressInView()));
  }

  /** The address with the view of now; the usual one needs no word. */
  function addressInView() {
    const address = new URL(location.href);
    const view = page.dataset.view ?? "target";
    if (view === "target") address.searchParams.delete("view");
    else address.searchParams.set("view", view);
    return address;
  }

  /** Above it a part of the page counts as being read. */
  const readingEdge = () => the(".site-header").offsetHeight + 64;

  /** Where the first words that show of an element stand; their box begins elsewhere in a row than in a line.
   * @param {Node} element */
  function topOf(element) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      range.selectNode(texts.currentNode);
      const [box] = range.getClientRects();
      if (box) return box.top;
    }
    return -Infinity;
  }

  /** The views differ in height: what the reader looks at, the first segment that begins in view, stays where it is.
   * @param {() => void} change */
  function keepPlace(change) {
    const header = the(".site-header").offsetHeight;
    const anchor = all(":is(.page-head, .page-body) :is(.seg, h2, h3, p, li, dt, td)").find((block) => topOf(block) >= header);
    const before = anchor ? topOf(anchor) : 0;
    // The browser would correct the place as well, and both together are too much.
    page.style.overflowAnchor = "none";
    change();
    if (anchor && scrollY > 0) scrollBy({ top: topOf(anchor) - before, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(() => (page.style.overflowAnchor = "")));
  }

  // ---- The other half of a segment ----------------------------------------------------------------------------------

  const peek = make("div", { className: "peek", id: "peek", role: "tooltip", hidden: true });
  /** @type {HTMLElement | null} */
  let peeked = null;
  let timer = 0;

  function setUpPeek() {
    document.body.append(peek);
    const main = the("main");
    /** @param {number} delay @param {() => void} act */
    const later = (delay, act) => (clearTimeout(timer), (timer = setTimeout(act, delay)));
    main.addEventListener("pointerover", (event) => {
      const segment = event.pointerType === "mouse" && within(event, ".seg");
      if (segment && segment !== peeked) later(peeked ? 150 : 400, () => showPeek(segment));
      else if (segment) clearTimeout(timer);
    });
    main.addEventListener("pointerout", (event) => {
      const to = event.relatedTarget;
      if (within(event, ".seg") && !(to instanceof Element && to.closest(".peek"))) later(250, hidePeek);
    });
    // The pointer may move onto the text, to read it at leisure or to copy it.
    peek.addEventListener("pointerenter", () => clearTimeout(timer));
    peek.addEventListener("pointerleave", () => later(250, hidePeek));
    main.addEventListener("focusin", (event) => {
      const focused = within(event, ":focus-visible");
      const segment = focused && (within(event, ".seg") ?? one(".seg", within(event, "a") ?? peek));
      if (segment) showPeek(segment, focused);
    });
    main.addEventListener("focusout", hidePeek);
    main.addEventListener("click", (event) => {
      const segment = event.pointerType !== "mouse" && !within(event, "a, button, summary") && within(event, ".seg");
      if (segment) segment === peeked ? hidePeek() : showPeek(segment);
    });
    document.addEventListener("click", (event) => {
      if (peeked && !within(event, ".seg, .peek")) hidePeek();
    });
  }

  /** @param {HTMLElement} segment @param {HTMLElement} [link] */
  function showPeek(segment, link) {
    /** @type {Partial<Record<string, string>>} */
    const others = { target: ".s", source: ".t" };
    const hidden = others[page.dataset.view ?? ""];
    const half = hidden ? one(`:scope > ${hidden}`, segment) : null;
    if (!half || segment.matches(".same") || !half.textContent.trim()) return;
    hidePeek();
    peeked = segment;
    segment.classList.add("lit");
    link?.setAttribute("aria-describedby", peek.id);
    const language = one(`#view-${hidden === ".s" ? "source" : "target"} + span`)?.textContent.trim();
    const text = make("span", { lang: half.lang || page.lang });
    // Its links would be a second way to where the visible ones lead already.
    for (const node of half.cloneNode(true).childNodes) text.append(node.nodeName === "A" ? make("span", {}, ...node.childNodes) : node.cloneNode(true));
    peek.replaceChildren(make("b", { className: "which" }, language ?? ""), text);
    peek.hidden = false;
    place(segment.getBoundingClientRect());
  }

  /** Below the segment; above where there is no room.
   * @param {DOMRect} box */
  function place(box) {
    const { offsetWidth: width, offsetHeight: height } = peek;
    const edge = document.documentElement.clientWidth - width - 16;
    const start = page.dir === "rtl" ? box.right - width : box.left;
    const below = box.bottom + 8 + height < innerHeight || box.top - 8 - height < the(".site-header").offsetHeight;
    peek.style.left = `${scrollX + Math.max(16, Math.min(start - 16, edge))}px`;
    peek.style.top = `${scrollY + (below ? box.bottom + 8 : box.top - 8 - height)}px`;
  }

  function hidePeek() {
    clearTimeout(timer);
    peek.hidden = true;
    peeked?.classList.remove("lit");
    one(`[aria-describedby="${peek.id}"]`)?.removeAttribute("aria-describedby");
    peeked = null;
  }

  // ---- Theme and language -------------------------------------------------------------------------------------------

  function setUpTheme() {
    const button = one(".theme-switch");
    if (!button) return;
    /** @type {Partial<Record<string, string>>} */
    const names = { light: words.themeLight, dark: words.themeDark };
    /** @type {Partial<Record<string, string>>} */
    const following = { light: "dark", dark: "" };
    const say = () => (button.title = button.ariaLabel = names[page.dataset.theme ?? ""] ?? words.themeAuto);
    button.addEventListener("click", () => {
      const next = following[page.dataset.theme ?? ""] ?? "light";
      if (next) page.dataset.theme = next;
      else delete page.dataset.theme;
      remember("theme", next);
      say();
    });
    say();
  }

  /** The anchor of what is being read: the one that the address has while it is in view, else of the first part that begins at the
   * upper edge, else of the one that goes on there. They are the same in all locales. */
  function anchorInView() {
    const header = the(".site-header").offsetHeight;
    /** @param {HTMLElement} part */
    const top = (part) => part.getBoundingClientRect().top;
    const parts = all(".page-body :is(h2, h3, h4, h5, h6, .entry, .index > div)[id]").filter((part) => part.checkVisibility());
    const named = parts.find(({ id }) => `#${id}` === location.hash)?.getBoundingClientRect();
    if (named && named.bottom > header && named.top < innerHeight) return location.hash;
    const part = parts.find((part) => top(part) >= header && top(part) < readingEdge()) ?? parts.findLast((part) => top(part) < header);
    return part ? `#${part.id}` : "";
  }

  function setUpLanguages() {
    /** @type {HTMLDetailsElement | null} */
    const menu = one(".languages");
    if (!menu) return;
    /** @type {HTMLAnchorElement[]} */
    const links = all("a[data-keep]", menu);
    // The same place in the other language, in the same view, narrowed by the same words.
    const aim = () => {
      const place = { search: addressInView().search, hash: anchorInView() };
      for (const link of links) Object.assign(link, place);
    };
    menu.addEventListener("toggle", aim);
    // The page may be scrolled while the menu is open.
    menu.addEventListener("click", aim);
    document.addEventListener("click", ({ target }) => (menu.open &&= target instanceof Node && menu.contains(target)));
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) (menu.open = false), the("summary", menu).focus();
    });
  }

  // ---- Contents -----------------------------------------------------------------------------------------------------

  const toc = one("#toc");
  /** @typedef {[name: string, href: string | null, children?: Entry[]]} Entry A row of the contents. */
  /** What waits for a script, by its name. What the scripts bring has as many types as there are scripts.
   * @type {Map<string, (data: any) => void>} */
  const arrived = new Map();
  Object.assign(window, {
    mapidoc: {
      toc: (/** @type {Entry[]} */ data) => arrived.get("toc")?.(data),
      shard: (/** @type {string} */ name, /** @type {unknown} */ data) => arrived.get(`_search/${name}`)?.(data),
    },
  });

  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();
  /** Loads a script of the locale, `toc` or a shard of the search, once, and gives its data; those of a missing one are `none`.
   * @template T @param {string} name @param {T} none @returns {Promise<T>} */
  function load(name, none) {
    const known = loading.get(name);
    if (known) return known;
    const coming = new Promise((done) => {
      arrived.set(name, done);
      document.head.append(make("script", { src: new URL(`${name}.js`, localeRoot), onerror: () => done(none) }));
    });
    loading.set(name, coming);
    return coming;
  }

  /** @param {string} href */
  const addressOf = (href) => new URL(href, localeRoot).href;

  function setUpTree() {
    const tree = toc && one(".tree", toc);
    if (!tree) return;
    for (const item of all(".branch", tree)) {
      const twist = addTwist(item, item.classList.contains("open"));
      twist.addEventListener("click", async () => {
        const path = pathOf(item, tree);
        const data = await load("toc", /** @type {Entry[]} */ ([]));
        // From here on the tree is made from the data; before, it has only the part around the page.
        if (data.length > 0) growTree(tree, toc, data, path, !item.classList.contains("open"));
      });
    }
    const showCurrent = () => {
      const current = one("[aria-current]", tree);
      if (!current) return;
      // Entries are placed within their own list: only the window has one measure for both.
      const below = current.getBoundingClientRect().top - toc.getBoundingClientRect().top;
      toc.scrollTop += below - toc.clientHeight / 3;
    };
    showCurrent();
    // As a drawer it has no height until it is opened.
    toc.addEventListener("toggle", showCurrent);
  }

  // What was found is folded below the text: whoever follows a link there wants to see it.
  function setUpFindings() {
    const found = /** @type {HTMLDetailsElement | null} */ (one(".findings > details"));
    if (!found) return;
    /** @param {string} hash */
    const open = (hash) => {
      if (!/^#finding(s|-\d+)$/.test(hash)) return null;
      const aim = document.getElementById(hash.slice(1));
      for (let at = aim; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
      found.open = true;
      return aim;
    };
    const follow = () => open(location.hash)?.scrollIntoView();
    addEventListener("hashchange", follow);
    document.addEventListener("click", (event) => { open(within(event, 'a[href^="#finding"]')?.getAttribute("href") ?? ""); });
    follow();
    setUpWaysBack(found);
  }

  /** The place that a finding names leads to its mark, or where that is hidden, to its sentence.
   * @param {HTMLElement} found */
  function setUpWaysBack(found) {
    /** @type {Map<string, HTMLElement[]>} */
    const marks = new Map();
    for (const mark of all(".mark")) {
      for (const id of [mark.getAttribute("href")?.slice(1) ?? "", ...(mark.dataset.also?.split(" ") ?? [])]) marks.set(id, [...(marks.get(id) ?? []), mark]);
    }
    for (const place of all("li[id] > .where", found)) {
      const own = marks.get(place.parentElement?.id ?? "");
      if (!own) continue;
      const back = make("button", { type: "button", className: "where" }, ...place.childNodes);
      back.addEventListener("click", () => {
        const mark = own.find((one) => one.checkVisibility()) ?? own.find((one) => one.parentElement?.checkVisibility());
        (mark?.checkVisibility() ? mark : mark?.parentElement)?.scrollIntoView({ block: "center" });
        mark?.focus({ preventScroll: true });
      });
      place.replaceWith(back);
    }
  }

  /** @param {HTMLElement} item */
  const label = (item) => the(":scope > a, :scope > .group", item);

  /** The labels from the top of the tree down to an entry.
   * @param {HTMLElement} item @param {HTMLElement} tree */
  function pathOf(item, tree) {
    const path = [];
    for (let at = /** @type {HTMLElement | null | undefined} */ (item); at && at !== tree; at = at.parentElement?.closest("li")) path.unshift(label(at).textContent);
    return path;
  }

  /** @param {HTMLElement} item @param {boolean} open */
  function addTwist(item, open) {
    const twist = make("button", { type: "button", className: "twist" });
    item.prepend(twist);
    turn(item, open);
    return twist;
  }

  /** @param {HTMLElement} item @param {boolean} open */
  function turn(item, open) {
    const twist = the(":scope > .twist", item);
    item.classList.toggle("open", open);
    twist.ariaExpanded = String(open);
    twist.ariaLabel = `${open ? words.collapse : words.expand}: ${label(item).textContent}`;
  }

  /** A name that may break after `::`, and where it is long after `_` and at the humps of its letters, as the pages have it.
   * @param {string} name */
  const breakable = (name) =>
    name.split(/([\w:]+)/).flatMap((word, place) => {
      const parts = place % 2 === 0 ? [word] : word.split(word.length < 20 ? /(?<=::)(?=.)/ : /(?<=::|_)(?=[^_])|(?<=[a-z])(?=[A-Z])/);
      return parts.flatMap((part, index) => (index > 0 ? [make("wbr"), part] : [part]));
    });

  /** @param {HTMLElement} tree @param {HTMLElement} toc @param {Entry[]} data @param {string[]} path @param {boolean} open */
  function growTree(tree, toc, data, path, open) {
    const scroll = toc.scrollTop;
    /** @param {Entry} entry @returns {boolean} */
    const holds = ([, href, children]) => (href && addressOf(href) === here) || (children ?? []).some(holds);
    /** @param {Entry[]} entries @param {string[]} wanted @returns {HTMLElement[]} */
    const grow = (entries, wanted) =>
      entries.map((entry) => {
        const [name, href, children] = entry;
        const item = make("li", {}, href ? make("a", { href: addressOf(href) }, ...breakable(name)) : make("span", { className: "group" }, name));
        if (href && addressOf(href) === here) label(item).setAttribute("aria-current", "page");
        if (!children?.length) return item;
        item.className = "branch";
        const on = wanted[0] === name;
        const last = on && wanted.length === 1;
        const twist = addTwist(item, last ? open : on || holds(entry));
        /** @type {HTMLElement | null} */
        let list = null;
        const show = (/** @type {boolean} */ isOpen) => {
          // Children are made when they are first shown: of 2,300 entries most never are.
          if (isOpen && !list) item.append((list = make("ul", {}, ...grow(children, on ? wanted.slice(1) : []))));
          if (list) list.hidden = !isOpen;
          turn(item, isOpen);
        };
        twist.addEventListener("click", () => show(!item.classList.contains("open")));
        show(item.classList.contains("open"));
        if (last) queueMicrotask(() => twist.focus({ preventScroll: true }));
        return item;
      });
    tree.replaceChildren(...grow(data, path));
    toc.scrollTop = scroll;
  }

  // ---- Searching ----------------------------------------------------------------------------------------------------

  const MOST = 10;
  const MOST_ON_PAGE = 100;
  /** @type {HTMLInputElement | null} */
  const input = one("#find");
  const found = one("#found");
  const { ask, fold, mark } = mapidocSearch((name) => load(`_search/${name}`, null));
  /** @type {Array<Result & {key: string}> | null} */
  let rows = null;

  /** Where there is no index, the names in the contents.
   * @param {string} query @param {number} most */
  async function askContents(query, most) {
    if (!rows) {
      /** @type {Map<string, Result & {key: string}>} */
      const byAddress = new Map();
      const walk = (/** @type {Entry[]} */ entries) => {
        for (const [title, href, children] of entries) {
          if (href && !byAddress.has(href)) byAddress.set(href, { href, title, name: title, kind: "", label: "", summary: "", found: "", key: fold(title) });
          walk(children ?? []);
        }
      };
      walk(await load("toc", /** @type {Entry[]} */ ([])));
      rows = [...byAddress.values()];
    }
    const key = fold(query.trim());
    // The whole name, then its beginning, then the beginning of a part of it, then anywhere in it.
    const rank = (/** @type {{key: string}} */ row) => [row.key === key, row.key.startsWith(key), ["::", "_", " "].some((sign) => row.key.includes(sign + key)), true].indexOf(true);
    const results = rows.filter((row) => row.key.includes(key)).sort((a, b) => rank(a) - rank(b) || a.key.length - b.key.length);
    return { results: results.slice(0, most), total: results.length, words: [key], unknown: [] };
  }

  /** @param {string} query @param {number} most */
  const answer = async (query, most) => (await ask(query, most)) ?? askContents(query, Math.max(most, MOST_ON_PAGE));

  /** A text with what was asked for marked.
   * @param {string} text @param {string[]} asked */
  const marked = (text, asked) => mark(text, asked).map(([part, is]) => (is ? make("mark", {}, part) : part));

  /** The lines that tell of a result: what was found, the page that has it, what the page is about.
   * @param {Result} result @param {string[]} asked */
  function lines({ title, name, label, summary, found: by }, asked) {
    const also = by ? title : name === title ? "" : name;
    const about = make("small", {}, label, ...(also ? [" · ", ...marked(also, asked)] : []));
    return [make("span", {}, ...marked(by || title, asked)), about, make("small", { className: "about" }, ...marked(summary, asked))];
  }

  /** @param {string} query */
  const pageOfResults = (query) => {
    const address = new URL("_search.html", localeRoot);
    address.searchParams.set("q", query);
    return address.href;
  };

  /** @param {{total: number, unknown: string[]}} answer */
  const tell = ({ total, unknown }) => [...unknown.map((word) => `${words.unknownNarrowing} ${word}`), total > 0 ? `${words.resultCount}: ${total.toLocaleString(page.lang)}` : words.noResults].join(". ");

  /** @param {HTMLElement} toc @param {HTMLInputElement} input @param {HTMLElement} found */
  async function find(toc, input, found) {
    const query = input.value;
    const asks = query.trim() !== "";
    toc.classList.toggle("finding", asks);
    found.hidden = !asks;
    input.ariaExpanded = String(asks);
    if (!asks) return select(input, found, null);
    const got = await answer(query, MOST);
    if (input.value !== query) return; // Typed on while the index was loading.
    const option = (/** @type {Result} */ row, /** @type {number} */ index) => {
      const options = { role: "option", id: `found-${index}`, className: `kind-${row.kind}`, href: addressOf(row.href), tabIndex: -1, ariaSelected: false };
      return make("a", options, ...lines(row, got.words));
    };
    const note = (/** @type {string} */ text) => make("p", { role: "option", ariaDisabled: true }, text);
    const results = got.results.map(option);
    the("#found-count").textContent = tell(got);
    found.replaceChildren(...got.unknown.map((word) => note(`${words.unknownNarrowing} ${word}`)), ...results);
    if (results.length === 0 && got.unknown.length === 0) found.append(note(words.noResults));
    if (got.total > results.length) {
      const all = { role: "option", id: "found-all", className: "all", href: pageOfResults(query.trim()), tabIndex: -1, ariaSelected: false };
      found.append(make("a", all, `${words.allResults} (${got.total})`));
    }
    select(input, found, results[0] ?? null);
  }

  /** @param {HTMLInputElement} input @param {HTMLElement} found @param {HTMLElement | null} option */
  function select(input, found, option) {
    for (const selected of all("[aria-selected='true']", found)) selected.ariaSelected = "false";
    if (option) {
      option.ariaSelected = "true";
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  }

  function setUpFinder() {
    if (!toc || !input || !found) return;
    const look = () => find(toc, input, found);
    input.addEventListener("focus", () => load("_search/index", null));
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      // Keys that choose among characters are not ours.
      if (event.isComposing) return;
      const options = all("a", found);
      const at = options.findIndex((option) => option.ariaSelected === "true");
      const step = Number(event.key === "ArrowDown") - Number(event.key === "ArrowUp");
      if (step !== 0 && options.length > 0) select(input, found, options[(at + step + options.length) % options.length]);
      else if (event.key === "Enter" && at >= 0) options[at].click();
      else if (event.key === "Escape" && input.value) (input.value = ""), look();
      else return;
      event.preventDefault();
    });
    const open = () => openFinder(toc, input);
    one(".find-open")?.addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hidePeek();
      const command = event.ctrlKey || event.metaKey;
      const typing = within(event, "input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !command && !typing;
      // Whoever types has no use of the slash; this one is no letter.
      const chord = event.key.toLowerCase() === "k" && command && !event.shiftKey;
      if (!(slash || chord) || event.altKey || event.isComposing) return;
      event.preventDefault();
      open();
    });
  }

  /** @param {HTMLElement} toc @param {HTMLInputElement} input */
  function openFinder(toc, input) {
    // Where the contents are a drawer, its close button can be seen.
    if (the(".toc-open").offsetParent && !toc.matches(":popover-open")) toc.showPopover();
    input.focus();
    input.select();
  }

  /** The page of all results: its question is in the address. */
  function setUpResults() {
    const list = one("#results");
    if (!list) return;
    /** @type {HTMLInputElement} */
    const box = the("#query");
    /** How many are shown of the results of what. */
    let [most, asked] = [MOST_ON_PAGE, ""];
    const show = async () => {
      const query = box.value;
      attempt(() => history.replaceState(null, "", pageOfResults(query.trim())));
      if (query !== asked) [most, asked] = [MOST_ON_PAGE, query];
      const got = query.trim() ? await answer(query, most) : /** @type {Answer} */ ({ results: [], total: 0, words: [], unknown: [] });
      if (box.value !== query) return;
      the("#result-count").textContent = query.trim() ? tell(got) : "";
      const item = (/** @type {Result} */ row) => {
        const [title, ...rest] = lines(row, got.words);
        return make("li", { className: `kind-${row.kind}` }, make("a", { href: addressOf(row.href) }, title), ...rest);
      };
      list.replaceChildren(...got.results.map(item));
      rest.hidden = got.total <= got.results.length;
      rest.textContent = `${words.showMore} (${(got.total - got.results.length).toLocaleString(page.lang)})`;
    };
    const rest = make("button", { type: "button", className: "more-results", hidden: true });
    rest.addEventListener("click", async () => {
      const before = list.children.length;
      most += MOST_ON_PAGE;
      await show();
      one("a", list.children[before])?.focus();
    });
    list.after(rest);
    box.value = new URL(location.href).searchParams.get("q") ?? "";
    box.addEventListener("input", show);
    show();
  }

  // ---- The page -----------------------------------------------------------------------------------------------------

  function setUpOnThisPage() {
    /** @type {HTMLDetailsElement | null} */
    const list = one(".on-this-page details");
    if (!list) return;
    const wide = matchMedia("(min-width: 1200px)");
    list.open = wide.matches;
    wide.addEventListener("change", () => (list.open = wide.matches));
    /** @type {HTMLAnchorElement[]} */
    const links = all("a", list);
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let waiting = false;
    const spy = () => {
      waiting = false;
      let current = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < readingEdge());
      if (innerHeight + scrollY >= document.body.scrollHeight - 2 && scrollY > 0) current = headings.length - 1;
      links.forEach((link, index) => (index === current ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current")));
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(spy);
      waiting = true;
    }, { passive: true });
    spy();
  }

  /** A button that copies and says so.
   * @param {string} className @param {string} text @param {() => string} value */
  function copyButton(className, text, value) {
    const button = make("button", { type: "button", className }, text);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(value());
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = text), 1500);
    });
    return button;
  }

  function setUpCopying() {
    if (!navigator.clipboard) return;
    for (const box of all("main .code")) box.append(copyButton("copy", words.copy, () => the("pre", box).textContent.trimEnd()));
    const name = one("h1[data-name]")?.dataset.name;
    if (name) one(".eyebrow")?.append(copyButton("copy-name", words.copyName, () => name));
  }

  /** What scrolls in its own box must be reachable by keyboard, and only that. */
  function setUpScrolling() {
    const watch = new ResizeObserver((entries) => {
      for (const { target } of entries) if (target instanceof HTMLElement) target.scrollWidth > target.clientWidth ? (target.tabIndex = 0) : target.removeAttribute("tabindex");
    });
    for (const box of all("main pre, .table")) watch.observe(box);
  }

  /** An interface's methods by name, and back. */
  function setUpSlots() {
    /** @type {HTMLTableElement | null} */
    const table = one(".slots");
    const body = table?.tBodies[0];
    if (!table || !body || body.rows.length < 4) return;
    const { sort = "", unsort = "" } = table.dataset;
    const inOrder = [...body.rows];
    const byName = inOrder.toSorted((a, b) => a.cells[1].textContent.localeCompare(b.cells[1].textContent, "en"));
    const button = make("button", { type: "button", className: "sort" }, sort);
    button.addEventListener("click", () => {
      const sorts = button.textContent === sort;
      body.replaceChildren(...(sorts ? byName : inOrder));
      button.textContent = sorts ? unsort : sort;
    });
    table.closest(".table")?.before(make("p", { className: "sorting" }, button));
  }

  function setUpNarrowing() {
    /** @type {HTMLInputElement | null} */
    const box = one("#narrow");
    if (!box) return;
    const entries = all("#index > div").map((entry) => ({ entry, text: fold(entry.textContent) }));
    const count = one("h1 .count");
    const whole = count?.textContent ?? "";
    const none = make("p", { role: "status" });
    one("#index")?.after(none);
    const narrow = () => {
      const asked = fold(box.value).split(/\s+/).filter(Boolean);
      for (const { entry, text } of entries) entry.hidden = !asked.every((word) => text.includes(word));
      const shown = entries.filter(({ entry }) => !entry.hidden);
      if (shown.length === 1) unfold(shown[0].entry);
      if (count) count.textContent = shown.length === entries.length ? whole : shown.length.toLocaleString(page.lang);
      none.textContent = shown.length === 0 ? words.noResults : "";
    };
    box.addEventListener("input", narrow);
    // Browsers put back what stood in a field after the page was loaded.
    addEventListener("pageshow", narrow);
  }

  /** Shows what a row of a list folds: who asked for that row alone asked for it.
   * @param {HTMLElement} row */
  function unfold(row) {
    /** @type {HTMLDetailsElement[]} */
    const folded = all("details", row);
    for (const details of folded) details.open = true;
  }

  function setUpRows() {
    const follow = () => {
      const row = document.getElementById(location.hash.slice(1));
      if (row?.matches("#index > div")) unfold(row);
    };
    addEventListener("hashchange", follow);
    follow();
  }

  /** What a list is narrowed by stands in its address, so that it can be linked to and is the same for who comes back. */
  function setUpKeptFields() {
    /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
    const fields = all(":is(.narrow-by, .narrow-table) [name]");
    const asked = new URL(location.href).searchParams;
    for (const field of fields) {
      const value = asked.get(field.name);
      if (value) {
        field.value = value;
        // What no choice has would leave it without any.
        if (field.value !== value) field.value = "";
        // Whoever narrows the list listens to this: `aids.js` too.
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      field.addEventListener("input", () => {
        const address = new URL(location.href);
        if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
        else address.searchParams.delete(field.name);
        attempt(() => history.replaceState(null, "", address));
      });
    }
  }

  const parts = [setUpViews, setUpTheme, setUpLanguages, setUpPeek, setUpTree, setUpFindings, setUpFinder, setUpResults];
  for (const setUp of [...parts, setUpOnThisPage, setUpCopying, setUpScrolling, setUpSlots, setUpNarrowing, setUpRows, setUpKeptFields]) setUp();
})();
