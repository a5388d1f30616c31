// An example: a program of a lesson that the reader can change, run and reset.

import { element, find } from "./element.js";
import { Files, MAIN } from "./files.js";
import { editName } from "./store.js";

/**
 * @typedef {import("./files.js").Texts} Texts
 * @typedef {import("./spans.js").Place} Place
 * @typedef {import("./player.js").Marker} Marker
 * @typedef {"idle" | "queued" | "running"} ExampleState
 */

const editorModule = () => import("./editor.js");

/**
 * Dispatches "focus", "run", "stop", "edit", "state", "switch" when another of its files comes into
 * view, and "point" with the place under pointer or cursor.
 */
export class Example extends EventTarget {
  /**
   * @param {HTMLElement} section as example.html renders it
   * @param {import("./store.js").Store} store
   * @param {string} page the lesson, for the name under which edits are kept
   */
  constructor(section, store, page) {
    super();
    this.section = section;
    this.store = store;
    this.name = editName(page, section.dataset.example ?? "");
    this.title = section.dataset.title ?? "";
    this.digest = section.dataset.digest ?? "";
    this.panels = (section.dataset.panels ?? "").split(",").filter(Boolean);
    this.stdin = (section.dataset.stdin ?? "").split("\n").filter(Boolean);
    this.files = new Files(section);
    this.code = this.files.block;
    this.notice = find(".example-notice", section);
    this.buttons = {
      run: /** @type {HTMLButtonElement} */ (find(".run", section)),
      stop: /** @type {HTMLButtonElement} */ (find(".stop", section)),
      reset: /** @type {HTMLButtonElement} */ (find(".reset", section)),
    };
    this.state = /** @type {ExampleState} */ ("idle");
    /** @type {import("./editor.js").Editor | null} */
    this.editor = null;
    /** @type {Promise<void> | null} */
    this.upgrading = null;
    /** @type {Marker[]} */
    this.markers = [];
    this.closed = false;
    this.restore();
    this.render();
    this.listen();
  }

  render() {
    this.buttons.stop.disabled = this.state === "idle";
    this.buttons.reset.disabled = !this.files.isChanged;
    this.section.dataset.state = this.state;
  }

  listen() {
    const focus = () => this.dispatchEvent(new Event("focus"));
    this.section.addEventListener("focusin", focus);
    this.section.addEventListener("pointerdown", focus);
    this.buttons.run.addEventListener("click", () => this.dispatchEvent(new Event("run")));
    this.buttons.stop.addEventListener("click", () => this.dispatchEvent(new Event("stop")));
    this.buttons.reset.addEventListener("click", () => this.reset());
    this.files.addEventListener("switch", () => this.switched());
    // Before there is an editor, the first click or Tab into the code makes it. The editor may come
    // by itself between press and release: then the release is the editor's, and still counts.
    this.code.addEventListener("pointerdown", ({ target }) => {
      if (!isPlain(target)) return;
      this.code.addEventListener("pointerup", ({ x, y }) => this.enter({ x, y }), { once: true });
    });
    this.code.addEventListener("focusin", ({ target }) => {
      if (isPlain(target) && target.matches(":focus-visible")) this.enter(null);
    });
  }

  /** Brings back what the reader made of the example. */
  restore() {
    const edit = this.store.edit(this.name);
    if (!edit) return;
    this.files.restore(edit);
    if (this.files.isChanged && edit.digest !== this.digest) this.askWhich();
  }

  /** The lesson's example is not the one that the reader changed. */
  askWhich() {
    const yours = new Map(this.files.texts);
    this.say("This example has changed since you edited it.", [
      ["Keep yours", () => this.keep()],
      [
        "Show the new one",
        () => {
          this.replace(this.files.originals);
          this.say("This is the new one.", [["Bring yours back", () => this.replace(yours)]]);
        },
      ],
    ]);
  }

  reset() {
    this.put(this.files.originals, "Back to the original.");
  }

