// The splitter: the edge between prose and panels, moved by pointer or keyboard; remembered.

const KEY = "peek:1:dock-width";
const LEAST = 22;
const MOST = 62;
const USUAL = 35;

/** The width that the reader chose, in percent of the window. */
export function readWidth() {
  try {
    return limit(Number(localStorage.getItem(KEY)) || USUAL);
  } catch {
    return USUAL;
  }
}

/** @param {number} width */
const limit = (width) => Math.round(Math.min(MOST, Math.max(LEAST, width)));

export function applyWidth(width = readWidth()) {
  document.documentElement.style.setProperty("--dock-width", `${width}vw`);
}

/** @param {HTMLElement} handle an element with role=separator at the left edge of the panels */
export function initSplitter(handle) {
  let width = readWidth();
  const render = () => handle.setAttribute("aria-valuenow", String(width));
  handle.setAttribute("aria-valuemin", String(LEAST));
  handle.setAttribute("aria-valuemax", String(MOST));
  render();

  /** @param {number} wanted */
  const move = (wanted) => {
    width = limit(wanted);
    applyWidth(width);
    render();
  };
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("is-moving");
    event.preventDefault();
    handle.focus({ preventScroll: true });
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    move(((innerWidth - event.clientX) / innerWidth) * 100);
  });
  handle.addEventListener("lostpointercapture", () => {
    handle.classList.remove("is-moving");
    keepWidth(width);
  });
  handle.addEventListener("dblclick", () => {
    move(USUAL);
    keepWidth(width);
  });
  handle.addEventListener("keydown", (event) => {
    const wanted = keyWidth(event.key, width);
    if (wanted === null) return;
    event.preventDefault();
    move(wanted);
    keepWidth(width);
  });
}

/** @param {string} key @param {number} width */
function keyWidth(key, width) {
  if (key === "ArrowLeft") return width + 2;
  if (key === "ArrowRight") return width - 2;
  if (key === "Home") return MOST;
  if (key === "End") return LEAST;
  return null;
}

/** @param {number} width */
function keepWidth(width) {
  try {
    localStorage.setItem(KEY, String(width));
  } catch {
    // Then it lasts until the page is closed.
  }
}
