// The options of the panels: switches above a panel, remembered for all examples.

import { element } from "./element.js";

/** @typedef {Record<string, Record<string, boolean>>} Values panel -> option -> on? */

export class Options extends EventTarget {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    super();
    this.store = store;
    this.values = /** @type {Values} */ (store.get("options") ?? {});
  }

  /** @param {string} panel */
  of(panel) {
    return this.values[panel] ?? {};
  }

  /** @param {string} panel @param {string} option @param {boolean} on */
  set(panel, option, on) {
    this.values = { ...this.values, [panel]: { ...this.of(panel), [option]: on } };
    this.store.set("options", this.values);
    this.dispatchEvent(new CustomEvent("change", { detail: { panel } }));
  }

  /**
   * Makes the switches of a panel.
   * @param {import("./manifest.js").PanelEntry} entry
   * @returns {HTMLElement}
   */
  render(entry) {
    const hint = element("span", { class: "options-hint muted", id: `page-hint-${entry.name}` });
    const group = element("div", { class: "options" });
    group.append(...entry.options.map((option) => this.renderSwitch(entry.name, option)), hint);
    return group;
  }

  /**
   * @param {string} panel
   * @param {import("./manifest.js").PanelOption} option
   */
  renderSwitch(panel, option) {
    const box = element("input", { type: "checkbox", role: "switch" });
    box.checked = this.of(panel)[option.name] ?? false;
    if (option.after_run) {
      box.dataset.afterRun = "";
      box.setAttribute("aria-describedby", `page-hint-${panel}`);
    }
    box.addEventListener("change", () => this.set(panel, option.name, box.checked));
    return element("label", { class: "switch" }, box, element("span", {}, option.label));
  }
}

/**
 * Enables the switches that need a finished run, or says what they need.
 * @param {HTMLElement} group as Options.render made it
 * @param {boolean} finished
 */
export function enableAfterRun(group, finished) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("[data-after-run]"));
  for (const box of boxes) box.disabled = !finished;
  const hint = group.querySelector(".options-hint");
  if (hint) hint.textContent = boxes.length && !finished ? "Greyed out until you run the program." : "";
}
