// A sheet: what the dock shows for one example.

import { MAIN } from "./files.js";
import { Output } from "./output.js";
import { PanelView } from "./panel.js";

/**
 * @typedef {import("./manifest.js").PanelEntry} PanelEntry
 * @typedef {import("./example.js").Example | import("./fixed.js").Fixed} Program
 */

export class Sheet {
  /**
   * @param {Program} example
   * @param {PanelEntry[]} entries all panels there are
   */
  constructor(example, entries) {
    this.example = example;
    const output = entries.find((entry) => entry.name === "output");
    this.output = new Output(output?.empty ?? "Nothing printed yet.");
    this.entries = entries.filter(
      (entry) => entry.name !== "output" && example.panels.includes(entry.name),
    );
    this.panels = new Map(this.entries.map((entry) => [entry.name, new PanelView(entry)]));
    this.tab = example.panels.find((name) => this.panels.has(name)) ?? "";
    // Which text the views belong to: the one being typed, or the one that runs or ran.
    this.phase = /** @type {"typed" | "running" | "ran"} */ ("typed");
    this.finished = false; // its run can be asked for panels with other options
    /** @type {(end: {status: string, reply?: unknown}) => void} a run has ended that nobody stopped */
    this.onend = () => {};
  }

  /** Whether the views follow the text in the editor; of a run they show main.py. */
  get isTyped() {
    return this.phase === "typed" || this.example.files.current !== MAIN;
  }

  get panel() {
    return this.panels.get(this.tab);
  }

  /** A new run begins. */
  clear() {
    this.phase = "running";
    this.finished = false;
    this.output.clear();
    this.output.say("Running …");
    this.example.fail([]);
    for (const panel of this.panels.values()) {
      if (panel.hasView && !panel.live) panel.say("", "stale");
    }
  }

  /** The text has been edited: from now on the views follow the typing. */
  edited() {
    this.phase = "typed";
    this.finished = false;
    for (const panel of this.panels.values()) {
      if (panel.hasView && !panel.live) {
        panel.say("This is from the last run; the program has changed since.", "stale");
      }
    }
  }
}
