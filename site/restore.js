// Lays a snapshot over a fresh instance of Pyodide, before Pyodide starts in it.
import { applySnapshot } from "./snapshot.js";

/** @typedef {import("./pyodide.js").Module} Module */

/**
 * @param {Module} instance
 * @param {import("./snapshot.js").Snapshot} snapshot
 * @param {(memory: Uint8Array<ArrayBuffer>) => Promise<void>} inspect
 */
export async function restoreMemory(instance, snapshot, inspect) {
  const missing = snapshot.memory - instance.HEAPU8.length;
  if (missing > 0) instance.growMemory(snapshot.memory);
  const touched = instance.HEAPU32[instance._emscripten_get_sbrk_ptr() >>> 2];
  const trampoline = trampolineSlot(instance);
  const own = instance.HEAPU32[trampoline];
  applySnapshot(instance.HEAPU8, snapshot, Math.max(touched, instance.___heap_base));
  await inspect(instance.HEAPU8.subarray(0, snapshot.used));
  // The trampoline is an index into this engine's own function table. V8 and SpiderMonkey give it
  // the same place each time; JavaScriptCore does not, and would call another function instead.
  instance.HEAPU32[trampoline] = own;
  instance.API.restoreSnapshot = () => snapshot.references;
}

/** @param {Module} instance */
function trampolineSlot(instance) {
  const offset = instance.HEAPU32[instance.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2];
  return (instance.__PyRuntime + offset) >>> 2;
}
