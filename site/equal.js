// Equality of JSON.

import { asObject } from "./claims.js";

/** @param {unknown} a @param {unknown} b @returns {boolean} whether two parts of JSON say the same */
export function equal(a, b) {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((part, i) => equal(part, b[i]));
  }
  const [one, other] = [asObject(a), asObject(b)];
  if (!one || !other) return a === b;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => equal(one[name], other[name]))
  );
}
