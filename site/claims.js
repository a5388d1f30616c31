// Claims: what a message of an interpreter must look like to be believed. Whoever runs there may
// have taken hold of the channel; what is shown is checked once more where it is shown (dom.js).

const MAX_NOTE = 200; // characters
const MAX_URL = 2000;

/** @param {unknown} names */
const areNames = (names) => Array.isArray(names) && names.every((name) => typeof name === "string");

/** @param {unknown} value @returns {Record<string, unknown> | null} */
export function asObject(value) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? /** @type {Record<string, unknown>} */ (value) : null;
}

/** @type {Record<string, (result: Record<string, unknown>) => boolean>} checks of answers by method */
const ANSWERS = {
  needs: ({ modules, packages, note }) =>
    areNames(modules) && areNames(packages) && typeof note === "string" && note.length < MAX_NOTE,
  run: ({ status, duration, markers, exit_code: exitCode = 0 }) =>
    typeof status === "string" &&
    typeof duration === "number" &&
    typeof exitCode === "number" &&
    Array.isArray(markers) &&
    markers.every(isMarker),
  check: ({ outcome, message }) => typeof outcome === "string" && typeof message === "string",
};

/** @type {Record<string, (event: Record<string, unknown>) => boolean>} checks of events by name */
const EVENTS = {
  panel: ({ panel, append = [], error = "" }) =>
    typeof panel === "string" && Array.isArray(append) && typeof error === "string",
  input: ({ prompt }) => typeof prompt === "string",
  fetch: ({ id, url }) => Number.isInteger(id) && typeof url === "string" && url.length < MAX_URL,
};

/** @param {unknown} marker */
function isMarker(marker) {
  const { span, message } = asObject(marker) ?? {};
  return typeof span === "string" && typeof message === "string";
}

/** @param {string} method @param {unknown} result */
export function isAnswer(method, result) {
  if (!Object.hasOwn(ANSWERS, method)) return true;
  const fields = asObject(result);
  return fields !== null && ANSWERS[method](fields);
}

/** @param {Record<string, unknown>} event */
export function isEvent(event) {
  const name = event.event;
  return typeof name === "string" && Object.hasOwn(EVENTS, name) && EVENTS[name](event);
}
