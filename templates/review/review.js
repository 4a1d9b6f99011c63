// The filters and keys of a review page. Without it the page is whole, and shows every change.
'use strict';
(() => {
  const groups = [...document.querySelectorAll('.group')];
  const filters = document.querySelector('.filters');
  const classes = [...filters.querySelectorAll('input[name="class"]')];
  const rule = document.getElementById('rule');
  const page = document.getElementById('page');
  const keys = document.getElementById('keys');
  const status = document.getElementById('status');
  const pages = new Map();

  // The pages of a group, read when a filter first asks for them.
  const pagesOf = (group) => {
    if (!pages.has(group)) {
      pages.set(group, [...group.querySelectorAll('.page')].map((item) => item.textContent.toLowerCase()));
    }
    return pages.get(group);
  };

  const apply = () => {
    const wanted = new Set(classes.filter((box) => box.checked).map((box) => box.value));
    const named = page.value.trim().toLowerCase();
    let shown = 0;
    for (const group of groups) {
      const fits = wanted.has(group.dataset.class)
        && (!rule || rule.value === '' || group.dataset.rules.split(' ').includes(rule.value))
        && (named === '' || pagesOf(group).some((key) => key.includes(named)));
      group.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    status.textContent = `${shown} of ${groups.length} changes shown`;
  };

  const visible = () => groups.filter((group) => !group.hidden);
  const step = (by) => {
    const list = visible();
    const at = list.indexOf(document.activeElement.closest ? document.activeElement.closest('.group') : null);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    if (list[next]) {
      list[next].focus();
      list[next].scrollIntoView({ block: 'nearest' });
    }
  };
  const open = () => {
    const group = document.activeElement.closest && document.activeElement.closest('.group');
    const places = group && group.querySelector('details');
    if (places) places.open = !places.open;
  };

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    o: open,
    g: () => { const first = visible()[0]; if (first) first.focus(); },
    '/': () => page.focus(),
  };
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
    if (event.key === 'Escape' && typing) event.target.blur();
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
