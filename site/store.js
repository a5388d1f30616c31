// The store: what the browser keeps for the reader. Without storage (private mode, a full disk)
// everything is kept until the page is closed, and `problem` says so.

const PREFIX = "peek:1:";

/**
 * @typedef {object} Edit a changed example
 * @property {string} text of main.py
 * @property {Record<string, string>} [files] those beside it that have been changed
 * @property {string} digest what it was changed from
 */

export class Store extends EventTarget {
  constructor() {
    super();
    /** @type {Map<string, string>} */
    this.memory = new Map();
    this.problem = "";
  }

  /** @param {string} name @returns {unknown} */
  get(name) {
    try {
      return JSON.parse(this.memory.get(name) ?? localStorage.getItem(PREFIX + name) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {unknown} value null removes */
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(PREFIX + name);
      else localStorage.setItem(PREFIX + name, JSON.stringify(value));
      this.memory.delete(name);
    } catch {
      this.memory.set(name, JSON.stringify(value));
      this.report();
    }
  }

  report() {
    if (this.problem) return;
    this.problem = "The browser has no room for your changes: they last until you close this page.";
    this.dispatchEvent(new Event("problem"));
  }

  /** @param {string} name @returns {Edit | null} */
  edit(name) {
    const value = /** @type {Partial<Edit> | null} */ (this.get(name));
    if (typeof value?.text !== "string" || typeof value.digest !== "string") return null;
    const files = Object.entries(value.files ?? {}).filter(([, text]) => typeof text === "string");
    return { text: value.text, files: Object.fromEntries(files), digest: value.digest };
  }
}

/**
 * @param {string} page @param {string} example
 * @returns {string} the name that an edit is kept under
 */
export const editName = (page, example) => `edit:${page}#${example}`;

/**
 * @param {string} page @param {string} quiz
 * @returns {string} the name under which the reader's answer is kept
 */
export const answerName = (page, quiz) => `answer:${page}#${quiz}`;

/** @param {string} page @returns {boolean} whether the reader has changed its examples */
export function hasEdits(page) {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(PREFIX + editName(page, "")));
  } catch {
    return false; // storage is not to be had
  }
}
