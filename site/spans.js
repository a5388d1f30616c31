// A span: a range of the source, "L:C-L:C"; lines from 1, columns in UTF-16 units, end exclusive.

/**
 * @typedef {{line: number, column: number}} Place
 * @typedef {{from: Place, to: Place}} Span
 */

/**
 * @param {string} text
 * @returns {Span | null}
 */
export function parseSpan(text) {
  const found = /^(\d+):(\d+)-(\d+):(\d+)$/.exec(text);
  if (!found) return null;
  const [a, b, c, d] = found.slice(1).map(Number);
  return { from: { line: a, column: b }, to: { line: c, column: d } };
}

/**
 * @param {string} text "L" or "L:C", and after a space the path of the file if it is not main.py
 * @returns {Place & {path?: string}}
 */
export function parsePlace(text) {
  const [, line, column = 0, path] = /^(\d+)(?::(\d+))?(?: (.+))?$/.exec(text) ?? [];
  return { line: Number(line), column: Number(column), path };
}

/** @param {Place} a @param {Place} b */
const compare = (a, b) => a.line - b.line || a.column - b.column;

/** @param {Span} span @param {Place} place */
const contains = (span, place) => compare(span.from, place) <= 0 && compare(place, span.to) < 0;

/** @param {Span} outer @param {Span} inner */
const encloses = (outer, inner) =>
  compare(outer.from, inner.from) <= 0 && compare(inner.to, outer.to) <= 0;

/**
 * The spans of a view's nodes, looked up by place.
 */
export class SpanIndex {
  /** @param {Element} view */
  constructor(view) {
    /** @type {Map<string, {span: Span, nodes: Element[]}>} */
    this.entries = new Map();
    for (const node of view.querySelectorAll("[data-span]")) this.add(node);
  }

  /** @param {Element} node */
  add(node) {
    const text = node.getAttribute("data-span") ?? "";
    const entry = this.entries.get(text);
    const span = entry?.span ?? parseSpan(text);
    if (entry) entry.nodes.push(node);
    else if (span) this.entries.set(text, { span, nodes: [node] });
  }

  /**
   * The nodes with the smallest span around a place.
   * @param {Place} place
   * @returns {Element[]}
   */
  at(place) {
    let best;
    for (const entry of this.entries.values()) {
      if (contains(entry.span, place) && (!best || encloses(best.span, entry.span))) best = entry;
    }
    return best?.nodes ?? [];
  }
}
