// Hovering (or focusing) a node of a panel: marks its range in the editor, marks the nodes it
// refers to, and shows its note. One listener for all panels.

const MAX_REFS = 50; // one hover must not search the view for ever

/**
 * @typedef {object} HoverActions
 * @property {(span: string) => void} span marks a range of the source, "" none
 * @property {(note: string) => void} note
 * @property {(place: string) => void} goto
 */

export class Hover {
  /**
   * @param {HTMLElement} root holds the panels
   * @param {HoverActions} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
    /** @type {Element[]} */
    this.marked = [];
    this.listen();
  }

  listen() {
    this.root.addEventListener("pointerover", ({ target }) => this.enter(target));
    this.root.addEventListener("focusin", ({ target }) => {
      this.enter(target);
      // Screen readers read the note as the description of what has the focus.
      if (value(target, "data-note")) {
        /** @type {Element} */ (target).setAttribute("aria-describedby", "page-note");
      }
    });
    this.root.addEventListener("pointerleave", () => this.leave());
    this.root.addEventListener("focusout", () => this.leave());
    this.root.addEventListener("click", ({ target }) => {
      const place = value(target, "data-goto");
      if (place) this.actions.goto(place);
    });
  }

  /** @param {EventTarget | null} target */
  enter(target) {
    this.actions.span(value(target, "data-span"));
    this.actions.note(value(target, "data-note"));
    this.mark(target instanceof Element ? relatives(target) : []);
  }

  leave() {
    this.actions.span("");
    this.actions.note("");
    this.mark([]);
  }

  /** @param {Element[]} nodes */
  mark(nodes) {
    for (const node of this.marked) node.classList.remove("is-related");
    this.marked = nodes;
    for (const node of nodes) node.classList.add("is-related");
  }
}

/** @param {EventTarget | null} target @param {string} attribute of the target or what it lies in */
function value(target, attribute) {
  if (!(target instanceof Element)) return "";
  return target.closest(`[${attribute}]`)?.getAttribute(attribute) ?? "";
}

/**
 * The nodes that the target refers to, and those that refer to it.
 * @param {Element} target
 */
function relatives(target) {
  const node = target.closest("[data-ref], [data-id]");
  const panel = node?.closest(".panel-body");
  if (!node || !panel) return [];
  const id = node.getAttribute("data-id");
  const refs = (node.getAttribute("data-ref") ?? "").split(" ", MAX_REFS).filter(Boolean);
  const found = refs.flatMap((ref) => [...panel.querySelectorAll(`[data-id="${CSS.escape(ref)}"]`)]);
  if (id) found.push(node, ...panel.querySelectorAll(`[data-ref~="${CSS.escape(id)}"]`));
  return found;
}
