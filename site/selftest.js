// Checks, before any of the reader's code runs, that the box is closed: each probe tries a way out
// that works wherever its layer is missing, and needs no network to find out.

// Not the own property of the scope, which is masked: see classic.js.
const { importScripts } = Object.getPrototypeOf(Object.getPrototypeOf(self));

/** @type {Record<string, (site: string) => unknown>} */
const WAYS_OUT = {
  eval: () => (0, eval)("1"),
  "the network": () => fetch("data:,"),
  "the site": (site) => fetch(site, { mode: "no-cors" }),
  scripts: () => importScripts.call(self, "data:text/javascript,"),
  IndexedDB: () => indexedDB.open("peek"),
  // Not caches: WebKit gives each opaque origin some of its own, which nobody else ever sees.
  locks: () => navigator.locks.request("peek", () => {}),
};

/**
 * @param {string} site address of the page, which its own policy would let a worker ask
 * @returns {Promise<string[]>} the ways out that are open; none is as it should be
 */
export async function openWays(site) {
  const names = Object.keys(WAYS_OUT);
  const open = await Promise.all(names.map((name) => works(() => WAYS_OUT[name](site))));
  return names.filter((_, i) => open[i]);
}

/** @param {() => unknown} way */
async function works(way) {
  try {
    await way();
    return true;
  } catch {
    return false;
  }
}
