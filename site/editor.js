// The editor: CodeMirror 6, looking exactly like the highlighted text that it replaces.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { colours, theme } from "./editor-theme.js";
import { MAIN } from "./files.js";
import { marks, offset, placeAt, setErrors, setSpan } from "./marks.js";

/**
 * @typedef {import("./spans.js").Place} Place
 * @typedef {object} EditorSettings
 * @property {import("./files.js").Texts} texts
 * @property {string} current path of the file in view
 * @property {string} label
 * @property {(path: string, text: string) => void} change
 * @property {() => void} run
 * @property {() => void} stop
 * @property {(place: Place | null, scroll: boolean) => void} point the pointer or cursor is there
 */

const LEAVE_PATIENCE = 10_000; // ms in which Tab after Esc leaves the editor

export class Editor {
  /**
   * @param {HTMLElement} block whose content the editor replaces
   * @param {EditorSettings} settings
   */
  constructor(block, settings) {
    this.settings = settings;
    this.current = settings.current;
    /** @type {Map<string, EditorState>} each with its own history; that of the view is in the view */
    this.states = new Map();
    for (const [path, doc] of settings.texts) {
      this.states.set(path, EditorState.create({ doc, extensions: extensions(path, settings) }));
    }
    this.view = new EditorView({ state: this.states.get(this.current) });
    block.replaceChildren(this.view.dom);
  }

  /** @param {string} path of the file that comes into view */
  show(path) {
    const state = this.states.get(path);
    if (!state || path === this.current) return;
    this.states.set(this.current, this.view.state);
    this.current = path;
    this.view.setState(state);
  }

  /** @param {string} path @param {(state: EditorState) => import("@codemirror/state").TransactionSpec} make */
  change(path, make) {
    const state = path === this.current ? this.view.state : this.states.get(path);
    if (!state) return;
    if (path === this.current) return this.view.dispatch(make(state));
    const changed = state.update(make(state)).state;
    this.states.set(path, changed);
    if (!changed.doc.eq(state.doc)) this.settings.change(path, changed.doc.toString());
  }

  focus() {
    this.view.focus();
  }

  /** @param {string} path @param {string} text one step of the file's history */
  setText(path, text) {
    this.change(path, ({ doc }) => {
      const same = doc.toString() === text;
      return same ? {} : { changes: { from: 0, to: doc.length, insert: text }, userEvent: "input" };
    });
  }

  /** @param {{x: number, y: number}} at in the window */
  putCursorAt(at) {
    const anchor = this.view.posAtCoords(at, false);
    this.view.dispatch({ selection: { anchor } });
  }

  /** @param {Place} place */
  goto(place) {
    const anchor = offset(this.view.state.doc, place);
    const effects = EditorView.scrollIntoView(anchor, { y: "center" });
    this.view.dispatch({ selection: { anchor }, effects });
    this.focus();
  }

  /** @param {string} span */
  mark(span) {
    this.view.dispatch({ effects: setSpan.of(span) });
  }

  /** @param {import("./player.js").Marker[]} markers */
  fail(markers) {
    for (const path of this.states.keys()) {
      const here = markers.filter(({ file = MAIN }) => file === path);
      this.change(path, () => ({ effects: setErrors.of(here) }));
    }
  }

  /** @returns {Place | null} where the reader is */
  get cursor() {
    return cursor(this.view);
  }

  close() {
    this.view.destroy();
  }
}

/** @param {string} path @param {EditorSettings} settings */
function extensions(path, settings) {
  const { label, texts } = settings;
  return [
    Prec.highest(keymap.of(runKeys(settings))),
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of("    "),
    bracketMatching(),
    closeBrackets(),
    // Only on Ctrl+Space: nothing pops up while one reads and types.
    autocompletion({ activateOnTyping: false, icons: false }),
    search({ top: true }),
    highlightSelectionMatches(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    path.endsWith(".py") ? python() : [],
    syntaxHighlighting(colours),
    theme,
    marks,
    EditorView.contentAttributes.of({
      "aria-label": texts.size > 1 ? `${label}, ${path}` : label,
      translate: "no",
      tabindex: "0",
    }),
    EditorView.updateListener.of((update) => report(path, update, settings)),
    pointing(settings),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      { key: "Escape", run: letTabLeave },
      indentWithTab,
    ]),
  ];
}

/**
 * @param {EditorSettings} settings
 * @returns {import("@codemirror/view").KeyBinding[]}
 */
function runKeys({ run, stop }) {
  /** @param {() => void} act */
  const always = (act) => () => {
    act();
    return true;
  };
  return [
    { key: "Mod-Enter", run: always(run), preventDefault: true },
    { key: "Shift-Enter", run: always(run), preventDefault: true },
    { key: "Mod-.", run: always(stop), preventDefault: true },
  ];
}

/** @param {EditorView} view */
function letTabLeave(view) {
  view.setTabFocusMode(LEAVE_PATIENCE);
  return true;
}

/**
 * @param {string} path
 * @param {import("@codemirror/view").ViewUpdate} update
 * @param {EditorSettings} settings
 */
function report(path, update, { change, point }) {
  if (update.docChanged) {
    point(null, false); // the panels still show what was there before
    change(path, update.state.doc.toString());
  } else if (update.selectionSet || update.focusChanged) point(cursor(update.view), true);
}

/** @param {EditorView} view @returns {Place | null} */
function cursor({ hasFocus, state: { doc, selection } }) {
  return hasFocus ? placeAt(doc, selection.main.head) : null;
}

/** Reports the place under the pointer. @param {EditorSettings} settings */
function pointing({ point }) {
  return EditorView.domEventHandlers({
    mousemove: ({ clientX: x, clientY: y }, view) => {
      const at = view.posAtCoords({ x, y });
      if (at !== null) point(placeAt(view.state.doc, at), false);
    },
    mouseleave: (_event, view) => point(cursor(view), false),
  });
}
