// Keeps the text of a page out of sight while the reader's edits come back into it, so that nothing
// jumps. Most readers have none, and see the text at once.

import { siteRoot } from "./manifest.js";
import { hasEdits } from "./store.js";

const PATIENCE = 1000; // ms after which the text is worth more than its rest

/** Before the page is painted. */
export function hideUntilRestored() {
  if (!hasEdits(location.pathname.slice(siteRoot().pathname.length))) return;
  document.documentElement.classList.add("restoring");
  setTimeout(showRestored, PATIENCE);
}

export function showRestored() {
  document.documentElement.classList.remove("restoring");
}
