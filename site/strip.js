// Takes away everything of the worker's global scope that neither Python nor Pyodide needs.
// The frame's origin and policy are the boundary; this leaves less to try them with.

const LANGUAGE = `
  Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date
  Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError
  URIError SuppressedError JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array
  Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array
  Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator AsyncIterator
  WeakMap WeakSet WeakRef Proxy Reflect FinalizationRegistry decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape isFinite isNaN globalThis DisposableStack AsyncDisposableStack
  WebAssembly toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable
  __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__`;

const WORKER = `
  self constructor console performance crypto TextEncoder TextDecoder AbortController AbortSignal
  DOMException setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone atob
  btoa URL URLSearchParams TEMPORARY PERSISTENT`;

const KEEP = new Set(`${LANGUAGE} ${WORKER}`.trim().split(/\s+/));

/** @returns {string[]} the names that could not be deleted */
export function strip() {
  const left = [];
  for (let scope = self; scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const name of Reflect.ownKeys(scope)) {
      if (typeof name === "symbol" || KEEP.has(name)) continue;
      if (!Reflect.deleteProperty(scope, name)) left.push(name);
    }
  }
  killConstructors();
  Reflect.deleteProperty(URL, "createObjectURL");
  return left;
}

/** Every function leads to its constructor, and that compiles text. */
function killConstructors() {
  const dead = () => {
    throw new Error("not available in the playground");
  };
  const kinds = [function () {}, async function () {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    Object.defineProperty(Object.getPrototypeOf(kind), "constructor", { value: dead });
  }
}
