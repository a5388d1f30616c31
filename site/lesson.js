// A lesson: the examples of the page in view, and which of them is in focus.

import { Example } from "./example.js";
import { Exercise } from "./exercise.js";
import { Fixed } from "./fixed.js";
import { Quiz } from "./quiz.js";
import { Sheet } from "./sheet.js";

/**
 * @typedef {object} Parts what outlives a lesson
 * @property {import("./dock.js").Dock} dock
 * @property {import("./kernel.js").Kernel} kernel
 * @property {import("./player.js").Player} player
 * @property {import("./live.js").Live} live
 * @property {import("./store.js").Store} store
 * @property {import("./progress.js").Progress} progress
 * @property {import("./manifest.js").Manifest} manifest
 */

const PATIENCE = 2_000; // ms that an editor waits for Python

export class Lesson {
  /**
   * @param {HTMLElement} main
   * @param {Parts} parts
   */
  constructor(main, parts) {
    this.parts = parts;
    this.page = main.dataset.page ?? "";
    const sections = (/** @type {string} */ of) =>
      /** @type {HTMLElement[]} */ ([...main.querySelectorAll(`[data-${of}]`)]);
    this.sheets = sections("example").map((section) => this.open(section));
    this.quizzes = sections("quiz").map((section) => this.openQuiz(section));
    /** @type {Sheet | null} of the example in focus */
    this.sheet = null;
    this.focus(this.sheets[0] ?? null);
    this.upgrade();
  }

  /** @param {HTMLElement} section */
  open(section) {
    const { kernel, manifest, store } = this.parts;
    const example = new Example(section, store, this.page);
    const sheet = new Sheet(example, manifest.panels);
    this.listen(sheet);
    if (section.dataset.exercise === undefined) return sheet;
    const start = (/** @type {import("./kernel.js").Then} */ then) => this.start(sheet, then);
    new Exercise(example, sheet, { start, kernel, solved: () => this.solved(section) });
    return sheet;
  }

  /** @param {HTMLElement} section */
  openQuiz(section) {
    const { manifest, store } = this.parts;
    const program = new Fixed(section);
    const sheet = new Sheet(program, manifest.panels);
    this.listen(sheet);
    const [start, solved] = [() => this.start(sheet), () => this.solved(section)];
    return new Quiz(program, sheet, { start, solved, store, page: this.page });
  }

  /** @param {HTMLElement} task */
  solved(task) {
    this.parts.progress.mark(`${this.page}#${task.id}`, "solved");
  }

  /** @param {Sheet} sheet */
  listen(sheet) {
    const { example } = sheet;
    const { dock, live, player } = this.parts;
    example.addEventListener("focus", () => this.focus(sheet));
    example.addEventListener("run", () => this.run(sheet));
    example.addEventListener("stop", () => player.stop());
    example.addEventListener("edit", () => {
      sheet.edited();
      dock.refreshSwitches();
      live.later();
    });
    example.addEventListener("switch", () => {
      if (sheet === this.sheet) live.refresh();
    });
    example.addEventListener("point", (event) => {
      const { place, scroll } = /** @type {CustomEvent} */ (event).detail;
      if (sheet === this.sheet) dock.pointTo(place, scroll);
    });
  }

  /** @param {Sheet | null} sheet */
  focus(sheet) {
    if (sheet === this.sheet && sheet) return;
    this.sheet?.example.setFocused(false);
    this.sheet = sheet;
    sheet?.example.setFocused(true);
    this.parts.dock.show(sheet);
    this.parts.live.refresh();
  }

  run(sheet = this.sheet) {
    if (!sheet) return;
    this.start(sheet);
    this.parts.dock.reveal();
  }

  /** @param {Sheet} sheet @param {import("./kernel.js").Then | null} [then] */
  start(sheet, then) {
    this.focus(sheet);
    this.parts.player.run(sheet, then);
    this.parts.dock.refreshSwitches();
  }

  /** Gives each example its editor shortly before it comes into view. */
  upgrade() {
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const sheet = this.sheets.find(({ example }) => example.section === target);
          if (isIntersecting && sheet) this.whenQuiet(() => sheet.example.upgrade());
        }
      },
      { rootMargin: "600px 0px" },
    );
    for (const { example } of this.sheets) this.observer.observe(example.section);
  }

  /**
   * Lets Python load first: making an editor takes the processor that it needs. Until then the
   * text is there to read, and a click on it makes the editor at once.
   * @param {() => void} work
   */
  whenQuiet(work) {
    const { player } = this.parts;
    if (player.state !== "loading") return whenIdle(work);
    const begin = () => {
      clearTimeout(late);
      player.removeEventListener("state", look);
      whenIdle(work);
    };
    const look = () => player.state !== "loading" && begin();
    const late = setTimeout(begin, PATIENCE);
    player.addEventListener("state", look);
  }

  close() {
    this.observer?.disconnect();
    this.parts.player.abandon();
    this.focus(null);
    for (const { example } of this.sheets) example.close();
  }
}

/** @param {() => void} work */
function whenIdle(work) {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 1000 });
  else setTimeout(work, 200); // WebKit
}
