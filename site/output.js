// The output of one example: a stream of nodes, appended once per frame, and the input field.

import { Budget, build, cleanAll } from "./dom.js";
import { element } from "./element.js";

/** @typedef {import("./dom.js").CleanTree} CleanTree */

const MAX_NODES = 50_000; // more than a program can print: 10,000 lines, the streams in turn
const MAX_CHARACTERS = 2_000_000;
const BLOCK = 4_000; // characters, then a new block at the next end of a line
const NODE_WEIGHT = 80; // characters that a node other than text counts for
const CUT = "\n… The page shows no more of this output: there is too much of it.\n";

export class Output {
  /** @param {string} empty what to say while there is nothing to show */
  constructor(empty) {
    this.empty = element("p", { class: "output-empty muted" }, empty);
    this.emptyText = empty;
    this.log = element("div", { class: "output-log", translate: "no" });
    this.root = element("div", { class: "output" }, this.empty, this.log);
    /** @type {CleanTree[]} */
    this.pending = [];
    this.frame = 0;
    this.budget = new Budget(MAX_NODES, MAX_CHARACTERS);
    this.cut = false;
    this.room = 0;
    this.lineEnded = true;
    /** @type {HTMLFormElement | null} */
    this.form = null;
  }

  clear() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.pending = [];
    this.budget = new Budget(MAX_NODES, MAX_CHARACTERS);
    this.cut = false;
    this.log.replaceChildren();
    this.endInput();
    this.say(this.emptyText);
  }

  /** All that the program has printed, as far as it is shown; not what is said of it. */
  get text() {
    const printed = this.log.querySelectorAll(":scope > div > :not(details, .note)");
    return [...printed].map((node) => node.textContent).join("");
  }

  /** @param {string} text shown as long as there is no output */
  say(text) {
    this.empty.textContent = text;
    this.empty.hidden = this.log.hasChildNodes();
  }

  /** @param {unknown[]} trees */
  append(trees) {
    if (this.cut) return;
    try {
      this.pending.push(...cleanAll(trees, this.budget));
    } catch (error) {
      // Only a program that has taken hold of the channel sends what the page refuses.
      this.pending.push(...note(`\n… ${error instanceof Error ? error.message : error}\n`));
    }
    if (this.budget.exceeded) {
      this.cut = true;
      this.pending.push(...note(CUT));
    }
    this.frame ||= requestAnimationFrame(() => this.flush());
  }

  flush() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.pending.length) return;
    const follow = this.isAtEnd();
    for (const tree of this.pending) this.add(tree);
    this.pending = [];
    this.empty.hidden = true;
    if (follow) this.scrollToEnd();
  }

  /**
   * Adds a node; text of the same style joins the piece before it, so that a thousand prints
   * do not make a thousand elements.
   * @param {CleanTree} tree
   */
  add(tree) {
    const text = plainText(tree);
    const block = this.openBlock();
    const last = block.lastElementChild;
    if (text !== null && last?.firstChild instanceof Text && last.className === classOf(tree)) {
      last.firstChild.appendData(text);
    } else {
      block.append(build(tree));
    }
    this.room -= text === null ? NODE_WEIGHT : text.length;
    this.lineEnded = text?.endsWith("\n") ?? true;
  }

  /** The block that output goes to. Blocks are short, so that a frame lays out only the last one. */
  openBlock() {
    const last = this.log.lastElementChild;
    if (last && (this.room > 0 || !this.lineEnded)) return last;
    this.room = BLOCK;
    return this.log.appendChild(element("div"));
  }

  get scroller() {
    return this.root.parentElement;
  }

  isAtEnd() {
    const box = this.scroller;
    return !box || box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  }

  scrollToEnd() {
    const box = this.scroller;
    if (box) box.scrollTop = box.scrollHeight;
  }

  /**
   * Shows the field that answers a waiting input().
   * @param {string} prompt
   * @param {(line: string | null) => void} send null: no more input
   */
  ask(prompt, send) {
    this.endInput();
    this.flush();
    const field = element("input", {
      type: "text",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "send",
      "aria-description": prompt,
    });
    const label = element("label", {}, element("span", {}, "Input"), field);
    this.form = element("form", { class: "output-input" }, label, element("kbd", {}, "Enter"));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.endInput();
      send(field.value);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "d" || !event.ctrlKey) return;
      event.preventDefault();
      this.endInput();
      send(null);
    });
    this.empty.hidden = true;
    this.root.append(this.form);
    this.scrollToEnd();
    return field;
  }

  endInput() {
    this.form?.remove();
    this.form = null;
  }
}

/** @param {string} text */
const note = (text) => cleanAll([["span", { class: "note" }, text]], new Budget());

/** @param {CleanTree} tree */
const classOf = (tree) => (typeof tree === "string" ? "" : tree.attrs.class);

/** @param {CleanTree} tree the text of a span that holds only text */
function plainText(tree) {
  if (typeof tree === "string" || tree.tag !== "span" || tree.children.length !== 1) return null;
  const names = Object.keys(tree.attrs);
  const [text] = tree.children;
  return names.length === 1 && names[0] === "class" && typeof text === "string" ? text : null;
}
