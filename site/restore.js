// Lays snapshots over a fresh instance of Pyodide, before Pyodide starts in it.
import { linkAgain } from "./linking.js";
import { applySnapshot } from "./snapshot.js";

/** @typedef {import("./pyodide.js").Module} Module */

/**
 * @typedef {object} Stack what to restore
 * @property {import("./snapshot.js").Snapshot[]} snapshots each made on top of the one before it
 * @property {WebAssembly.Module[]} libraries side modules of the last one, in its order
 */

/**
 * @param {Module} instance
 * @param {Stack} stack
 * @param {(memory: Uint8Array<ArrayBuffer>) => Promise<void>} inspect sees the memory as restored
 */
export async function restoreMemory(instance, { snapshots, libraries }, inspect) {
  const top = snapshots[snapshots.length - 1];
  const missing = top.memory - instance.HEAPU8.length;
  if (missing > 0) instance.growMemory(top.memory);
  if (top.linkage) linkAgain(instance, top.linkage, libraries);
  const touched = instance.HEAPU32[instance._emscripten_get_sbrk_ptr() >>> 2];
  const trampoline = trampolineSlot(instance);
  const own = instance.HEAPU32[trampoline];
  instance.HEAPU8.fill(0, top.stackEnd, Math.max(touched, instance.___heap_base));
  snapshots.forEach((snapshot, index) => {
    const below = index > 0 ? snapshots[index - 1].sha256 : undefined;
    if (snapshot.over !== below) throw new Error("a snapshot lies on another than its own");
    applySnapshot(instance.HEAPU8, snapshot);
  });
  await inspect(instance.HEAPU8.subarray(0, top.used));
  // The trampoline is an index into this engine's own function table. V8 and SpiderMonkey give it
  // the same place each time; JavaScriptCore does not, and would call another function instead.
  instance.HEAPU32[trampoline] = own;
  instance.API.restoreSnapshot = () => top.references;
}

/** @param {Module} instance */
function trampolineSlot(instance) {
  const offset = instance.HEAPU32[instance.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2];
  return (instance.__PyRuntime + offset) >>> 2;
}
