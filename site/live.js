// Live panels: the visible tab follows what is typed, through the analyst; after a run it can be
// asked for again with other options.

import { guarded } from "./player.js";
import { parseSpan } from "./spans.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */

const DEBOUNCE = 120;

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
    this.timer = 0;
    this.listen();
  }

  listen() {
    this.dock.addEventListener("select", () => this.refresh());
    this.options.addEventListener("change", () => this.refresh());
  }

  /** After a keystroke. */
  later() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.refresh(), DEBOUNCE);
  }

  async refresh() {
    clearTimeout(this.timer);
    const { sheet } = this.dock;
    if (!sheet) return;
    if (sheet.phase === "typed") await this.type(sheet);
    else if (sheet.finished) await this.ask(sheet);
  }

  /** @param {Sheet} sheet */
  async type(sheet) {
    const { panel } = sheet;
    const source = sheet.example.text;
    const answer = await this.kernel.typed({
      source,
      panels: panel ? [panel.name] : [],
      options: this.options.values,
    });
    if (!answer || sheet.phase !== "typed" || sheet.example.text !== source) return;
    sheet.example.fail(answer.error ? [answer.error] : []);
    if (!panel) return;
    guarded(panel, () => paint(panel, answer));
  }

  /** @param {Sheet} sheet */
  async ask(sheet) {
    const { panel } = sheet;
    if (!panel) return;
    const answer = await this.kernel.ran({ panel: panel.name, options: this.options.of(panel.name) });
    if (answer && sheet.finished) guarded(panel, () => panel.show(answer.view));
  }
}

/**
 * @param {import("./panel.js").PanelView} panel
 * @param {import("./kernel.js").TypedReply} answer
 */
function paint(panel, { views, error, failures }) {
  const view = views[panel.name];
  const failure = failures[panel.name];
  if (failure) panel.say(failure, "broken");
  else if (error) panel.say(describe(error), "error");
  else if (view !== undefined) {
    panel.show(view);
    panel.live = true;
  }
}

/** @param {import("./player.js").Marker} error */
function describe({ span, message }) {
  const line = parseSpan(span)?.from.line;
  return line ? `Line ${line}: ${message}` : message;
}
