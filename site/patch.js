// A patch: makes DOM that shows one tree show another, and leaves alone what is the same, so that
// focus, scrolling and opened details survive a re-rendering, and typing stays quick.

import { build } from "./dom.js";
import { equal } from "./equal.js";

/** @typedef {import("./dom.js").CleanTree} CleanTree */

/**
 * @param {Element} parent
 * @param {CleanTree[]} before what the children of `parent` show
 * @param {CleanTree[]} after
 */
export function patchChildren(parent, before, after) {
  const svg = parent.namespaceURI?.endsWith("svg") ?? false;
  if (parent.childNodes.length !== before.length) {
    // Something else (a translator, an extension) has been at it.
    parent.replaceChildren(...after.map((tree) => build(tree, svg)));
    return;
  }
  const { start, end, tail } = difference(before, after);
  const nodes = [...parent.childNodes].slice(start, before.length - tail);
  const next = parent.childNodes[before.length - tail] ?? null;
  for (let i = start; i < end; i++) {
    const node = nodes[i - start];
    if (node) patchNode(node, before[i], after[i], svg);
    else parent.insertBefore(build(after[i], svg), next);
  }
  for (const node of nodes.slice(end - start)) node.remove();
}

/**
 * Finds the part of two lists that differs: from `start` to `end` of `after`; `tail` nodes at the
 * end are the same.
 * @param {CleanTree[]} before
 * @param {CleanTree[]} after
 */
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(before[start], after[start])) start++;
  let tail = 0;
  while (tail < shorter - start && same(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  return { start, end: after.length - tail, tail };
}

/**
 * @param {ChildNode} node
 * @param {CleanTree} before
 * @param {CleanTree} after
 * @param {boolean} svg
 */
function patchNode(node, before, after, svg) {
  if (node instanceof Text && typeof after === "string") {
    if (node.data !== after) node.data = after;
  } else if (
    node instanceof Element &&
    typeof before !== "string" &&
    typeof after !== "string" &&
    before.tag === after.tag
  ) {
    patchAttributes(node, before.attrs, after.attrs);
    patchChildren(node, before.children, after.children);
  } else {
    node.replaceWith(build(after, svg));
  }
}

/**
 * Sets what changed between the two, so that what the reader changed (open details) stays.
 * @param {Element} element
 * @param {Record<string, string>} before
 * @param {Record<string, string>} after
 */
function patchAttributes(element, before, after) {
  for (const name of Object.keys(before)) {
    if (!(name in after)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(after)) {
    if (before[name] !== value) element.setAttribute(name, value);
  }
}

/**
 * @param {CleanTree | undefined} a
 * @param {CleanTree | undefined} b
 */
function same(a, b) {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return a === b || equal(a.origin.tree, b.origin.tree);
}
