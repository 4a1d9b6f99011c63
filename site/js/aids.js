// mapidoc: the tabs of a declaration, and tables that can be sorted and filtered. The pages are whole without it.
"use strict";

(() => {
  const page = document.documentElement;
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // ---- Declarations in C and in Rust --------------------------------------------------------------------------------

  // Which one is shown is an attribute of the page, which `early.js` sets before the first paint; the style sheet reads it.
  const codeOf = (tab) => tab.id.slice("tab-".length);

  function setUpTabs() {
    const list = one(".tabs");
    if (!list) return;
    const tabs = all("button", list);
    // Tabs only now: without a script nothing is behind another.
    list.role = "tablist";
    for (const tab of tabs) {
      tab.role = "tab";
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      panel.role = "tabpanel";
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", () => choose(tab));
    }
    const say = () => {
      for (const tab of tabs) {
        const selected = codeOf(tab) === (page.dataset.code ?? "c");
        tab.ariaSelected = selected;
        tab.tabIndex = selected ? 0 : -1;
      }
    };
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
      const at = tabs.indexOf(document.activeElement);
      const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: last }[event.key];
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

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** A table whose columns sort it, whose rows the fields beside it narrow. */
  function setUpTable(table) {
    const body = table.tBodies[0];
    // Read once: of a thousand rows, asking the document at every key would be felt.
    const rows = [...body.rows].map((row) => {
      const cells = [...row.cells].map((cell) => cell.textContent.trim());
      return { row, cells, text: fold(cells.join(" ")) };
    });
    setUpSorting(table, body, rows);
    setUpNarrowing(table, rows);
  }

  function setUpSorting(table, body, rows) {
    const compare = new Intl.Collator(page.lang).compare;
    const headings = [...table.tHead.rows[0].cells];
    const sort = (column) => {
      const heading = headings[column];
      const sign = heading.ariaSort === "ascending" ? -1 : 1;
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.ariaSort = sign === 1 ? "ascending" : "descending";
      // What is empty stands last whichever way, and equals keep the order of names that they came in.
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

  /** The values of a row's cell in the column of a choice: a property may have more types than one. */
  const valuesOf = (cells, choice) => cells[choice.dataset.column].split(", ").filter(Boolean);

  function setUpNarrowing(table, rows) {
    const form = one(".narrow-table");
    const text = one("input", form);
    const choices = all("select", form);
    for (const choice of choices) {
      const values = new Set(rows.flatMap(({ cells }) => valuesOf(cells, choice)));
      const compare = new Intl.Collator(page.lang).compare;
      choice.append(...[...values].sort(compare).map((value) => new Option(value, value)));
    }
    const count = one("h1 .count");
    const narrow = () => {
      const words = fold(text.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, cells, text: says } of rows) {
        const fits = words.every((word) => says.includes(word)) && choices.every((choice) => !choice.value || valuesOf(cells, choice).includes(choice.value));
        row.hidden = !fits;
        shown += Number(fits);
      }
      count.textContent = shown;
      one("output", form).textContent = shown;
    };
    form.addEventListener("input", narrow);
    // What the browser kept in the fields when the reader came back.
    if (text.value || choices.some((choice) => choice.value)) narrow();
  }

  setUpTabs();
  all("table.sortable").forEach(setUpTable);
})();
