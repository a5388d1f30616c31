// The player: the one program that runs, and where its events go.

import { MAIN } from "./files.js";

/**
 * @typedef {import("./sheet.js").Sheet} Sheet
 * @typedef {"loading" | "ready" | "running" | "waiting" | "stopped" | "crashed" | "finished"} State
 * @typedef {{state: State, text: string, note?: string, ready: boolean}} StateDetail
 * @typedef {{panel: string, view?: unknown, append?: unknown[], error?: string}} PanelDetail
 * @typedef {{file?: string, span: string, message: string}} Marker without a file: in main.py
 * @typedef {{status: string, duration: number, markers: Marker[], reply?: unknown}} DoneDetail
 */

const QUEUED = "Queued: runs as soon as Python is ready.";

/** Dispatches "state" when that changes, and "over" when a run has come to its end. */
export class Player extends EventTarget {
  /**
   * @param {import("./kernel.js").Kernel} kernel
   * @param {import("./options.js").Options} options
   * @param {import("./status.js").Status} status
   */
  constructor(kernel, options, status) {
    super();
    this.kernel = kernel;
    this.options = options;
    this.status = status;
    this.state = /** @type {State} */ ("loading");
    /** @type {Sheet | null} of the example that runs, or ran last */
    this.sheet = null;
    this.listen();
  }

  listen() {
    this.on("state", (detail) => this.enter(/** @type {StateDetail} */ (detail)));
    this.on("panel", (detail) => this.paint(/** @type {PanelDetail} */ (detail)));
    this.on("clear", () => this.sheet?.clear());
    this.on("input", (detail) => this.ask(/** @type {{prompt: string}} */ (detail)));
    this.on("done", (detail) => this.end(/** @type {DoneDetail} */ (detail)));
  }

  /** @param {string} name @param {(detail: unknown) => void} handle */
  on(name, handle) {
    this.kernel.addEventListener(name, (event) => handle(/** @type {CustomEvent} */ (event).detail));
  }

  /** @param {Sheet} sheet @param {import("./kernel.js").Then | null} [then] what follows the run */
  run(sheet, then = null) {
    if (this.sheet && this.sheet !== sheet) this.release(this.sheet);
    this.sheet = sheet;
    const { example } = sheet;
    sheet.output.endInput();
    const queued = this.state === "loading";
    sheet.output.say(queued ? QUEUED : "Running …");
    example.setState(queued ? "queued" : "running");
    this.kernel.run({
      source: example.files.main,
      filename: MAIN,
      files: example.files.others,
      panels: [...sheet.panels.keys()],
      options: this.options.values,
      stdin: example.stdin,
      then,
    });
  }

  /** @param {Sheet} sheet another example runs instead */
  release(sheet) {
    sheet.finished = false;
    sheet.output.endInput();
    if (sheet.example.state !== "idle") sheet.output.say("Stopped.");
    sheet.example.setState("idle");
  }

  stop() {
    const queued = this.state === "loading" && this.sheet?.example.state === "queued";
    this.kernel.stop();
    if (queued) this.settle(""); // loading it was and loading it is: no change of state tells
  }

  /** The reader goes to another lesson. */
  abandon() {
    this.kernel.abandon();
    this.sheet = null;
  }

  /** @param {StateDetail} detail */
  enter({ state, text, note = "", ready }) {
    const before = this.state;
    this.state = state;
    this.status.show(state, text, ready);
    this.status.remark("kernel", note);
    if (state !== "waiting") this.sheet?.output.endInput();
    if (state !== before) this.follow(state, before, note || text);
    this.dispatchEvent(new Event("state"));
  }

  /**
   * Lets the example that runs show the new state.
   * @param {State} state @param {State} before @param {string} text
   */
  follow(state, before, text) {
    const example = this.sheet?.example;
    if (!example || example.state === "idle") return;
    if (state === "loading") {
      example.setState("queued");
      this.sheet?.output.say(QUEUED);
    } else if (state === "running") example.setState("running");
    else if (state === "finished") this.settle("The program printed nothing.");
    else if (state === "stopped" || state === "crashed") this.settle(text);
    else if (state === "ready" && before !== "loading") this.settle("");
  }

  /** The run is over. @param {string} text said where there is no output */
  settle(text) {
    const { sheet } = this;
    if (!sheet) return;
    sheet.output.flush();
    sheet.output.say(text);
    sheet.example.setState("idle");
    if (sheet.phase === "running" && this.state !== "finished") sheet.phase = "typed";
    this.dispatchEvent(new Event("over"));
  }

  /** @param {PanelDetail} detail */
  paint({ panel, view, append, error }) {
    const { sheet } = this;
    if (!sheet) return;
    if (panel === "output") {
      if (append) sheet.output.append(append);
      return;
    }
    const shown = sheet.panels.get(panel);
    // Edited while it ran: what follows the typing is newer than what the run has to show. And of
    // the files only main.py is shown by a run.
    if (!shown || (sheet.isTyped && shown.live)) return;
    if (error) shown.say(error, "broken");
    else if (append) shown.append(append);
    else shown.show(view, false);
  }

  /** @param {{prompt: string}} detail */
  ask({ prompt }) {
    const field = this.sheet?.output.ask(prompt, (line) => this.kernel.input(line));
    const active = document.activeElement;
    const here = !active || active === document.body || this.sheet?.example.section.contains(active);
    if (here || active?.closest(".dock")) field?.focus({ preventScroll: true });
  }

  /** @param {DoneDetail} detail */
  end({ status, markers, reply }) {
    const { sheet } = this;
    if (!sheet) return;
    if (sheet.phase === "running" && status !== "crashed") {
      sheet.phase = "ran";
      sheet.finished = true;
      sheet.example.fail(markers);
    }
    if (sheet.example.state !== "idle") this.settle("");
    else this.dispatchEvent(new Event("over"));
    sheet.onend({ status, reply });
  }
}
