// The shortcuts: keys that work anywhere on the page, and the dialog that lists them.

import { find } from "./element.js";

/**
 * @typedef {object} ShortcutActions
 * @property {() => void} run
 * @property {() => void} stop
 * @property {() => void} search
 */

const MAC = /Mac|iP/.test(navigator.platform);

/** @param {ShortcutActions} actions */
export function initShortcuts(actions) {
  const dialog = /** @type {HTMLDialogElement} */ (find("dialog.shortcuts"));
  nameKeys(dialog);
  find(".shortcuts-open").addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // the backdrop
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || dialog.open) return;
    const act = actionOf(event, actions, dialog);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** @param {HTMLElement} root names the keys of this machine */
export function nameKeys(root) {
  for (const key of root.querySelectorAll("[data-mod]")) key.textContent = MAC ? "⌘" : "Ctrl";
}

/**
 * @param {KeyboardEvent} event
 * @param {ShortcutActions} actions
 * @param {HTMLDialogElement} dialog
 */
function actionOf(event, actions, dialog) {
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter") return actions.run;
    if (event.key === ".") return actions.stop;
    if (event.key === "k" && !isEditing(event.target)) return actions.search;
    return null;
  }
  if (event.key === "/" && !isTyping(event.target)) return actions.search;
  if (event.key === "?" && !isTyping(event.target)) return () => dialog.showModal();
  return null;
}

/** Emacs' way to cut the rest of a line is the editor's. @param {EventTarget | null} target */
const isEditing = (target) => target instanceof HTMLElement && target.isContentEditable;

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea"))
  );
}
