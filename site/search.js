// The search: a dialog that finds passages of the course while one types, and leads there.

import { element, find } from "./element.js";

/**
 * @typedef {import("./search-index.js").Passage} Passage
 * @typedef {import("minisearch").SearchResult & Passage} Found
 * @typedef {import("minisearch").default<Passage>} Index
 */

const MOST = 20; // results shown
const HINT = "Titles, prose, code, and the opcodes that programs are compiled to.";
const FAILED = "The search could not be loaded. Check the network, then open it again.";
/** Fields that a result quotes, the most telling first. */
const QUOTED = /** @type {const} */ (["prose", "code", "opcodes"]);

export class Search {
  /**
   * @param {HTMLElement} dialog
   * @param {URL} index
   * @param {URL} root of the site
   */
  constructor(dialog, index, root) {
    this.dialog = /** @type {HTMLDialogElement} */ (dialog);
    this.address = index;
    this.root = root;
    this.input = /** @type {HTMLInputElement} */ (find("input", dialog));
    this.note = find(".search-note", dialog);
    this.list = find(".search-found", dialog);
    /** @type {Promise<Index> | null} fetched when first needed */
    this.index = null;
    this.chosen = 0;
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.move(event));
    this.dialog.addEventListener("click", ({ target }) => {
      const backdrop = target === this.dialog;
      if (backdrop || (target instanceof Element && target.closest("a"))) this.dialog.close();
    });
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.select();
    this.search();
  }

  async search() {
    this.index ??= load(this.address);
    try {
      const index = await this.index;
      this.show(this.input.value.trim(), /** @type {Found[]} */ (index.search(this.input.value)));
    } catch {
      this.index = null;
      this.show("", []);
      this.note.textContent = FAILED;
    }
  }

  /** @param {string} query @param {Found[]} found */
  show(query, found) {
    const shown = found.slice(0, MOST);
    this.list.replaceChildren(...shown.map((result, i) => this.render(result, i)));
    this.input.setAttribute("aria-expanded", String(shown.length > 0));
    this.note.textContent = query ? count(query, found.length) : HINT;
    this.choose(0);
  }

  /** @param {Found} found @param {number} i */
  render(found, i) {
    const { url, title, lesson } = found;
    const place = title === lesson ? "" : lesson;
    const link = element("a", { href: new URL(url, this.root).href, tabindex: "-1" });
    link.append(
      element("span", { class: "search-title" }, title),
      element("span", { class: "search-lesson" }, place),
      quote(found),
    );
    return element("li", { role: "option", id: `page-found-${i}` }, link);
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const last = this.list.children.length - 1;
    if (event.key === "ArrowDown") this.choose(Math.min(this.chosen + 1, last));
    else if (event.key === "ArrowUp") this.choose(Math.max(this.chosen - 1, 0));
    else if (event.key === "Enter") this.list.children[this.chosen]?.querySelector("a")?.click();
    else return;
    event.preventDefault();
  }

  /** @param {number} at */
  choose(at) {
    this.chosen = at;
    for (const [i, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(i === at));
    }
    const option = this.list.children[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}

/** @param {URL} address @returns {Promise<Index>} */
async function load(address) {
  const [{ default: MiniSearch }, { options }, answer] = await Promise.all([
    import("minisearch"),
    import("./search-index.js"),
    fetch(address),
  ]);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return MiniSearch.loadJSON(await answer.text(), options);
}

/** @param {string} query @param {number} number */
function count(query, number) {
  if (number === 0) return `Nothing found for “${query}”.`;
  return number > MOST ? `The best ${MOST} of ${number}` : `${number} found`;
}

/** The words found, with a little of what stands around them. @param {Found} found */
function quote(found) {
  const { prose, match } = found;
  const terms = Object.keys(match).sort((a, b) => b.length - a.length);
  const sought = new RegExp(`(${terms.join("|")})`, "iu");
  const field = QUOTED.find((name) => sought.test(found[name]));
  const text = field ? cut(found[field], found[field].search(sought)) : prose.slice(0, 140);
  const parts = `${field === "opcodes" ? "compiles to " : ""}${text}`.split(new RegExp(sought, "giu"));
  const kind = field && field !== "prose" ? "search-quote search-code" : "search-quote";
  return element(
    "span",
    { class: kind },
    ...parts.map((part, i) => (i % 2 ? element("mark", {}, part) : part)),
  );
}

/** @param {string} text @param {number} at */
function cut(text, at) {
  const from = at < 40 ? 0 : text.indexOf(" ", at - 40) + 1 || at;
  return (from ? "… " : "") + text.slice(from, from + 140).replace(/\s+/g, " ");
}
