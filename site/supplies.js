// Supplies interpreters with what programs import and the snapshot does not hold: the standard
// library, and packages.
import { Indexes, reason } from "./indexes.js";
import { PackageError, Packages } from "./packages.js";

/**
 * @typedef {import("./interpreter.js").Interpreter} Interpreter
 * @typedef {{modules: string[], packages: string[], note: string}} Needs what Python says of a program
 */

const PLACE = "/tmp/"; // of wheels in the interpreter, until they are unpacked

export class Supplies {
  #packages;
  #indexes;
  #layers;
  /** @type {string[]} that the lesson names, with all that they need */
  #wanted = [];
  /** @type {string | null} of the snapshot, which interpreters of the lesson begin with */
  layer = null;

  /** @param {import("./manifest.js").Manifest} manifest @param {URL} root of the site */
  constructor({ packages, index, layers }, root) {
    this.#packages = new Packages(packages, root);
    this.#indexes = new Indexes(index, this.#packages, root);
    this.#layers = layers;
  }

  /** @param {string[]} packages that the lesson names, dependencies first */
  want(packages) {
    this.#wanted = packages;
    this.layer = Object.keys(this.#layers).find((name) => packages.includes(name)) ?? null;
  }

  /**
   * Tells whether an interpreter has nothing that a program of the lesson would not expect.
   * @param {Interpreter} interpreter
   */
  suits({ layer, holds }) {
    return layer === this.layer && [...holds].every((name) => this.#wanted.includes(name));
  }

  /** @param {(fraction: number) => void} heed what is told of each download */
  set onprogress(heed) {
    this.#packages.onprogress = heed;
  }

  /**
   * Gives an interpreter what a program imports.
   * @param {Interpreter} interpreter that is ready
   * @param {{source: string, files: Record<string, string>}} program
   * @param {(what: string) => void} onload is told what has to be waited for
   * @returns {Promise<string>} what the reader should know about the packages
   */
  async provide(interpreter, program, onload) {
    // Most programs that need nothing can be told so without asking Python.
    const importing = program.source.includes("import") || !interpreter.hasLibrary;
    const needs = importing ? await interpreter.call("needs", program) : NOTHING;
    // What a layer of the snapshot holds is imported already; its files follow.
    const needed = new Set(needs.modules.length > 0 ? [...this.#wanted, ...needs.packages] : []);
    const names = [...needed].filter((name) => !interpreter.holds.has(name));
    if (names.length > 0) await this.#equip(interpreter, names, onload);
    else if (needs.modules.length + needs.packages.length > 0 && !interpreter.hasLibrary) {
      onload("the standard library");
      await interpreter.takeLibrary();
    }
    return needs.note;
  }

  /**
   * Adds the packages of the lesson to an interpreter that no program has yet.
   * @param {Interpreter} interpreter
   * @param {(what: string) => void} onload is told what has to be waited for
   * @returns {Promise<string>} why they are not there, if so
   */
  async stock(interpreter, onload) {
    const names = this.#wanted.filter((name) => !interpreter.holds.has(name));
    try {
      if (names.length > 0) await this.#equip(interpreter, names, onload);
      return "";
    } catch (error) {
      if (error instanceof PackageError) return error.message;
      throw error;
    }
  }

  /** @param {Interpreter} interpreter @returns {string[]} packages that it has begun with */
  #imported({ layer, layered }) {
    return layered && layer !== null ? this.#layers[layer].holds : [];
  }

  /**
   * Fetches what a running program asks for; it gets the file, or hears why not.
   * @param {Interpreter} interpreter
   * @param {{id: number, url: string}} asked
   */
  async deliver(interpreter, { id, url }) {
    const file = `${PLACE}fetched-${id}`;
    const files = new Map();
    /** @type {object} */
    let params = { id, file };
    try {
      files.set(file, await this.#indexes.fetch(interpreter, url));
    } catch (error) {
      params = { id, error: reason(error) };
    }
    // It may be over meanwhile, or have asked for what it does not wait for.
    await interpreter.call("deliver", params, files).catch(() => {});
  }

  /**
   * Adds packages to an interpreter, one call after the other; not to one that has been used.
   * @param {Interpreter} interpreter
   * @param {string[]} names dependencies first
   * @param {(what: string) => void} onload
   */
  async #equip(interpreter, names, onload) {
    const before = interpreter.equipped;
    const { promise, resolve } = Promise.withResolvers();
    interpreter.equipped = promise;
    try {
      onload(list(names));
      const [wheels] = await Promise.all([
        this.#packages.get(names, this.#imported(interpreter)),
        interpreter.takeLibrary(),
        before,
      ]);
      const missing = wheels.filter(([name]) => !interpreter.holds.has(name));
      const files = new Map(missing.map(([, file, bytes]) => [`${PLACE}${file}`, bytes]));
      if (missing.length === 0 || interpreter.used) return;
      await interpreter.call("add", { files: [...files.keys()] }, files);
      for (const [name] of missing) interpreter.holds.add(name);
    } finally {
      resolve(null);
    }
  }
}

/** @type {Needs} */
const NOTHING = { modules: [], packages: [], note: "" };

/** Names the package that was asked for, which comes after what it needs. @param {string[]} names */
function list(names) {
  const more = names.length - 1;
  return `${names[more]}${more > 0 ? ` and ${more} more` : ""}`;
}
