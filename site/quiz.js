// A quiz: the reader says what a program prints, and then it runs.

import { element, find } from "./element.js";
import { nameKeys } from "./shortcuts.js";
import { answerName } from "./store.js";

/**
 * @typedef {object} Setting
 * @property {() => void} start runs the program
 * @property {() => void} solved is told when the answer was right
 * @property {import("./store.js").Store} store
 * @property {string} page
 */

const NOTHING_SAID = "First say what you expect: a guess will do.";
const RIGHT = "Right: that is what it prints.";
const WRONG = "Not what it prints. Compare the two, then read why.";

export class Quiz {
  /**
   * @param {import("./fixed.js").Fixed} program
   * @param {import("./sheet.js").Sheet} sheet
   * @param {Setting} setting
   */
  constructor(program, sheet, { start, solved, store, page }) {
    const { section } = program;
    const id = section.dataset.quiz ?? "";
    this.program = program;
    this.sheet = sheet;
    this.start = start;
    this.solved = solved;
    this.store = store;
    this.name = answerName(page, id);
    this.digest = section.dataset.digest ?? "";
    /** @type {string} */
    this.answer = JSON.parse(find(".quiz-answer", section).textContent ?? "");
    this.form = /** @type {HTMLFormElement} */ (find("form", section));
    this.field = /** @type {HTMLTextAreaElement} */ (find("textarea", section));
    this.verdict = find(".verdict", section);
    this.both = find(".quiz-both", section);
    this.why = find(".quiz-why", section);
    this.said = ""; // the answer that is being judged
    this.asked = false;
    this.restore();
    nameKeys(section);
    this.listen();
  }

  restore() {
    const kept = /** @type {{text?: unknown} | null} */ (this.store.get(this.name));
    if (typeof kept?.text === "string") this.field.value = kept.text;
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => {
      const text = this.field.value;
      this.store.set(this.name, text ? { text, digest: this.digest } : null);
    });
    this.program.addEventListener("state", () => {
      // Should the program not come to its end, the lesson knows what it prints.
      if (this.asked && this.program.state === "idle") this.judge(this.answer);
    });
    this.sheet.onend = ({ status }) => {
      if (this.asked && status === "finished") this.judge(this.sheet.output.text);
      this.asked = false;
    };
  }

  /** Enter answers; where the answer has several lines, only with Ctrl. @param {KeyboardEvent} event */
  key(event) {
    const several = this.field.rows > 1;
    const sends = event.ctrlKey || event.metaKey || (!several && !event.shiftKey);
    if (event.key !== "Enter" || event.isComposing || !sends) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    if (!this.field.value.trim()) {
      this.say("open", NOTHING_SAID);
      this.field.focus();
      return;
    }
    this.said = this.field.value;
    this.asked = true;
    this.program.secret = false;
    this.say("open", "Running …");
    this.start();
  }

  /** @param {string} real what the program prints */
  judge(real) {
    const [yours, theirs] = [lines(this.said), lines(real)];
    const right = yours.join("\n") === theirs.join("\n");
    this.say(right ? "right" : "wrong", right ? RIGHT : WRONG);
    find(".quiz-yours", this.both).replaceChildren(...marked(yours, theirs));
    find(".quiz-real", this.both).replaceChildren(...marked(theirs, yours));
    this.both.hidden = this.why.hidden = false;
    if (right) this.solved();
  }

  /** @param {"open" | "right" | "wrong"} kind @param {string} text */
  say(kind, text) {
    this.verdict.className = `verdict is-${kind}`;
    this.verdict.textContent = text;
  }
}

/** @param {string} text @returns {string[]} its lines; space at their ends does not count */
const lines = (text) => text.trimEnd().split("\n").map((line) => line.trimEnd());

/** @param {string[]} some @param {string[]} others @returns {HTMLElement[]} the lines, those that differ marked */
const marked = (some, others) =>
  some.map((line, i) =>
    element("span", { class: line === others[i] ? "quiz-line" : "quiz-line is-different" }, line || " "),
  );
