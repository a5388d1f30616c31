// Side modules in a snapshot, such as pydantic_core: compiled code that a package brings along. The
// memory of a snapshot refers to them by addresses, so they are linked again where they were.

/**
 * @typedef {import("./pyodide.js").Module} Module
 *
 * @typedef {object} Library a side module
 * @property {string} path of its file in the interpreter
 * @property {string[]} names that the loader knows it by
 * @property {number[]} handles addresses of its `struct dso`
 * @property {boolean} global whether its exports serve other modules
 * @property {number} memoryBase
 * @property {number} tableBase
 * @property {number} tableSize
 *
 * @typedef {object} Linkage what restoring has to set up again outside of the memory
 * @property {Library[]} libraries in the order in which they were loaded
 * @property {Record<string, number>} addresses in the global offset table, by symbol
 * @property {number} tableStart where the first side module's functions begin in the table
 * @property {number} tableLength
 * @property {[slot: number, owner: number, name: string][]} slots of the table that hold exported
 *   functions outside of their module's own range; the owner is an index of `libraries`, -1 for main
 * @property {number[]} freeSlots
 */

// Words of Emscripten's `struct dso`.
const MEMORY_BASE = 3;
const TABLE_BASE = 5;
const TABLE_SIZE = 6;
const FILE = 7; // address of the file's bytes, then their number

const MAIN = -1;

/** @param {Module} module with side modules loaded @returns {Linkage} */
export function recordLinkage(module) {
  const { LDSO, HEAPU32, wasmTable, GOT } = module;
  const main = LDSO.loadedLibsByName.__main__;
  const loaded = [...new Set(Object.values(LDSO.loadedLibsByName))].filter((lib) => lib !== main);
  const libraries = loaded.map((lib) => {
    const handles = keysOf(LDSO.loadedLibsByHandle, lib).map(Number);
    const word = (/** @type {number} */ index) => HEAPU32[(handles[0] >>> 2) + index];
    return {
      path: lib.name,
      names: keysOf(LDSO.loadedLibsByName, lib),
      handles,
      global: lib.global,
      memoryBase: word(MEMORY_BASE),
      tableBase: word(TABLE_BASE),
      tableSize: word(TABLE_SIZE),
    };
  });
  const tableStart = Math.min(...libraries.map((lib) => lib.tableBase));
  return {
    libraries,
    addresses: Object.fromEntries(Object.entries(GOT).map(([name, { value }]) => [name, value])),
    tableStart,
    tableLength: wasmTable.length,
    slots: strays(module, libraries, [main, ...loaded], tableStart),
    freeSlots: [...module.freeTableIndexes],
  };
}

/**
 * Finds what the table holds from `start` on besides the modules' own ranges.
 * @param {Module} module
 * @param {Library[]} libraries
 * @param {import("./pyodide.js").Loaded[]} loaded main first
 * @param {number} start
 * @returns {Linkage["slots"]}
 */
function strays({ wasmTable }, libraries, loaded, start) {
  /** @type {Map<unknown, [number, string]>} */
  const owners = new Map();
  loaded.forEach(({ exports }, index) => {
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === "function" && !owners.has(value)) owners.set(value, [index - 1, name]);
    }
  });
  /** @type {Linkage["slots"]} */
  const slots = [];
  for (let slot = start; slot < wasmTable.length; slot++) {
    const inside = libraries.some((lib) => slot >= lib.tableBase && slot < lib.tableBase + lib.tableSize);
    const value = inside ? null : wasmTable.get(slot);
    if (!value) continue;
    const owner = owners.get(value);
    if (!owner) throw new Error(`nobody exports the function in slot ${slot} of the table`);
    slots.push([slot, ...owner]);
  }
  return slots;
}

/**
 * Frees the bytes of the files, which the loader keeps on the heap.
 * @param {Module} module
 * @param {Linkage} linkage
 */
export function freeFiles(module, { libraries }) {
  for (const handle of libraries.flatMap(({ handles }) => handles)) {
    const file = (handle >>> 2) + FILE;
    if (module.HEAPU32[file]) module._free(module.HEAPU32[file]);
    module.HEAPU32.fill(0, file, file + 2);
  }
}

/**
 * Links side modules into an instance whose memory is about to be written: what their constructors
 * and relocations have done is part of that.
 * @param {Module} module
 * @param {Linkage} linkage
 * @param {WebAssembly.Module[]} compiled in the order of `linkage.libraries`
 */
export function linkAgain(module, linkage, compiled) {
  const { LDSO, GOT, wasmTable } = module;
  const main = LDSO.loadedLibsByName.__main__.exports;
  if (wasmTable.length > linkage.tableStart) throw new Error("the function table has grown");
  wasmTable.grow(linkage.tableLength - wasmTable.length);
  for (const [name, address] of Object.entries(linkage.addresses)) {
    GOT[name] ??= new WebAssembly.Global({ value: "i32", mutable: true }, 0);
    GOT[name].value = address;
  }
  /** @type {Record<string, any>[]} */
  const linked = [];
  linkage.libraries.forEach((library, index) => {
    const exports = instantiate(module, library, compiled[index], linked);
    linked.push(exports);
    const entry = { refcount: Infinity, name: library.path, exports, global: library.global };
    for (const name of library.names) LDSO.loadedLibsByName[name] = entry;
    for (const handle of library.handles) LDSO.loadedLibsByHandle[handle] = entry;
    if (library.global) share(exports, main);
  });
  for (const [slot, owner, name] of linkage.slots) {
    wasmTable.set(slot, owner === MAIN ? main[name] : linked[owner][name]);
  }
  module.freeTableIndexes.splice(0, Infinity, ...linkage.freeSlots);
}

/** @param {Record<string, any>} exports @param {Record<string, any>} main */
function share(exports, main) {
  for (const [name, value] of Object.entries(exports)) {
    if (!main[name] || main[name].stub) main[name] = value;
  }
}

/**
 * @param {Module} module
 * @param {Library} library
 * @param {WebAssembly.Module} compiled
 * @param {Record<string, any>[]} linked exports of the libraries before it
 * @returns {Record<string, any>} its exports, those that are data as addresses in the memory
 */
function instantiate({ LDSO, GOT }, library, compiled, linked) {
  const main = LDSO.loadedLibsByName.__main__.exports;
  /** @type {Record<string, any>} */
  let own = {};
  /** @type {Record<string, any>} */
  const known = { __memory_base: library.memoryBase, __table_base: library.tableBase };
  const late = (/** @type {string} */ name) => (/** @type {unknown[]} */ ...rest) =>
    [own, ...linked].find((exports) => exports[name])?.[name](...rest);
  const env = new Proxy(known, {
    get: (_, /** @type {string} */ name) =>
      (known[name] ??= main[name] && !main[name].stub ? main[name] : late(name)),
  });
  const got = /** @type {any} */ (new Proxy(GOT, {}));
  const imports = { env, wasi_snapshot_preview1: env, "GOT.mem": got, "GOT.func": got };
  const { exports } = new WebAssembly.Instance(compiled, imports);
  own = Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name, relocated(value, library.memoryBase)]),
  );
  return own;
}

/** @param {WebAssembly.ExportValue} value @param {number} base */
function relocated(value, base) {
  if (!(value instanceof WebAssembly.Global)) return value;
  try {
    value.value = value.value;
    return value; // it can be changed, so it is no address
  } catch {
    return new WebAssembly.Global({ value: "i32" }, value.value + base);
  }
}

/** @param {Record<string, unknown>} entries @param {unknown} value */
function keysOf(entries, value) {
  return Object.keys(entries).filter((key) => entries[key] === value);
}
