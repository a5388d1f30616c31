// The theme: as the system has it, or as the reader chose. early.js applies the choice before
// anything is painted; the styles follow `data-theme` through `color-scheme` and `light-dark()`.

const KEY = "peek:1:theme";
const CHOICES = ["system", "light", "dark"];

export function readTheme() {
  try {
    const choice = localStorage.getItem(KEY) ?? "";
    return CHOICES.includes(choice) ? choice : "system";
  } catch {
    return "system";
  }
}

/** @param {string} choice */
export function applyTheme(choice) {
  document.documentElement.dataset.theme = choice;
}

/** @param {string} choice */
function keepTheme(choice) {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Then it lasts until the page is closed.
  }
}

/** @param {HTMLElement} group the radio buttons named "theme" */
export function initTheme(group) {
  for (const radio of group.querySelectorAll("input")) {
    radio.checked = radio.value === document.documentElement.dataset.theme;
    radio.addEventListener("change", () => {
      applyTheme(radio.value);
      keepTheme(radio.value);
    });
  }
}
