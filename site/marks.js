// Marks in the editor: the range that a panel points at, and the places of errors.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip } from "@codemirror/view";
import { element } from "./element.js";
import { parseSpan } from "./spans.js";

/**
 * @typedef {import("./spans.js").Place} Place
 * @typedef {import("./player.js").Marker} Marker
 * @typedef {import("@codemirror/state").Text} Text
 * @typedef {import("@codemirror/view").DecorationSet} DecorationSet
 */

/** @type {import("@codemirror/state").StateEffectType<string>} */
export const setSpan = StateEffect.define();

/** @type {import("@codemirror/state").StateEffectType<Marker[]>} */
export const setErrors = StateEffect.define();

const span = Decoration.mark({ class: "cm-pointed" });

/** @type {StateField<DecorationSet>} */
const spanField = StateField.define({
  create: () => Decoration.none,
  update(marked, { changes, effects, state }) {
    let shown = marked.map(changes);
    for (const effect of effects) {
      if (effect.is(setSpan)) shown = Decoration.set(ranges(state.doc, effect.value, span));
    }
    return shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** @type {StateField<DecorationSet>} */
const errorField = StateField.define({
  create: () => Decoration.none,
  update(marked, { changes, effects, state }) {
    let shown = marked.map(changes);
    for (const effect of effects) {
      if (!effect.is(setErrors)) continue;
      const found = effect.value.flatMap(({ span, message }) =>
        ranges(state.doc, span, Decoration.mark({ class: "cm-error", message })),
      );
      shown = Decoration.set(found, true);
    }
    return shown;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const errorTooltip = hoverTooltip((view, at) => {
  /** @type {import("@codemirror/view").Tooltip | null} */
  let tooltip = null;
  view.state.field(errorField).between(at, at, (from, to, { spec }) => {
    const create = () => ({ dom: element("div", { class: "cm-message" }, spec.message) });
    tooltip = { pos: from, end: to, above: true, create };
  });
  return tooltip;
});

export const marks = [spanField, errorField, errorTooltip];

/**
 * @param {Text} doc
 * @param {string} text of a span
 * @param {Decoration} decoration
 */
function ranges(doc, text, decoration) {
  const found = parseSpan(text);
  if (!found) return [];
  const from = offset(doc, found.from);
  const to = Math.max(offset(doc, found.to), from);
  if (from < to) return [decoration.range(from, to)];
  // An error at the end of a line has no character of its own: show it on the one before.
  return from > doc.lineAt(from).from ? [decoration.range(from - 1, from)] : [];
}

/** @param {Text} doc @param {Place} place as close as the text allows */
export function offset(doc, { line, column }) {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + column, to);
}

/** @param {Text} doc @param {number} at @returns {Place} */
export function placeAt(doc, at) {
  const line = doc.lineAt(at);
  return { line: line.number, column: at - line.from };
}
