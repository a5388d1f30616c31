// Tabs: one of a list is chosen, and the arrow keys move between them, as ARIA's patterns have it.

/** @param {HTMLElement[]} tabs @param {KeyboardEvent} event */
export function moveByKey(tabs, event) {
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
  const to = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (to === undefined) return;
  const tab = tabs.at(to % tabs.length);
  event.preventDefault();
  tab?.focus();
  tab?.click();
}
