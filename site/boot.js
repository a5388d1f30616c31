// Boots Pyodide from bytes alone: no fetch, no URL. Used in the box and, under Node, by the build.
import create from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide/pyodide.mjs";
import { emptyLock } from "./lock.js";
import { restoreMemory } from "./restore.js";

/**
 * @typedef {import("./pyodide.js").Pyodide} Pyodide
 * @typedef {import("./pyodide.js").Module} Module
 */

/**
 * @template T
 * @typedef {T | Promise<T>} Coming what Pyodide may begin without
 */

// Nothing is ever fetched from here; Pyodide only wants a well-formed address.
const NOWHERE = "https://box.invalid/";
const STDLIB = "/lib/python314.zip";
const PEEK = "/lib/peek.zip";
const MAX_MEMORY = 1 << 30; // bytes that a program may use

/**
 * Restores an interpreter from snapshots. The library may follow later.
 * @param {Coming<WebAssembly.Module>} module
 * @param {Coming<import("./restore.js").Stack>} stack
 * @param {(memory: Uint8Array<ArrayBuffer>) => Promise<void>} inspect sees the memory as restored
 */
export async function bootFromSnapshot(module, stack, inspect) {
  return load(module, null, {
    _loadSnapshot: new Uint8Array(16), // only says that one is coming
    createPyodideModule: async (/** @type {object} */ settings) => {
      const instance = await create(settings);
      await restoreMemory(instance, await stack, inspect);
      return instance;
    },
  });
}

/**
 * Boots as any Pyodide does: slower, and with no private part of it involved.
 * @param {WebAssembly.Module} module
 * @param {ArrayBuffer} stdlib
 * @param {ArrayBuffer} peek our own package
 */
export async function bootPlain(module, stdlib, peek) {
  const python = await load(module, stdlib, { createPyodideModule: create });
  python.FS.writeFile(PEEK, new Uint8Array(peek));
  python.pyimport("sys").path.append(PEEK);
  python.pyimport("peek.bridge");
  python.pyimport("sys").path.remove(PEEK);
  return python;
}

/**
 * @param {Pyodide} python an interpreter restored without its library
 * @param {ArrayBuffer} stdlib the very zip that the snapshot was made with: zipimport's directory of
 *   it is part of the memory
 */
export function addLibrary(python, stdlib) {
  python.FS.writeFile(STDLIB, new Uint8Array(stdlib));
}

/**
 * @param {Coming<WebAssembly.Module>} module
 * @param {ArrayBuffer | null} stdlib
 * @param {object} settings
 * @returns {Promise<Pyodide>}
 */
async function load(module, stdlib, settings) {
  const undo = feedPyodide(module, stdlib);
  try {
    return await loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      stdLibURL: `${NOWHERE}stdlib.zip`,
      lockFileContents: emptyLock(),
      // A null prototype: `js.constructor.constructor` must not lead to Function.
      jsglobals: Object.create(null),
      ...settings,
    });
  } finally {
    undo();
  }
}

/**
 * Answers Pyodide's own requests (the wasm, the stdlib) with what we were given.
 * @param {Coming<WebAssembly.Module>} module
 * @param {ArrayBuffer | null} stdlib
 */
function feedPyodide(module, stdlib) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  const zip = stdlib ?? new ArrayBuffer(0);
  const answer = { ok: true, arrayBuffer: async () => zip };
  Object.assign(globalThis, { fetch: async () => answer });
  WebAssembly.instantiateStreaming = async (_, imports = {}) => {
    limitMemory(imports);
    const compiled = await module;
    return { module: compiled, instance: await WebAssembly.instantiate(compiled, imports) };
  };
  return () => {
    Object.assign(globalThis, { fetch });
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/**
 * Makes a program that takes too much memory fail with MemoryError, long before the tab does.
 * @param {WebAssembly.Imports} imports of the main module
 */
function limitMemory({ env }) {
  const grow = /** @type {(size: number) => number} */ (env.emscripten_resize_heap);
  env.emscripten_resize_heap = (/** @type {number} */ size) =>
    size >>> 0 > MAX_MEMORY ? 0 : grow(size);
}
