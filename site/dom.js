// Node trees from the worker, as DOM. Whatever runs in the worker may be hostile: tags and
// attributes come from lists, text stays text, and size and depth are bounded.

import { equal } from "./equal.js";

/**
 * @typedef {string | unknown[]} Tree as it arrives: text, or [tag, attributes, ...children]
 * @typedef {string | Clean} CleanTree checked: safe to build
 *
 * @typedef {object} Clean
 * @property {string} tag
 * @property {Record<string, string>} attrs
 * @property {CleanTree[]} children
 * @property {Origin} origin
 *
 * @typedef {object} Origin
 * @property {unknown[]} tree as it came
 * @property {number} nodes in it, itself included
 * @property {number} characters
 */

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} text */
const words = (text) => new Set(text.trim().split(/\s+/));

const HTML_TAGS = words(`
  div span p section header footer h3 h4 ul ol li dl dt dd table caption thead tbody tr th td
  code pre kbd mark em strong small details summary button br hr figure figcaption time meter
  svg`);

const SVG_TAGS = words(`
  svg g path line rect circle text title polyline polygon ellipse marker defs`);

const ANYTHING = /^/;
const ARIA = /^aria-[a-z]+$/;
const FLAG = /^(true|)$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const GEOMETRY = /^[-+\w\s.,%()]*$/;

/** @type {Record<string, RegExp>} what the value of an attribute must look like */
const ATTRIBUTES = {
  class: /^[\w\s-]*$/,
  title: ANYTHING,
  lang: /^[\w-]*$/,
  open: FLAG,
  hidden: FLAG,
  colspan: NUMBER,
  rowspan: NUMBER,
  scope: /^(row|col|rowgroup|colgroup)$/,
  tabindex: /^(0|-1)$/,
  role: /^[a-z]+$/,
  type: /^button$/,
  datetime: ANYTHING,
  min: NUMBER,
  max: NUMBER,
  value: NUMBER,
  "data-span": /^\d+:\d+-\d+:\d+$/,
  "data-goto": /^\d+(:\d+)?( .+)?$/,
  "data-id": ANYTHING,
  "data-ref": ANYTHING,
  "data-note": ANYTHING,
  "data-key": ANYTHING,
  "data-log": ANYTHING,
};

for (const name of words("d x y x1 y1 x2 y2 cx cy r rx ry width height viewBox points transform")) {
  ATTRIBUTES[name] = GEOMETRY;
}

const REFUSAL = 1000; // characters that a refused node counts for

/** How much a tree may still hold. */
export class Budget {
  constructor(nodes = 100_000, characters = 2_000_000, depth = 60) {
    this.nodes = nodes;
    this.characters = characters;
    this.depth = depth;
    this.exceeded = false;
  }

  /** Takes one node from the budget; false when there is none left.
   * @param {number} characters @param {number} depth */
  take(characters, depth, nodes = 1) {
    this.nodes -= nodes;
    this.characters -= characters;
    this.exceeded ||= this.nodes < 0 || this.characters < 0 || depth > this.depth;
    return !this.exceeded;
  }
}

/**
 * Checks a tree; null when the budget does not allow for it. What is as it was in the tree that was
 * checked in its place before is not checked again: after a keystroke most of a view is.
 * @param {unknown} tree
 * @param {Budget} budget
 * @param {CleanTree} [before]
 * @returns {CleanTree | null}
 */
export function clean(tree, budget, before, depth = 0, inSvg = false) {
  if (typeof tree === "string") return budget.take(tree.length, depth) ? tree : null;
  if (!Array.isArray(tree)) return refuse("A node must be text or a list.", budget);
  const known = typeof before === "object" ? before : null;
  if (known && equal(known.origin.tree, tree)) {
    const { nodes, characters } = known.origin;
    return budget.take(characters, depth, nodes) ? known : null;
  }
  const [tag, given, ...rest] = tree;
  const svg = inSvg || tag === "svg";
  if (!(svg ? SVG_TAGS : HTML_TAGS).has(tag)) {
    const name = typeof tag === "string" ? tag.slice(0, 40) : typeof tag;
    return refuse(`The page does not show <${name}>.`, budget);
  }
  const attrs = cleanAttributes(given);
  const weight = Object.values(attrs).reduce((sum, value) => sum + value.length, 0);
  const { nodes, characters } = budget;
  if (!budget.take(weight, depth)) return null;
  const like = known && known.tag === tag ? known.children : [];
  const children = cleanAll(rest, budget, like, depth + 1, svg);
  const spent = { nodes: nodes - budget.nodes, characters: characters - budget.characters };
  return { tag, attrs, children, origin: { tree, ...spent } };
}

/**
 * @param {string} why
 * @param {Budget} budget pays, or refusals without end would fill the page
 * @returns {never}
 */
function refuse(why, budget) {
  budget.take(REFUSAL, 0);
  throw new Error(why);
}

/**
 * Checks trees in order, until the budget is used up.
 * @param {unknown[]} trees
 * @param {Budget} budget
 * @param {CleanTree[]} [before]
 * @returns {CleanTree[]}
 */
export function cleanAll(trees, budget, before = [], depth = 0, svg = false) {
  const kept = [];
  for (const [i, tree] of trees.entries()) {
    const node = clean(tree, budget, before[i], depth, svg);
    if (node === null) break;
    kept.push(node);
  }
  return kept;
}

/** @param {unknown} attrs */
function cleanAttributes(attrs) {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [name, given] of Object.entries(attrs ?? {})) {
    if (given === false || !["string", "number", "boolean"].includes(typeof given)) continue;
    const rule = ARIA.test(name) ? ANYTHING : ATTRIBUTES[name];
    const value = String(given);
    // A RegExp, and not what every object has under "constructor".
    if (rule instanceof RegExp && rule.test(value)) kept[name] = rule === FLAG ? "" : value;
  }
  return kept;
}

/**
 * Makes the DOM of a checked tree.
 * @param {CleanTree} tree
 * @returns {Node}
 */
export function build(tree, inSvg = false) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const svg = inSvg || tree.tag === "svg";
  const element = svg ? document.createElementNS(SVG, tree.tag) : document.createElement(tree.tag);
  for (const [name, value] of Object.entries(tree.attrs)) element.setAttribute(name, value);
  if (tree.tag === "button") element.setAttribute("type", "button");
  for (const child of tree.children) element.append(build(child, svg));
  return element;
}
