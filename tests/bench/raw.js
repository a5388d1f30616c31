// Boots Pyodide as its documentation does, in a same-origin module worker, and notes the time.
const worker = new Worker("raw-worker.js", { type: "module" });
window.booted = new Promise((resolve) => {
  worker.onmessage = () => resolve(performance.now());
});
