// mapidoc: the tabs of a declaration, and tables that can be sorted and filtered. The pages are whole without it.
"use strict";

(() => {
  const page = document.documentElement;
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

  /** @typedef {{row: HTMLTableRowElement, cells: string[], text: string}} Row A row, what its cells say, and all of that folded. */

  // ---- Declarations in C and in Rust --------------------------------------------------------------------------------

  // Which one is shown is an attribute of the page, which `early.js` sets before the first paint; the style sheet reads it.
  /** @param {HTMLElement} tab */
  const codeOf = (tab) => tab.id.slice("tab-".length);

  function setUpTabs() {
    const list = one(".tabs");
    if (!list) return;
    const tabs = all("button", list);
    // Tabs only now: without a script nothing is behind another.
    list.role = "tablist";
    for (const tab of tabs) {
      tab.role = "tab";
      const panel = the(`#${tab.getAttribute("aria-controls")}`);
      panel.role = "tabpanel";
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(tab));
    }
    const say = () => {
      for (const tab of tabs) {
        const selected = codeOf(tab) === (page.dataset.code ?? "c");
        tab.ariaSelected = String(selected);
        tab.tabIndex = selected ? 0 : -1;
      }
    };
    /** @param {HTMLElement} tab */
    const choose = (tab) => {
      page.dataset.code = codeOf(tab);
      say();
      try {
        localStorage.setItem("mapidoc-code", codeOf(tab));
      } catch {
        // Storage may be forbidden: then the next page begins with C again.
      }
    };
    list.addEventListener("keydown", (event) => {
      const forward = page.dir === "rtl" ? -1 : 1;
      const last = tabs.length - 1;
      const at = tabs.findIndex((tab) => tab === document.activeElement);
      /** @type {Partial<Record<string, number>>} */
      const places = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: last };
      const to = places[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const tab = tabs[(to + tabs.length) % tabs.length];
      choose(tab);
      tab.focus();
    });
    // What is chosen on one page is chosen on those that are open beside it.
    addEventListener("storage", ({ key, newValue }) => {
      if (key !== "mapidoc-code" || !newValue) return;
      page.dataset.code = newValue;
      say();
    });
    say();
  }

  // ---- Tables -------------------------------------------------------------------------------------------------------

  /** @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** A table whose columns sort it, whose rows the fields beside it narrow.
   * @param {HTMLTableElement} table */
  function setUpTable(table) {
    const body = table.tBodies[0];
    // Read once: of a thousand rows, asking the document at every key would be felt.
    const rows = [...body.rows].map((row) => {
      const cells = [...row.cells].map((cell) => cell.textContent.trim());
      return { row, cells, text: fold(cells.join(" ")) };
    });
    setUpSorting(table, body, rows);
    setUpNarrowing(rows);
  }

  /** @param {HTMLTableElement} table @param {HTMLTableSectionElement} body @param {Row[]} rows */
  function setUpSorting(table, body, rows) {
    const compare = new Intl.Collator(page.lang).compare;
    const headings = [...(table.tHead?.rows[0].cells ?? [])];
    /** @param {number} column */
    const sort = (column) => {
      const heading = headings[column];
      const sign = heading.ariaSort === "ascending" ? -1 : 1;
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.ariaSort = sign === 1 ? "ascending" : "descending";
      // What is empty stands last whichever way, and equals keep the order of names that they came in.
      /** @param {Row} a @param {Row} b */
      const order = (a, b) => Number(!a.cells[column]) - Number(!b.cells[column]) || sign * compare(a.cells[column], b.cells[column]);
      body.append(...rows.toSorted(order).map(({ row }) => row));
    };
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(column));
      heading.replaceChildren(button);
    });
  }

  /** The values of a row's cell in the column of a choice: a property may have more types than one.
   * @param {string[]} cells @param {HTMLSelectElement} choice */
  const valuesOf = (cells, choice) => cells[Number(choice.dataset.column)].split(", ").filter(Boolean);

  /** @param {Row[]} rows */
  function setUpNarrowing(rows) {
    const form = the(".narrow-table");
    /** @type {HTMLInputElement} */
    const text = the("input", form);
    /** @type {HTMLSelectElement[]} */
    const choices = all("select", form);
    const output = the("output", form);
    for (const choice of choices) {
      const values = new Set(rows.flatMap(({ cells }) => valuesOf(cells, choice)));
      const compare = new Intl.Collator(page.lang).compare;
      choice.append(...[...values].sort(compare).map((value) => new Option(value, value)));
    }
    const count = the("h1 .count");
    const whole = count.textContent;
    const narrow = () => {
      const words = fold(text.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, cells, text: says } of rows) {
        const fits = words.every((word) => says.includes(word)) && choices.every((choice) => !choice.value || valuesOf(cells, choice).includes(choice.value));
        row.hidden = !fits;
        shown += Number(fits);
      }
      output.textContent = count.textContent = shown === rows.length ? whole : shown.toLocaleString(page.lang);
    };
    form.addEventListener("input", narrow);
    // What the browser keeps in the fields it puts there after the page was loaded.
    addEventListener("pageshow", narrow);
  }

  setUpTabs();
  /** @type {HTMLTableElement[]} */
  const tables = all("table.sortable");
  tables.forEach(setUpTable);
})();
