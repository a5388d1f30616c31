// The package indexes, asked for micropip: the site's own, then the public one. What a program may
// have fetched is decided here: what these two say of a project, and the files that they list.

import { PackageError } from "./packages.js";

const ROOT = "https://site.invalid/"; // stands for the site's root in py/peek/installing.py
const OWN = new RegExp(`^${ROOT}simple/([a-z0-9-]+)/index\\.json$`);
const NAME = /^(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*$/; // PEP 503, normalised; no room for a message
const JSON_FORM = "application/vnd.pypi.simple.v1+json"; // PEP 691
/** @type {RequestInit} nothing of the reader's goes along */
const QUIET = { credentials: "omit", referrerPolicy: "no-referrer" };
const MAX_FETCHES = 200; // by one program
const MAX_FILE = 64 << 20; // bytes

export class Indexes {
  #address;
  #packages;
  #root;
  /** @type {Set<string>} files that the public index has listed */
  #listed = new Set();
  /** @type {WeakMap<object, number>} fetches so far, by interpreter */
  #counts = new WeakMap();

  /**
   * @param {string} address of the public index
   * @param {import("./packages.js").Packages} packages @param {URL} root of the site
   */
  constructor(address, packages, root) {
    this.#address = address;
    this.#packages = packages;
    this.#root = root;
  }

  /**
   * @param {object} interpreter that asks
   * @param {string} url as its program names it
   * @returns {Promise<ArrayBuffer>} fails with an IndexError or a PackageError, for the reader
   */
  async fetch(interpreter, url) {
    const count = (this.#counts.get(interpreter) ?? 0) + 1;
    this.#counts.set(interpreter, count);
    if (count > MAX_FETCHES) throw new IndexError(`One program may fetch ${MAX_FETCHES} files.`);
    const own = OWN.exec(url)?.[1];
    if (own) return this.#ownProject(own);
    if (url.startsWith(ROOT)) return this.#ownFile(url.slice(ROOT.length));
    const name = this.#projectName(url);
    if (name) return this.#publicProject(name, url);
    if (this.#listed.has(url)) return request(url, {});
    throw new IndexError(`${url} is in none of the two package indexes that Peek can reach.`);
  }

  /** @param {string} name */
  async #ownProject(name) {
    if (!this.#packages.has(name)) throw new IndexError(`This site has no package “${name}”.`);
    // The wheels' addresses change with the site's version, this one does not.
    return request(String(new URL(`simple/${name}/index.json`, this.#root)), { cache: "no-cache" });
  }

  /** @param {string} path */
  async #ownFile(path) {
    const found = await this.#packages.file(path);
    if (!found) throw new IndexError(`This site has no file ${path}.`);
    return found;
  }

  /** @param {string} url @returns {string | null} the project that the public index is asked for */
  #projectName(url) {
    const start = `${this.#address}/`;
    if (!url.startsWith(start) || !url.endsWith("/")) return null;
    const name = url.slice(start.length, -1);
    return NAME.test(name) ? name : null;
  }

  /** @param {string} name @param {string} url */
  async #publicProject(name, url) {
    const missing = `The public index has no package “${name}” either: check the name.`;
    const bytes = await request(url, { headers: { Accept: JSON_FORM } }, missing);
    for (const address of listed(bytes, url)) this.#listed.add(address);
    return bytes;
  }
}

/**
 * @param {string} url @param {RequestInit} options
 * @param {string} [missing] what it means that there is nothing
 * @returns {Promise<ArrayBuffer>}
 */
async function request(url, options, missing) {
  const answer = await fetch(url, { ...options, ...QUIET }).catch((cause) => lost(url, cause));
  if (answer.ok) return whole(answer);
  if (answer.status === 404 && missing) throw new IndexError(missing);
  throw new IndexError(`${url} could not be had: ${answer.status} ${answer.statusText}`.trim());
}

/** @param {Response} answer @returns {Promise<ArrayBuffer>} */
async function whole(answer) {
  if (Number(answer.headers.get("Content-Length")) > MAX_FILE) {
    await answer.body?.cancel();
    throw new IndexError(`${answer.url} is larger than ${MAX_FILE >> 20} MB.`);
  }
  return answer.arrayBuffer().catch((cause) => lost(answer.url, cause));
}

/** @param {string} url @param {unknown} cause @returns {never} */
function lost(url, cause) {
  const { host } = new URL(url);
  throw new IndexError(`${host} cannot be reached: check the network, then run it again.`, { cause });
}

/** Something cannot be fetched; the message is for the reader. */
export class IndexError extends Error {}

/** @param {unknown} error @returns {string} what to tell the reader; fails if it is our mistake */
export function reason(error) {
  if (error instanceof IndexError || error instanceof PackageError) return error.message;
  throw error;
}

/**
 * @param {ArrayBuffer} bytes what the index says of a project
 * @param {string} url of the same
 * @returns {string[]} addresses of its files, and of what they say of themselves (PEP 658)
 */
function listed(bytes, url) {
  try {
    const { files } = JSON.parse(new TextDecoder().decode(bytes));
    return files.flatMap((/** @type {{url: string}} */ file) => {
      const address = String(new URL(file.url, url));
      return [address, `${address}.metadata`];
    });
  } catch {
    return []; // micropip will say what is wrong with it
  }
}
