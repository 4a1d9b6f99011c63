// Added to pages by `mapidoc serve`, never published: loads a page anew when it has changed, and shows what is wrong.
"use strict";
(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  let since = own.dataset.since ?? "";
  const page = location.pathname.replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");

  /** @typedef {{severity: string, rule: string, message: string, place: string, help: string | null}} Finding */
  /** @typedef {{since: string, reload: boolean, trouble: {message: string, help: string | null} | null, findings: Finding[]}} News */

  /** An element with a class and text; text is never read as HTML.
   * @param {string} name @param {string} kind @param {string} text */
  const element = (name, kind, text) => {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  };

  /** @type {HTMLElement | null} */
  let panel = null;
  let shown = "";

  /** Shows trouble and findings; nothing where there are none.
   * @param {News} news */
  const show = (news) => {
    const wanted = JSON.stringify([news.trouble, news.findings]);
    if (wanted === shown) return;
    shown = wanted;
    panel?.remove();
    panel = null;
    const lines = [...news.findings];
    if (!news.trouble && lines.length === 0) return;
    panel = element("section", "mapidoc-panel", "");
    panel.lang = "en";
    panel.dir = "ltr";
    panel.tabIndex = -1;
    panel.setAttribute("aria-label", "mapidoc serve");
    const head = element("div", "mapidoc-panel-head", "");
    const close = element("button", "mapidoc-panel-close", "Close");
    close.setAttribute("type", "button");
    close.addEventListener("click", () => panel?.remove());
    head.append(element("strong", "", news.trouble ? "The site could not be made anew" : "New on this page"), close);
    const said = element("div", "mapidoc-panel-body", "");
    said.setAttribute("role", "status");
    panel.append(head, said);
    document.body.append(panel);
    // Filled when it is on the page, or screen readers would not hear of it.
    setTimeout(() => {
      if (news.trouble) {
        said.append(element("p", "mapidoc-error", news.trouble.message));
        if (news.trouble.help) said.append(element("p", "mapidoc-help", news.trouble.help));
      }
      if (lines.length === 0) return;
      const list = element("ul", "", "");
      for (const finding of lines) {
        const item = element("li", `mapidoc-${finding.severity}`, `${finding.severity}[${finding.rule}]: ${finding.message}`);
        item.append(element("span", "mapidoc-place", finding.place));
        if (finding.help) item.append(element("span", "mapidoc-help", finding.help));
        list.append(item);
      }
      said.append(list);
    }, 50);
  };

  /** @param {string} when */
  const ask = async (when) => {
    try {
      const answer = await fetch(`/_mapidoc/news/${when}/${since}/${page}`, { cache: "no-store" });
      if (!answer.ok || answer.status === 204) throw new Error(String(answer.status));
      const news = /** @type {News} */ (await answer.json());
      if (news.reload) return location.reload();
      since = news.since;
      show(news);
      void ask("later");
    } catch {
      // The server has stopped: it may come back.
      setTimeout(() => void ask(when), 1000);
    }
  };
  void ask("now");
})();
