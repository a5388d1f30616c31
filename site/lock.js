// The lock file that Pyodide is given in place of its own.

/** A lock file with no packages: nothing is ever loaded by name. */
export function emptyLock() {
  const info = {
    abi_version: "2026_0",
    arch: /** @type {const} */ ("wasm32"),
    platform: "emscripten_5_0_3",
    python: "3.14.2",
    version: "314.0.7",
  };
  return { info, packages: {} };
}
