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
  const list = the('#changes > ol');
  const order = new Map(groups.map((group, index) => [group, index]));
  /** The group that had the focus last: from there one goes on, whatever is filtered.
   * @type {HTMLElement | null} */
  let last = null;
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

  /** @returns {HTMLElement | null} */
  const focused = () => document.activeElement?.closest('.group') ?? null;

  const apply = () => {
    const wanted = new Set([...classes].filter((box) => box.checked).map((box) => box.value));
    const named = page.value.trim().toLowerCase();
    const now = focused();
    let shown = 0;
    // Out of the page while groups come and go: a browser lays thousands of them out one by one, for ten seconds.
    list.hidden = true;
    void list.offsetHeight;
    for (const group of groups) {
      const fits = wanted.has(group.dataset.class ?? '')
        && (!rule || rule.value === '' || group.dataset.rules?.split(' ').includes(rule.value))
        && (named === '' || pagesOf(group).some((key) => key.includes(named)));
      group.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    list.hidden = false;
    if (now && !now.hidden) now.focus({ preventScroll: true });
    const [some, all] = [shown, groups.length].map((count) => count.toLocaleString('en'));
    status.textContent = `${some} of ${all} changes shown`;
  };

  const visible = () => groups.filter((group) => !group.hidden);
  const step = (/** @type {number} */ by) => {
    const now = focused() ?? last;
    const at = (now && order.get(now)) ?? (by > 0 ? -1 : groups.length);
    const place = (/** @type {HTMLElement} */ group) => order.get(group) ?? 0;
    const next = by > 0 ? visible().find((group) => place(group) > at) : visible().findLast((group) => place(group) < at);
    if (next) {
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
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
    if (typing && event.key === 'Escape') {
      // Browsers empty a search field by this key and do not say so.
      event.preventDefault();
      target.blur();
    }
    if (target === page && event.key === 'Enter') {
      apply();
      actions.g();
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys.checked) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (action) {
      event.preventDefault();
      action();
    }
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typed;
  filters.addEventListener('input', ({ target }) => {
    clearTimeout(typed);
    if (target === page) typed = setTimeout(apply, 150);
    else apply();
  });
  page.addEventListener('search', apply);
  document.addEventListener('focusin', () => { last = focused() ?? last; });
  filters.hidden = false;
  apply();
})();