  /** Puts other texts in place of the reader's, who can have them back. @param {Texts} texts @param {string} told */
  put(texts, told) {
    const yours = new Map(this.files.texts);
    this.replace(texts);
    this.say(told, [["Undo", () => this.replace(yours)]]);
  }

  /** @param {Texts} texts edits like any others: Ctrl+Z takes them back */
  async replace(texts) {
    this.say("");
    await this.upgrade();
    for (const [path, text] of texts) this.editor?.setText(path, text);
  }

  /**
   * Shows a line under the toolbar with things to do about it.
   * @param {string} text
   * @param {[string, () => void][]} choices
   */
  say(text, choices = []) {
    const buttons = choices.map(([label, act]) => {
      const button = element("button", { type: "button", class: "link" }, label);
      button.addEventListener("click", () => {
        this.say("");
        act();
        this.editor?.focus();
      });
      return button;
    });
    this.notice.replaceChildren(...(text ? [element("span", {}, text)] : []), ...buttons);
    this.notice.hidden = !text;
  }

  /** @param {string} path @param {string} text */
  edit(path, text) {
    this.files.set(path, text);
    this.keep();
    this.render();
    this.dispatchEvent(new Event("edit"));
  }

  keep() {
    const { main: text, changed, isChanged } = this.files;
    const files = Object.fromEntries(changed.filter(([path]) => path !== MAIN));
    this.store.set(this.name, isChanged ? { text, files, digest: this.digest } : null);
  }

  switched() {
    if (this.editor) this.editor.show(this.files.current);
    else this.files.showPlain();
    this.dispatchEvent(new Event("switch"));
  }

  /** @param {ExampleState} state */
  setState(state) {
    const focused = document.activeElement === this.buttons.stop;
    this.state = state;
    this.render();
    if (focused && this.buttons.stop.disabled) this.buttons.run.focus();
    this.dispatchEvent(new Event("state"));
  }

  /** @param {boolean} focused its panels are shown */
  setFocused(focused) {
    this.section.toggleAttribute("data-focused", focused);
  }

  /** Puts the editor in place of the highlighted text; nothing moves. */
  upgrade() {
    this.upgrading ??= editorModule().then(({ Editor }) => {
      if (this.closed) return;
      this.editor = new Editor(this.code, {
        texts: this.files.texts,
        current: this.files.current,
        label: `Code of “${this.title}”`,
        change: (path, text) => this.edit(path, text),
        run: () => this.dispatchEvent(new Event("run")),
        stop: () => this.dispatchEvent(new Event("stop")),
        point: (place, scroll) =>
          this.dispatchEvent(new CustomEvent("point", { detail: { place, scroll } })),
      });
      this.editor.fail(this.markers);
    });
    return this.upgrading;
  }

  /** @param {{x: number, y: number} | null} at where the cursor goes */
  async enter(at) {
    if (!getSelection()?.isCollapsed) return; // the reader selects text
    await this.upgrade();
    if (at) this.editor?.putCursorAt(at);
    this.editor?.focus();
  }

  /** @param {string} span marks a range, "" none */
  mark(span) {
    this.editor?.mark(span);
  }

  /** Tells once more where the cursor is: what is there has changed. */
  point() {
    const detail = { place: this.editor?.cursor ?? null, scroll: true };
    this.dispatchEvent(new CustomEvent("point", { detail }));
  }

  /** @param {Marker[]} markers */
  fail(markers) {
    this.markers = markers;
    this.files.flag(new Set(markers.map(({ file = MAIN }) => file)));
    this.editor?.fail(markers);
  }

  /** @param {Place & {path?: string}} place */
  async goto(place) {
    this.files.show(place.path ?? MAIN);
    await this.upgrade();
    this.editor?.goto(place);
  }

  close() {
    this.closed = true;
    this.editor?.close();
  }
}

/** @param {EventTarget | null} target @returns {target is Element} whether it is not in the editor */
const isPlain = (target) => target instanceof Element && target.closest("pre") !== null;
