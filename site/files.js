// The files of an example: their texts, and which of them is in view.

import { element, find } from "./element.js";
import { moveByKey } from "./tabs.js";

/** @typedef {Map<string, string>} Texts by path, main.py first */

export const MAIN = "main.py"; // what is run

/** Dispatches "switch" when another file comes into view. */
export class Files extends EventTarget {
  /** @param {HTMLElement} section as example.html renders it */
  constructor(section) {
    super();
    /** @type {NodeListOf<HTMLElement>} */
    const found = section.querySelectorAll(".code-block");
    const blocks = [...found];
    /** Holds the file in view: its highlighted text, then the editor. */
    this.block = /** @type {HTMLElement} */ (blocks[0]);
    /** @type {Texts} */
    this.originals = new Map(blocks.map((block) => [pathOf(block), textOf(block)]));
    /** @type {Texts} what the reader has made of them */
    this.texts = new Map(this.originals);
    this.current = MAIN;
    /** @type {Map<string, Node[]>} shown until the editor is there */
    this.plain = new Map(blocks.map((block) => [pathOf(block), [...block.childNodes]]));
    /** @type {NodeListOf<HTMLButtonElement>} */
    const tabs = section.querySelectorAll(".file-tabs > button");
    this.tabs = [...tabs]; // none for a single file
    if (this.tabs.length) this.join(section, blocks);
  }

  /**
   * Makes one block with tabs of the blocks that stood below each other.
   * @param {HTMLElement} section
   * @param {HTMLElement[]} blocks
   */
  join(section, blocks) {
    for (const name of section.querySelectorAll(".file-name")) name.remove();
    for (const block of blocks.slice(1)) block.remove();
    this.block.id = this.tabs[0].getAttribute("aria-controls") ?? "";
    this.block.setAttribute("role", "tabpanel");
    this.block.setAttribute("aria-labelledby", this.tabs[0].id);
    const list = find(".file-tabs", section);
    list.addEventListener("keydown", (event) => moveByKey(this.tabs, event));
    for (const tab of this.tabs) tab.addEventListener("click", () => this.show(pathOf(tab)));
  }

  /** @param {string} path */
  show(path) {
    if (path === this.current || !this.texts.has(path)) return;
    this.current = path;
    this.render();
    this.dispatchEvent(new Event("switch"));
  }

  render() {
    for (const tab of this.tabs) {
      const chosen = pathOf(tab) === this.current;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (!chosen) continue;
      this.block.setAttribute("aria-labelledby", tab.id);
      scrollWithin(tab.parentElement, tab);
    }
  }

  /** Shows the text in view without an editor. */
  showPlain() {
    this.block.replaceChildren(...(this.plain.get(this.current) ?? []));
  }

  /** @param {Set<string>} paths of files that have something wrong in them */
  flag(paths) {
    for (const tab of this.tabs) tab.classList.toggle("has-error", paths.has(pathOf(tab)));
  }

  /** @param {string} path @param {string} text */
  set(path, text) {
    this.texts.set(path, text);
  }

  /** @param {import("./store.js").Edit} edit takes up what the reader made of them */
  restore({ text, files }) {
    for (const [path, yours] of Object.entries({ ...files, [MAIN]: text })) {
      if (!this.texts.has(path) || yours === this.originals.get(path)) continue;
      this.texts.set(path, yours);
      this.plain.set(path, plainCode(yours));
    }
    if (this.isChanged) this.showPlain();
  }

  get isChanged() {
    return this.changed.length > 0;
  }

  /** @returns {[string, string][]} */
  get changed() {
    return [...this.texts].filter(([path, text]) => text !== this.originals.get(path));
  }

  /** @returns {string} */
  get main() {
    return this.texts.get(MAIN) ?? "";
  }

  /** @returns {Record<string, string>} those beside main.py */
  get others() {
    return Object.fromEntries([...this.texts].filter(([path]) => path !== MAIN));
  }
}

/** @param {HTMLElement | null} list @param {HTMLElement} tab brought to its middle; the page stays put */
function scrollWithin(list, tab) {
  if (list) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
}

/** @param {HTMLElement} node */
const pathOf = (node) => node.dataset.file ?? MAIN;

/** @param {HTMLElement} block */
const textOf = (block) => find("pre", block).textContent ?? "";

/** @param {string} text without colours */
function plainCode(text) {
  const numbers = text.split("\n").map((_, i) => i + 1).join("\n");
  return [
    element("div", { class: "code-gutter", "aria-hidden": "true" }, numbers),
    element("pre", { class: "code", tabindex: "0" }, element("code", {}, text)),
  ];
}
