declare module "built:frame" {
  /** The document of the sandboxed frame, its script inlined and named in its policy. */
  const html: string;
  export default html;
}
declare module "pyodide/pyodide.asm.mjs" {
  const create: (settings: object) => Promise<import("./pyodide.js").Module>;
  export default create;
}
declare module "pyodide/pyodide.mjs" {
  export const loadPyodide: (options: object) => Promise<import("./pyodide.js").Pyodide>;
  export const version: string;
}

/** Of classic workers; the library of types for pages does not have it. */
declare function importScripts(...urls: string[]): void;
