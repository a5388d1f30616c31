// The rows of panels: one of each table can be reached with Tab, the arrow keys lead to the others.

/** @type {Record<string, (at: number, last: number) => number>} */
const STEPS = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** @param {HTMLElement} root holds the panels */
export function moveByArrows(root) {
  root.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const step = STEPS[key];
    const row = target instanceof HTMLTableRowElement ? target : null;
    if (!row || !step || ctrlKey || metaKey || altKey) return;
    const rows = [...root.querySelectorAll("tr")].filter(canBeFocused);
    event.preventDefault();
    rows[step(rows.indexOf(row), rows.length - 1)]?.focus();
  });
}

/** @param {HTMLElement} row */
const canBeFocused = (row) => row.hasAttribute("tabindex") && row.checkVisibility();
