// Wraps the timers before anything takes them: a plain setTimeout calls back with `this` set to the
// worker's global object, which is how Python code could get hold of it.

for (const name of /** @type {const} */ (["setTimeout", "setInterval"])) {
  const original = self[name].bind(self);
  Object.defineProperty(self, name, {
    /** @param {unknown} callback @param {number} [delay] @param {unknown[]} rest */
    value: (callback, delay, ...rest) =>
      typeof callback === "function" ? original(() => callback(...rest), delay) : 0,
    writable: true,
    configurable: true,
  });
}
