// Answers Pyodide's question whether this is a classic worker. It asks by way of importScripts, once
// on import and again at boot, and V8 parses the whole script anew to say where that has failed:
// half as long as everything else that happens until then. What is thrown here has no place.

const refuse = () => {
  throw null;
};
Object.defineProperty(self, "importScripts", { value: refuse, configurable: true });

/** Brings the real one back. */
export function unmask() {
  Reflect.deleteProperty(self, "importScripts");
}
