// The filters and keys of a review page. Without it the page is whole, and shows every change.
'use strict';
(() => {
  /** The element that the page has by this selector; whoever asks says of what class it is.
   * @template {HTMLElement} [T=HTMLElement] @param {string} selector @returns {T} */
  const the = (selector) => {
    /** @type {T | null} */
    const found = document.querySelector(selector);
    if (!found) throw new Error(`the page lacks ${selector}`);
    return found;
  };
  /** @type {NodeListOf<HTMLElement>} */
  const found = document.querySelectorAll('.group');
  const groups = [...found];
  const filters = the('.filters');
  /** @type {NodeListOf<HTMLInputElement>} */
  const classes = filters.querySelectorAll('input[name="class"]');
  /** @type {HTMLSelectElement | null} */
  const rule = document.querySelector('#rule');
  /** @type {HTMLInputElement} */
  const page = the('#page');
  /** @type {HTMLInputElement} */
  const keys = the('#keys');
  const status = the('#status');
  /** @type {Map<HTMLElement, string[]>} */
  const pages = new Map();

  /** The pages of a group, read when a filter first asks for them.
   * @param {HTMLElement} group */
  const pagesOf = (group) => {
    const known = pages.get(group);
    if (known) return known;
    const read = [...group.querySelectorAll('.page')].map((item) => item.textContent.toLowerCase());
    pages.set(group, read);
    return read;
  };

  const apply = () => {
    const wanted = new Set([...classes].filter((box) => box.checked).map((box) => box.value));
    const named = page.value.trim().toLowerCase();
    let shown = 0;
    for (const group of groups) {
      const fits = wanted.has(group.dataset.class ?? '')
        && (!rule || rule.value === '' || group.dataset.rules?.split(' ').includes(rule.value))
        && (named === '' || pagesOf(group).some((key) => key.includes(named)));
      group.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    status.textContent = `${shown} of ${groups.length} changes shown`;
  };

  const visible = () => groups.filter((group) => !group.hidden);
  /** @returns {HTMLElement | null} */
  const focused = () => document.activeElement?.closest('.group') ?? null;
  const step = (/** @type {number} */ by) => {
    const list = visible();
    const now = focused();
    const at = list.findIndex((group) => group === now);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    if (list[next]) {
      list[next].focus();
      list[next].scrollIntoView({ block: 'nearest' });
    }
  };
  const open = () => {
    const places = focused()?.querySelector('details');
    if (places) places.open = !places.open;
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    o: open,
    g: () => { const first = visible()[0]; if (first) first.focus(); },
    '/': () => page.focus(),
  };
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    const typing = target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), select, textarea');
    if (event.key === 'Escape' && typing) target.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys.checked) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (action) {
      event.preventDefault();
      action();
    }
  });
  filters.addEventListener('input', apply);
  filters.hidden = false;
  apply();
})();
