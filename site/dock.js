// The dock: status, the Output region, and the tabs of the example in focus. Beside the prose on
// a wide window; below the example on a narrow one, and on the home page.

import { element, find } from "./element.js";
import { Hover } from "./hover.js";
import { enableAfterRun } from "./options.js";
import { moveByArrows } from "./rows.js";
import { parsePlace } from "./spans.js";
import { moveByKey } from "./tabs.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */

const NARROW = matchMedia("(max-width: 900px)");

/** Dispatches "select" when another tab is chosen. */
export class Dock extends EventTarget {
  /**
   * @param {HTMLElement} root
   * @param {import("./options.js").Options} options
   */
  constructor(root, options) {
    super();
    this.root = root;
    this.options = options;
    this.home = /** @type {HTMLElement} */ (root.parentElement);
    this.output = find(".dock-output", root);
    this.tabs = find(".dock-tabs", root);
    this.box = find(".dock-panel", root);
    this.note = find(".dock-note", root);
    this.title = find(".dock-title", root);
    this.told = "";
    /** @type {Sheet | null} */
    this.sheet = null;
    /** @type {Map<string, HTMLElement>} */
    this.switches = new Map();
    this.listen();
  }

  listen() {
    this.tabs.addEventListener("keydown", (event) => {
      moveByKey([...this.tabs.querySelectorAll("button")], event);
    });
    NARROW.addEventListener("change", () => this.place());
    moveByArrows(this.box);
    new Hover(this.root, {
      span: (span) => this.sheet?.example.mark(span),
      note: (note) => this.tell(note),
      goto: (place) => this.sheet?.example.goto(parsePlace(place)),
    });
  }

  /** Where the dock lies below the example, what a run prints would else come to pass unseen. */
  reveal() {
    if (this.root.dataset.inline === undefined) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.output.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  }

  /** @param {Sheet | null} sheet */
  show(sheet) {
    if (sheet === this.sheet) return;
    this.sheet?.example.mark("");
    this.sheet = sheet;
    this.root.hidden = !sheet;
    if (!sheet) return this.park();
    this.title.textContent = sheet.example.title;
    this.output.replaceChildren(sheet.output.root);
    sheet.output.scrollToEnd();
    this.root.toggleAttribute("data-lone-output", sheet.entries.length === 0);
    this.tabs.replaceChildren(...sheet.entries.map((entry) => this.renderTab(entry)));
    this.renderPanel();
    this.place();
  }

  /** @param {import("./manifest.js").PanelEntry} entry */
  renderTab(entry) {
    const id = `page-tab-${entry.name}`;
    const tab = element("button", { type: "button", role: "tab", id, "aria-controls": "page-panel" }, entry.title);
    tab.dataset.panel = entry.name;
    tab.addEventListener("click", () => this.select(entry.name));
    return tab;
  }

  /** @param {string} name */
  select(name) {
    if (!this.sheet?.panels.has(name) || this.sheet.tab === name) return;
    this.sheet.tab = name;
    this.renderPanel();
    this.dispatchEvent(new Event("select"));
  }

  renderPanel() {
    const { sheet } = this;
    const entry = sheet?.entries.find((each) => each.name === sheet.tab);
    for (const tab of this.tabs.querySelectorAll("button")) {
      const chosen = tab.dataset.panel === entry?.name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    this.tell("");
    sheet?.panel?.addEventListener("change", this.hint);
    if (!sheet?.panel || !entry) return this.box.replaceChildren();
    this.box.setAttribute("aria-labelledby", `page-tab-${entry.name}`);
    this.box.replaceChildren(...this.switchesOf(entry), sheet.panel.root);
    this.refreshSwitches();
  }

  /** @param {import("./manifest.js").PanelEntry} entry */
  switchesOf(entry) {
    if (!entry.options.length) return [];
    const known = this.switches.get(entry.name) ?? this.options.render(entry);
    this.switches.set(entry.name, known);
    return [known];
  }

  /** Options that need a finished run come and go with it. */
  refreshSwitches() {
    const group = this.sheet && this.switches.get(this.sheet.tab);
    if (group) enableAfterRun(group, this.sheet?.finished ?? false);
  }

  /** @param {string} note what a node has to say while it is hovered or focused */
  tell(note) {
    this.told = note;
    const hint = this.sheet?.panel?.hasNotes ? "Point at something to read what it means." : "";
    this.note.textContent = note || hint;
    this.note.classList.toggle("muted", !note);
  }

  /** A panel shows something else, which may have notes. */
  hint = () => {
    if (!this.told) this.tell("");
  };

  /** Puts the dock where it belongs, without moving what the reader looks at. */
  place() {
    const section = this.sheet?.example.section;
    if (!section) return;
    const home = section.closest("[data-layout=home]") !== null;
    if (!NARROW.matches && !home) return this.park();
    this.root.dataset.inline = "";
    if (section.nextElementSibling === this.root) return;
    keepInPlace(section, () => section.after(this.root));
  }

  /** Puts the dock beside the prose. */
  park() {
    delete this.root.dataset.inline;
    if (this.root.parentElement !== this.home) this.home.append(this.root);
  }

  /**
   * Marks what belongs to a place in the editor.
   * @param {import("./spans.js").Place | null} place
   * @param {boolean} scroll also scroll there
   */
  pointTo(place, scroll) {
    for (const node of this.box.querySelectorAll(".is-pointed")) node.classList.remove("is-pointed");
    const nodes = (place && this.sheet?.panel?.at(place)) || [];
    for (const node of nodes) node.classList.add("is-pointed");
    if (scroll && nodes[0]) scrollWithin(this.box, nodes[0]);
  }
}

/**
 * @param {Element} element stays where it is in the window
 * @param {() => void} change
 */
function keepInPlace(element, change) {
  const before = element.getBoundingClientRect().top;
  change();
  const moved = element.getBoundingClientRect().top - before;
  if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: "instant" });
}

/** @param {Element} box @param {Element} node scrolled into the box; the page stays put */
function scrollWithin(box, node) {
  const outer = box.getBoundingClientRect();
  const inner = node.getBoundingClientRect();
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}
