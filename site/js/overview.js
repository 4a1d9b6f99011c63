// Sorts the tables of an overview by a click on a column. Without it they are in the order of what matters most.
"use strict";

(() => {
  /** @param {HTMLTableCellElement} cell */
  const valueOf = (cell) => (cell.dataset.sort ?? cell.textContent).trim();

  /** @param {HTMLTableElement} table */
  function setUp(table) {
    const body = table.tBodies[0];
    const headings = [...(table.tHead?.rows[0].cells ?? [])];
    const compare = new Intl.Collator(document.documentElement.lang).compare;
    /** @param {number} column */
    const sort = (column) => {
      const heading = headings[column];
      const rows = [...body.rows];
      // An empty cell is none of what is counted.
      const numbers = rows.every(({ cells }) => !Number.isNaN(Number(valueOf(cells[column]))));
      // Of numbers the most is wanted first, of names the first.
      const before = heading.ariaSort;
      const descending = numbers ? before !== "descending" : before === "ascending";
      const sign = descending ? -1 : 1;
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.ariaSort = descending ? "descending" : "ascending";
      /** @param {HTMLTableRowElement} a @param {HTMLTableRowElement} b */
      const order = (a, b) => {
        const [one, other] = [a, b].map(({ cells }) => valueOf(cells[column]));
        return sign * (numbers ? Number(one) - Number(other) : compare(one, other));
      };
      body.append(...rows.toSorted(order));
    };
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(column));
      heading.replaceChildren(button);
    });
  }

  /** @type {NodeListOf<HTMLTableElement>} */
  const tables = document.querySelectorAll("table.heat");
  tables.forEach(setUp);

  // A rule that a link leads to is opened.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
