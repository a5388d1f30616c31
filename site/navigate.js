// Moving between pages without reloading: fetches the page, swaps <main>, and keeps history,
// title, focus and scroll positions as a browser would. Whatever fails becomes a plain navigation.

import { find } from "./element.js";

/** @typedef {{title: string, summary: string, main: HTMLElement}} Page */

export class Navigator extends EventTarget {
  /**
   * Dispatches "leave" before <main> goes and "arrive" when the new one is there.
   * @param {URL} root
   */
  constructor(root) {
    super();
    this.root = root;
    this.here = location.pathname;
    this.entry = entryKey();
    /** @type {Map<string, number>} how far each entry of the history was scrolled */
    this.scrolled = new Map();
    /** @type {Map<string, Promise<Page>>} */
    this.pages = new Map();
    this.turn = 0;
    fixLinks();
    markCurrent();
    this.listen();
  }

  listen() {
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("pointerover", ({ target }) => {
      const url = this.target(target);
      if (url && url.pathname !== this.here) this.load(url).catch(() => {});
    });
    addEventListener("popstate", () => this.travel());
    // So that a reload comes back to the same place.
    addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
  }

  /**
   * The page of the site that a click on this would open.
   * @param {EventTarget | null} node
   */
  target(node) {
    const link = node instanceof Element ? node.closest("a") : null;
    if (!link?.href || link.target || link.hasAttribute("download")) return null;
    const url = new URL(link.href);
    const inside = url.origin === this.root.origin && url.pathname.startsWith(this.root.pathname);
    return inside && /(\/|\.html)$/.test(url.pathname) ? url : null;
  }

  /** @param {MouseEvent} event */
  click(event) {
    const modified = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const url = this.target(event.target);
    if (!url || modified || event.defaultPrevented) return;
    if (url.pathname === this.here && (url.hash || url.href === location.href)) return;
    event.preventDefault();
    this.go(url);
  }

  /** @param {URL} url */
  async go(url) {
    const page = await this.fetch(url);
    if (!page) return;
    this.scrolled.set(this.entry, scrollY);
    history.scrollRestoration = "manual";
    this.entry = crypto.randomUUID?.() ?? String(Math.random());
    history.pushState({ entry: this.entry }, "", url);
    this.swap(page);
    const goal = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
    if (goal) goal.scrollIntoView();
    else scrollTo({ top: 0, behavior: "instant" });
  }

  /** Back or forward. */
  async travel() {
    this.scrolled.set(this.entry, scrollY);
    this.entry = entryKey();
    if (location.pathname === this.here) return;
    const page = await this.fetch(new URL(location.href));
    if (!page) return;
    this.swap(page);
    scrollTo({ top: this.scrolled.get(this.entry) ?? 0, behavior: "instant" });
  }

  /** @param {URL} url @returns {Promise<Page | null>} null if another page was asked for since */
  async fetch(url) {
    const turn = ++this.turn;
    try {
      const page = await this.load(url);
      return turn === this.turn ? page : null;
    } catch {
      location.assign(url);
      return null;
    }
  }

  /** @param {URL} url @returns {Promise<Page>} */
  load(url) {
    const known = this.pages.get(url.pathname);
    if (known) return known;
    const page = fetchPage(url.pathname);
    this.pages.set(url.pathname, page);
    page.catch(() => this.pages.delete(url.pathname));
    return page;
  }

  /** @param {Page} page */
  swap({ title, summary, main }) {
    this.dispatchEvent(new Event("leave"));
    this.here = location.pathname;
    document.title = title;
    find("meta[name=description]").setAttribute("content", summary);
    const fresh = /** @type {HTMLElement} */ (document.importNode(main, true));
    find("main").replaceWith(fresh);
    markCurrent();
    const heading = find("h1", fresh);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.dispatchEvent(new Event("arrive"));
  }
}

const entryKey = () => /** @type {{entry?: string} | null} */ (history.state)?.entry ?? "first";

/** @param {string} path @returns {Promise<Page>} */
async function fetchPage(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return {
    title: page.title,
    summary: find("meta[name=description]", page).getAttribute("content") ?? "",
    main: find("main", page),
  };
}

/** Links outside <main> stay while the address changes, so they must not be relative to it. */
function fixLinks() {
  const links = /** @type {NodeListOf<HTMLAnchorElement | HTMLLinkElement>} */ (
    document.querySelectorAll(":is(header, nav) a[href], link[rel=icon]")
  );
  for (const link of links) link.setAttribute("href", link.href);
}

/** Marks the page in the course's navigation, and sees to it that it is in view there. */
function markCurrent() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("nav.course a"));
  for (const link of links) {
    const current = link.pathname === location.pathname;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    if (current) link.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}
