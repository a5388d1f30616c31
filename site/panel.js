// A panel of one example: the view that the worker sent, and what there is to say about it.

import { Budget, build, cleanAll } from "./dom.js";
import { element } from "./element.js";
import { patchChildren } from "./patch.js";
import { SpanIndex } from "./spans.js";

/** @typedef {import("./dom.js").CleanTree} CleanTree */

const TOO_MUCH = ["p", { class: "muted" }, "… There is more than the page can show."];

/** @type {Map<string, boolean>} "panel/key" -> opened? As the reader left it, on all examples */
const opened = new Map();

/** Dispatches "change" when it shows something else. */
export class PanelView extends EventTarget {
  /** @param {import("./manifest.js").PanelEntry} entry */
  constructor(entry) {
    super();
    this.name = entry.name;
    this.message = element("p", { class: "panel-message", hidden: true });
    this.empty = element("p", { class: "panel-empty muted" }, entry.empty);
    this.body = element("div", { class: `panel-body panel-${entry.name}`, translate: "no" });
    this.root = element("div", { class: "panel" }, this.message, this.empty, this.body);
    /** @type {CleanTree[]} */
    this.shown = [];
    /** @type {SpanIndex | null} */
    this.index = null;
    this.live = false;
    this.room = new Budget(); // what may still be appended to the view
    this.frame = 0;
    /** @type {unknown} */
    this.next = undefined;
    /** @type {unknown[]} */
    this.added = [];
    this.listen();
  }

  get hasView() {
    return this.body.hasChildNodes();
  }

  get hasNotes() {
    return this.body.querySelector("[data-note]") !== null;
  }

  /**
   * Shows a view: at once if it follows what is typed; else, of several that come during a run, the
   * last one of each frame.
   * @param {unknown} view
   * @param {boolean} live follows what is typed
   */
  show(view, live) {
    this.live = live;
    this.say("", "");
    this.next = view;
    this.added = [];
    if (live) this.paint();
    else this.frame ||= requestAnimationFrame(() => this.paint());
  }

  /** @param {unknown[]} trees added to the node with data-log */
  append(trees) {
    // In a hidden tab no frame comes; what no view could hold is not kept either.
    if (this.added.length < this.room.nodes) this.added = this.added.concat(trees);
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  paint() {
    const { next, added } = this;
    cancelAnimationFrame(this.frame);
    [this.frame, this.next, this.added] = [0, undefined, []];
    try {
      if (next !== undefined) this.render(next);
      const log = this.body.querySelector("[data-log]") ?? this.body;
      log.append(...cleanAll(added, this.room).map((tree) => build(tree)));
    } catch (error) {
      // A view that the page refuses is that panel's failure; the others go on.
      const text = error instanceof Error ? error.message : String(error);
      this.say(`This panel could not be shown: ${text}`, "broken");
    }
    this.changed();
  }

  /** @param {unknown} view */
  render(view) {
    this.room = new Budget();
    const shown = cleanAll([view], this.room, this.shown);
    if (this.room.exceeded) shown.push(...cleanAll([TOO_MUCH], new Budget()));
    patchChildren(this.body, this.shown, shown);
    this.shown = shown;
  }

  changed() {
    this.index = null;
    this.empty.hidden = this.hasView;
    for (const details of this.body.querySelectorAll("details[data-key]")) {
      const open = opened.get(this.key(details));
      if (open !== undefined) /** @type {HTMLDetailsElement} */ (details).open = open;
    }
    this.dispatchEvent(new Event("change"));
  }

  /**
   * Says something above the view.
   * @param {string} text
   * @param {"" | "stale" | "error" | "broken"} kind stale and error dim the view
   */
  say(text, kind) {
    this.message.textContent = text;
    this.message.hidden = !text;
    this.root.dataset.kind = kind;
  }

  /** @param {Element} details */
  key(details) {
    return `${this.name}/${details.getAttribute("data-key")}`;
  }

  /** @param {import("./spans.js").Place} place */
  at(place) {
    this.index ??= new SpanIndex(this.body);
    return this.index.at(place);
  }

  listen() {
    this.body.addEventListener("click", ({ target }) => {
      const summary = target instanceof Element ? target.closest("summary") : null;
      const details = summary?.parentElement;
      // Not the toggle event: it also fires when a view opens its details by itself.
      if (details instanceof HTMLDetailsElement && details.hasAttribute("data-key")) {
        opened.set(this.key(details), !details.open);
      }
    });
  }
}
