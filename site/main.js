// The page: puts the parts together.

import { Dock } from "./dock.js";
import { find } from "./element.js";
import { Kernel } from "./kernel.js";
import { Lesson } from "./lesson.js";
import { Live } from "./live.js";
import { readManifest, siteRoot } from "./manifest.js";
import { Navigator } from "./navigate.js";
import { Options } from "./options.js";
import { Player } from "./player.js";
import { Progress } from "./progress.js";
import { ProgressView } from "./progress-view.js";
import { showRestored } from "./restoring.js";
import { Search } from "./search.js";
import { initShortcuts } from "./shortcuts.js";
import { initSplitter } from "./splitter.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { applyTheme, initTheme, readTheme } from "./theme.js";

/** @type {string[]} what went wrong on the page itself; the tests read it */
const errors = [];
Object.assign(window, { peekErrors: errors });
addEventListener("error", ({ message }) => errors.push(message));
addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason?.stack ?? reason)));

const manifest = readManifest();
const root = siteRoot();
const store = new Store();
const progress = new Progress();
const options = new Options(store);
const kernel = new Kernel(manifest, root);
const status = new Status(find("[role=status]"), find(".status-note"));
const dock = new Dock(find(".dock"), options);
const player = new Player(kernel, options, status);
const live = new Live(kernel, options, dock);
const openLesson = () => {
  kernel.want((find("main").dataset.packages ?? "").split(" ").filter(Boolean));
  return new Lesson(find("main"), { dock, kernel, player, live, store, progress, manifest });
};
let lesson = openLesson();
showRestored();

const navigator = new Navigator(root);
navigator.addEventListener("leave", () => lesson.close());
navigator.addEventListener("arrive", () => {
  lesson = openLesson();
  progressView.open();
  const course = find("nav.course");
  if (course.matches(":popover-open")) course.hidePopover();
});

const progressView = new ProgressView(progress);
const search = new Search(find("dialog.search"), new URL(manifest.search, root), root);
find(".search-open").addEventListener("click", () => search.open());

player.addEventListener("over", () => {
  dock.refreshSwitches();
  if (dock.sheet?.phase === "typed") live.refresh();
});
player.addEventListener("state", () => {
  if (player.state === "ready" && !dock.sheet?.panel?.hasView) live.refresh();
});
kernel.addEventListener("progress", (event) => {
  status.progress(/** @type {CustomEvent<{fraction: number}>} */ (event).detail.fraction);
});
progress.addEventListener("problem", () => status.remark("progress", progress.problem));
store.addEventListener("problem", () => status.remark("store", store.problem));

applyTheme(document.documentElement.dataset.theme ?? readTheme());
initTheme(find(".theme"));
initSplitter(find(".splitter"));
initShortcuts({ run: () => lesson.run(), stop: () => player.stop(), search: () => search.open() });

// Reading does not wait for the runtime.
afterFirstPaint().then(() => kernel.start());

/** @returns {Promise<void>} */
function afterFirstPaint() {
  return new Promise((resolve) => {
    const painted = new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length > 0) resolve();
    });
    painted.observe({ type: "paint", buffered: true });
  });
}
