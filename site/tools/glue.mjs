// Pyodide's glue (pyodide.asm.mjs) as Peek ships it: with one change that lets an interpreter start
// sooner. The snapshot is made with the same glue, because the change moves function addresses.
import { readFile } from "node:fs/promises";
import { registerHooks } from "node:module";

const GLUE = /pyodide\.asm\.mjs$/;

// Emscripten gives each of the main module's 5,000 exports an address in the function table, for
// side modules that may ask for it. `reportUndefinedSymbols` finds the few that are really asked
// for, so only those that something waits for need one at the start.
const ALL = "updateGOT(origExports);LDSO.init()";
const WANTED =
  "updateGOT(Object.fromEntries(Object.keys(GOT).filter(name=>name in origExports)" +
  ".map(name=>[name,origExports[name]])));LDSO.init()";

/**
 * @param {string} source of the glue as Pyodide ships it
 * @returns {string}
 */
export function lighten(source) {
  if (source.split(ALL).length !== 2) throw new Error("Pyodide's glue has changed: see glue.mjs");
  return source.replace(ALL, () => WANTED);
}

/** @type {import("esbuild").Plugin} */
export const lightGlue = {
  name: "light-glue",
  setup({ onLoad }) {
    onLoad({ filter: GLUE }, async ({ path }) => {
      return { contents: lighten(await readFile(path, "utf8")), loader: "js" };
    });
  },
};

/** Imports the glue under Node. @returns {Promise<(settings: object) => Promise<any>>} */
export async function importGlue() {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      return GLUE.test(url) ? { ...loaded, source: lighten(String(loaded.source)) } : loaded;
    },
  });
  return (await import("pyodide/pyodide.asm.mjs")).default;
}
