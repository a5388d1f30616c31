// node bundle.mjs OUT: bundles the scripts and styles, with a list of what was made in OUT/bundle.json.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { lightGlue } from "./glue.mjs";

const out = process.argv[2];
const site = fileURLToPath(new URL("..", import.meta.url));
mkdirSync(out, { recursive: true });

const shared = {
  absWorkingDir: site,
  bundle: true,
  minify: true,
  target: ["chrome137", "firefox140", "safari18.4"],
  legalComments: /** @type {const} */ ("none"),
  logLevel: /** @type {const} */ ("warning"),
};

/** A script as text. @param {import("esbuild").BuildOptions} options */
async function text(options) {
  const { outputFiles } = await build({ ...shared, ...options, format: "iife", write: false });
  return outputFiles[0].text;
}

const script = await text({ entryPoints: ["frame.js"] });
const frameHash = `sha256-${createHash("sha256").update(script).digest("base64")}`;
const policy = `default-src 'none'; script-src '${frameHash}' 'wasm-unsafe-eval'; worker-src blob: data:`;
const frame = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Python</title><script>${script}</script>`;

/** @type {import("esbuild").Plugin} */
const builtFrame = {
  name: "built-frame",
  setup(made) {
    made.onResolve({ filter: /^built:frame$/ }, () => ({ path: "frame", namespace: "built" }));
    made.onLoad({ filter: /.*/, namespace: "built" }, () => ({ contents: frame, loader: "text" }));
  },
};

const worker = await text({
  entryPoints: ["worker.js"],
  define: { "import.meta.url": '"https://box.invalid/"' },
  external: ["node:*", "ws"], // imported by Pyodide under Node only
  plugins: [lightGlue],
});
const early = await text({ entryPoints: ["early.js"] });

const { metafile } = await build({
  ...shared,
  entryPoints: { main: "main.js", style: "styles/style.css" },
  outdir: out,
  format: "esm",
  splitting: true,
  metafile: true,
  entryNames: "[name].[hash]",
  chunkNames: "[name].[hash]",
  assetNames: "[name].[hash]",
  loader: { ".woff2": "file" },
  plugins: [builtFrame],
});

/** @type {Record<string, string>} */
const files = { "worker.js": write("worker", worker), "early.js": write("early", early) };
for (const path of Object.keys(metafile.outputs)) {
  const [name, , extension] = basename(path).split(".");
  if (metafile.outputs[path].entryPoint || extension === "woff2") {
    files[`${name}.${extension}`] = basename(path);
  }
}
writeFileSync(join(out, "bundle.json"), JSON.stringify({ files, frameHash }, null, 2));

/** @param {string} name @param {string} content @returns {string} the file's name */
function write(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  writeFileSync(join(out, `${name}.${hash}.js`), content);
  return `${name}.${hash}.js`;
}
