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

  /** Appends a message to an element: what stands between backquotes is code.
   * @param {HTMLElement} to @param {string} message */
  const say = (to, message) => {
    const pieces = message.split("`");
    for (const [place, piece] of pieces.entries()) {
      // A backquote that nothing closes is itself.
      const last = place === pieces.length - 1;
      if (place % 2 === 0) to.append(piece);
      else to.append(last ? `\`${piece}` : element("code", "", piece));
    }
    return to;
  };

  /** A finding as an item of the panel's list.
   * @param {Finding} finding */
  const item = (finding) => {
    const made = element("li", `mapidoc-${finding.severity}`, "");
    made.append(element("span", "mapidoc-rule", `${finding.severity}: ${finding.rule}`), say(element("p", "", ""), finding.message));
    if (finding.help) made.append(say(element("p", "mapidoc-help", ""), finding.help));
    made.append(element("span", "mapidoc-place", finding.place));
    return made;
  };

  /** @type {HTMLElement | null} */
  let panel = null;
  let shown = "";

  /** Takes the panel away; who was in it is back on the page. */
  const close = () => {
    const inside = panel?.contains(document.activeElement);
    panel?.remove();
    panel = null;
    if (inside) document.querySelector("main")?.focus({ preventScroll: true });
  };

  /** Shows trouble and findings; nothing where there are none.
   * @param {News} news */
  const show = (news) => {
    const wanted = JSON.stringify([news.trouble, news.findings]);
    if (wanted === shown) return;
    shown = wanted;
    close();
    const { trouble, findings } = news;
    if (!trouble && findings.length === 0) return;
    const made = element("section", trouble ? "mapidoc-panel mapidoc-trouble" : "mapidoc-panel", "");
    made.lang = "en";
    made.dir = "ltr";
    made.setAttribute("aria-label", "mapidoc serve");
    made.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    const head = element("div", "mapidoc-panel-head", "");
    const button = element("button", "mapidoc-panel-close", "Close");
    button.setAttribute("type", "button");
    button.addEventListener("click", close);
    head.append(element("strong", "", trouble ? "The site could not be made anew" : "New on this page"), button);
    const said = element("div", "mapidoc-panel-body", "");
    said.setAttribute("role", trouble ? "alert" : "status");
    made.append(head, said);
    document.body.append(made);
    panel = made;
    // Filled when it is on the page, or screen readers would not hear of it.
    setTimeout(() => {
      if (trouble) {
        // As a terminal shows it: it may point at a place in a line.
        said.append(element("p", "mapidoc-message", trouble.message));
        if (trouble.help) said.append(say(element("p", "mapidoc-help", ""), trouble.help));
      }
      if (findings.length > 0) {
        const list = element("ul", "", "");
        list.append(...findings.map(item));
        said.append(list);
      }
      // What is longer than its box can be reached by keys.
      if (said.scrollHeight > said.clientHeight) said.tabIndex = 0;
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
