// What the pages show of the progress: a mark at each lesson, and on the home page the whole of it,
// with the ways to carry it elsewhere.

import { element, find } from "./element.js";

/** @typedef {import("./progress.js").Progress} Progress */

const FILE = "peek-progress.json";

export class ProgressView {
  /** @param {Progress} progress */
  constructor(progress) {
    this.progress = progress;
    progress.addEventListener("change", () => this.render());
    this.open();
  }

  /** There is another page in view. */
  open() {
    this.observer?.disconnect();
    this.panel = document.querySelector("main .progress");
    if (this.panel) this.listen(this.panel);
    this.watch();
    this.render();
  }

  /** Marks the lesson in view as opened, and as read when its end has been seen. */
  watch() {
    const { page, layout } = find("main").dataset;
    const end = document.querySelector("main .pager");
    if (!page || layout !== "lesson" || !end) return;
    this.progress.mark(page, "opened");
    this.observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (isIntersecting) this.progress.mark(page, "read");
    });
    this.observer.observe(end);
  }

  render() {
    const lessons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lesson]"));
    for (const lesson of lessons) {
      const { lesson: page = "", tasks = 0 } = lesson.dataset;
      const state = this.state(page, Number(tasks));
      const solved = this.solved(page);
      lesson.dataset.progress = state;
      find(".lesson-progress", lesson).textContent =
        solved && state !== "done" ? `${solved} of ${tasks} solved` : state;
    }
    const { page } = find("main").dataset;
    for (const task of document.querySelectorAll("main .task")) {
      find(".task-done", task).hidden = !this.progress.has(`${page}#${task.id}`, "solved");
    }
    if (this.panel) this.renderPanel(this.panel);
  }

  /** @param {string} page @param {number} tasks @returns {"" | "opened" | "read" | "done"} */
  state(page, tasks) {
    if (!this.progress.has(page, "opened")) return "";
    if (!this.progress.has(page, "read")) return "opened";
    return tasks > 0 && this.solved(page) >= tasks ? "done" : "read";
  }

  /** @param {string} page @returns {number} how many of its tasks are solved */
  solved(page) {
    const { marks } = this.progress;
    return [...marks].filter(([name, { state }]) => name.startsWith(`${page}#`) && state === "solved").length;
  }

  /** @param {Element} panel */
  renderPanel(panel) {
    /** @type {NodeListOf<HTMLElement>} */
    const cards = document.querySelectorAll("main [data-lesson]");
    const pages = [...cards].map(({ dataset }) => dataset.lesson ?? "");
    const read = pages.filter((page) => this.progress.has(page, "read")).length;
    const tasks = sum([...cards].map(({ dataset }) => Number(dataset.tasks)));
    const solved = sum(pages.map((page) => this.solved(page)));
    const bar = /** @type {HTMLProgressElement} */ (find("progress", panel));
    bar.max = pages.length + tasks;
    bar.value = read + solved;
    find(".progress-text", panel).textContent =
      `${read} of ${pages.length} lessons read, ${solved} of ${tasks} tasks solved`;
    for (const name of [".progress-export", ".progress-forget"]) {
      /** @type {HTMLButtonElement} */ (find(name, panel)).disabled = this.progress.marks.size === 0;
    }
  }

  /** @param {Element} panel */
  listen(panel) {
    const chooser = /** @type {HTMLInputElement} */ (find("input", panel));
    find(".progress-export", panel).addEventListener("click", () => this.export());
    find(".progress-import", panel).addEventListener("click", () => chooser.click());
    find(".progress-forget", panel).addEventListener("click", () => this.forget());
    chooser.addEventListener("change", () => this.import(chooser));
  }

  export() {
    const url = URL.createObjectURL(new Blob([this.progress.text()], { type: "application/json" }));
    element("a", { href: url, download: FILE }).click();
    URL.revokeObjectURL(url);
    this.say(`Your progress is in ${FILE}.`);
  }

  /** @param {HTMLInputElement} chooser */
  async import(chooser) {
    const [file] = chooser.files ?? [];
    if (!file) return;
    try {
      await this.progress.take(await file.text());
      this.say(`Added what ${file.name} holds.`);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.say(`Nothing was taken from ${file.name}. ${why}`);
    }
    chooser.value = ""; // so that the same file can be chosen again
  }

  async forget() {
    const all = this.progress.text();
    await this.progress.forget();
    const undo = element("button", { type: "button", class: "link" }, "Undo");
    undo.addEventListener("click", () => {
      this.progress.take(all);
      this.say("");
    });
    this.say("Your progress is forgotten.", undo);
  }

  /** @param {string} text @param {HTMLElement[]} actions */
  say(text, ...actions) {
    const note = this.panel && find(".progress-note", this.panel);
    note?.replaceChildren(text, " ", ...actions);
  }
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
