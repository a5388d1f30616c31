// An exercise: an example whose program is checked, with hints and a solution.

import { Budget, build, clean } from "./dom.js";
import { element, find } from "./element.js";
import { MAIN } from "./files.js";

/**
 * @typedef {import("./kernel.js").Then} Then
 * @typedef {{outcome: string, message: string}} Verdict
 *
 * @typedef {object} Setting
 * @property {(then: Then) => void} start runs the program, and then asks for the check
 * @property {import("./kernel.js").Kernel} kernel
 * @property {() => void} solved is told when the check is passed
 */

const PASSED = "That is right.";
const UNCHECKED = "Not checked: the program did not come to its end.";

export class Exercise {
  /**
   * @param {import("./example.js").Example} example
   * @param {import("./sheet.js").Sheet} sheet
   * @param {Setting} setting
   */
  constructor(example, sheet, setting) {
    const { section } = example;
    this.example = example;
    this.sheet = sheet;
    this.setting = setting;
    /** @type {{check: string, solution: string}} */
    this.texts = JSON.parse(find(".exercise-check", section).textContent ?? "");
    this.verdict = find(".verdict", section);
    this.hints = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".hints > li")]);
    this.solution = find(".solution", section);
    this.listing = find(".code", this.solution);
    this.buttons = {
      check: /** @type {HTMLButtonElement} */ (find(".check", section)),
      hint: /** @type {HTMLButtonElement} */ (find(".hint", section)),
      solve: /** @type {HTMLButtonElement} */ (find(".solve", section)),
      use: /** @type {HTMLButtonElement} */ (find(".use", section)),
    };
    this.checking = false;
    this.renderHints();
    this.listen();
  }

  listen() {
    const { example, buttons } = this;
    buttons.check.addEventListener("click", () => this.check());
    buttons.hint.addEventListener("click", () => this.hint());
    buttons.solve.addEventListener("click", () => this.toggleSolution());
    buttons.use.addEventListener("click", () => this.use());
    example.addEventListener("run", () => this.forget());
    example.addEventListener("edit", () => this.verdict.classList.add("is-stale"));
    example.addEventListener("state", () => {
      if (this.checking && example.state === "idle") this.say("open", UNCHECKED);
    });
    this.sheet.onend = ({ reply }) => {
      if (this.checking && reply) this.show(/** @type {Verdict} */ (reply));
      this.checking = false;
    };
  }

  check() {
    const { check } = this.texts;
    this.say("open", "Checking …");
    this.checking = true;
    const params = { source: this.example.files.main, check };
    this.setting.start({ method: "check", params, code: check });
  }

  /** The reader runs the program instead. */
  forget() {
    if (this.checking) this.say("open", "");
    this.checking = false;
  }

  /** @param {Verdict} verdict */
  show({ outcome, message }) {
    if (outcome !== "passed") {
      this.say(outcome === "interrupted" ? "open" : "wrong", message);
      return;
    }
    this.say("right", PASSED);
    this.setting.solved();
  }

  /** @param {"open" | "right" | "wrong"} kind @param {string} text */
  say(kind, text) {
    this.verdict.className = `verdict is-${kind}`;
    this.verdict.replaceChildren(...withCode(text));
  }

  hint() {
    const next = this.hints.find((hint) => hint.hidden);
    if (next) next.hidden = false;
    this.renderHints();
  }

  renderHints() {
    const shown = this.hints.filter((hint) => !hint.hidden).length;
    const { length } = this.hints;
    this.buttons.hint.textContent = shown < length ? `Hint ${shown + 1} of ${length}` : "No more hints";
    this.buttons.hint.disabled = shown === length;
  }

  toggleSolution() {
    this.solution.hidden = !this.solution.hidden;
    this.buttons.solve.setAttribute("aria-expanded", String(!this.solution.hidden));
    this.buttons.solve.textContent = this.solution.hidden ? "Solution" : "Hide the solution";
    if (!this.solution.hidden) this.compare();
  }

  /** Shows how the solution differs from the reader's program; without Python, the solution alone. */
  async compare() {
    const { kernel } = this.setting;
    const words = find(".solution-words", this.solution);
    const versions = { yours: this.example.files.main, theirs: this.texts.solution };
    words.textContent = "One way to do it:";
    const answer = await kernel.compare(versions).catch(() => null);
    const view = answer && clean(answer.view, new Budget());
    if (!view) return;
    this.listing.replaceChildren(build(view));
    words.textContent = answer.equal
      ? "One way to do it, which is also yours."
      : "One way to do it. Lines with − are yours, lines with + are in the solution.";
  }

  use() {
    this.toggleSolution();
    this.example.put(new Map([[MAIN, this.texts.solution]]), "The solution is in the editor.");
    this.example.section.querySelector(".example-notice button")?.scrollIntoView({ block: "nearest" });
    this.buttons.check.focus({ preventScroll: true });
  }
}

/** @param {string} text with `code` between backticks @returns {Node[]} */
const withCode = (text) =>
  text.split(/`([^`\n]+)`/).map((part, i) => (i % 2 ? element("code", {}, part) : document.createTextNode(part)));
