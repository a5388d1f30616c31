// The manifest: what the build tells the page.

/**
 * @typedef {object} PanelOption
 * @property {string} name
 * @property {string} label
 * @property {boolean} after_run means nothing until the program has run
 *
 * @typedef {object} PanelEntry
 * @property {string} name
 * @property {string} title of its tab
 * @property {string} empty what the tab says while there is nothing to show
 * @property {PanelOption[]} options
 *
 * @typedef {object} Manifest
 * @property {import("./assets.js").Names} assets URLs relative to the root of the site
 * @property {import("./assets.js").Sizes} sizes of the same, in bytes
 * @property {string} search URL of the search index, relative to the root of the site
 * @property {import("./packages.js").Wheels} packages
 * @property {string} index address of the public index of packages
 * @property {Record<string, import("./assets.js").LayerFiles>} layers of the snapshot, by package
 * @property {string} pyodide version
 * @property {string} python version
 * @property {PanelEntry[]} panels in the order of their tabs
 */

/** @returns {Manifest} */
export function readManifest() {
  return JSON.parse(document.getElementById("manifest")?.textContent || "{}");
}

/** The address of the site's root; the site may lie under any path. */
export function siteRoot() {
  return new URL(document.documentElement.dataset.root || "./", location.href);
}
