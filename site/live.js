// Live panels: the visible tab follows what is typed, through the analyst; after a run it can be
// asked for again with other options.

import { MAIN } from "./files.js";
import { pause } from "./pause.js";
import { parseSpan } from "./spans.js";

/**
 * @typedef {import("./sheet.js").Sheet} Sheet
 * @typedef {import("./analyst.js").TypedReply} TypedReply
 */

const DEBOUNCE = 120; // ms without a key after which the reader pauses

export class Live {
  /**
   * @param {import("./kernel.js").Kernel} kernel
   * @param {import("./options.js").Options} options
   * @param {import("./dock.js").Dock} dock
   */
  constructor(kernel, options, dock) {
    this.kernel = kernel;
    this.options = options;
    this.dock = dock;
    this.turn = 0; // a newer question makes the answer to an older one void
    this.listen();
  }

  listen() {
    this.dock.addEventListener("select", () => this.refresh());
    this.options.addEventListener("change", () => this.refresh());
  }

  /** After a keystroke: the analyst looks while we wait whether the reader goes on typing. */
  later() {
    return this.refresh(pause(DEBOUNCE));
  }

  /** @param {Promise<void>} [paused] until then nothing is shown */
  async refresh(paused) {
    const { sheet } = this.dock;
    this.turn++;
    if (!sheet) return;
    if (sheet.isTyped) await this.type(sheet, paused);
    else if (sheet.finished) await this.ask(sheet);
  }

  /** @param {Sheet} sheet @param {Promise<void>} [paused] */
  async type(sheet, paused) {
    const { panel } = sheet;
    const { turn } = this;
    const { current, texts } = sheet.example.files;
    if (!current.endsWith(".py")) return panel?.say(`${current} is not Python.`, "stale");
    const source = texts.get(current) ?? "";
    const panels = panel ? [panel.name] : [];
    const module = current !== MAIN;
    const asked = this.kernel.typed({ source, module, panels, options: this.options.values });
    const answer = await asked.catch((error) => failure(error, panels));
    await paused;
    if (!answer || turn !== this.turn || !sheet.isTyped) return;
    if (sheet.phase === "typed") {
      sheet.example.fail(answer.error ? [{ ...answer.error, file: current }] : []);
    }
    if (!panel) return;
    show(panel, answer);
    if (!answer.error) afterFrame(() => sheet.example.point());
  }

  /** @param {Sheet} sheet */
  async ask(sheet) {
    const { panel } = sheet;
    if (!panel) return;
    const request = { panel: panel.name, options: this.options.of(panel.name) };
    const answer = await this.kernel.ran(request).catch(() => null); // a crash says so itself
    if (answer && sheet.finished) panel.show(answer.view, false);
  }
}

/**
 * @param {import("./panel.js").PanelView} panel
 * @param {TypedReply} answer
 */
function show(panel, { views, error, failures }) {
  const view = views[panel.name];
  const failed = failures[panel.name];
  if (failed) panel.say(failed, "broken");
  else if (error) panel.say(describe(error), "error");
  else if (view !== undefined) panel.show(view, true);
}

/**
 * @param {unknown} error
 * @param {string[]} panels
 * @returns {TypedReply}
 */
function failure(error, panels) {
  const text = `The analysis failed: ${error instanceof Error ? error.message : error}`;
  return { views: {}, failures: Object.fromEntries(panels.map((name) => [name, text])), error: null };
}

/** @param {() => void} work what need not be in the next frame */
function afterFrame(work) {
  requestAnimationFrame(() => setTimeout(work));
}

/** @param {import("./player.js").Marker} error */
function describe({ span, message }) {
  const line = parseSpan(span)?.from.line;
  return line ? `Line ${line}: ${message}` : message;
}
