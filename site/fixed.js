// A program that is shown as it is, for a quiz: it can be run, and not be changed.

import { Files } from "./files.js";

/** Dispatches "focus" once its panels may be seen, and "state". */
export class Fixed extends EventTarget {
  /** @param {HTMLElement} section as quiz.html renders it */
  constructor(section) {
    super();
    this.section = section;
    this.title = section.dataset.title ?? "";
    this.panels = (section.dataset.panels ?? "").split(",").filter(Boolean);
    this.stdin = (section.dataset.stdin ?? "").split("\n").filter(Boolean);
    this.files = new Files(section);
    this.state = /** @type {import("./example.js").ExampleState} */ ("idle");
    this.secret = true; // the panels would give the answer away
    const focus = () => this.secret || this.dispatchEvent(new Event("focus"));
    section.addEventListener("focusin", focus);
    section.addEventListener("pointerdown", focus);
  }

  /** @param {import("./example.js").ExampleState} state */
  setState(state) {
    this.state = state;
    this.section.dataset.state = state;
    this.dispatchEvent(new Event("state"));
  }

  /** @param {boolean} focused */
  setFocused(focused) {
    this.section.toggleAttribute("data-focused", focused);
  }

  // There is no editor that could show these.
  /** @param {string} _span */
  mark(_span) {}
  /** @param {import("./player.js").Marker[]} _markers */
  fail(_markers) {}
  /** @param {import("./spans.js").Place} _place */
  goto(_place) {}
  point() {}
  async upgrade() {}
  close() {}
}
