// node restored.mjs OUT: bundles the worker beside this file, as site/tools/bundle.mjs does the real one.
import { createRequire } from "node:module";
import { join } from "node:path";
import { lightGlue } from "../../../site/tools/glue.mjs";

const { build } = createRequire(join(process.cwd(), "package.json"))("esbuild");
await build({
  entryPoints: [join(import.meta.dirname, "restored.js")],
  outfile: process.argv[2],
  bundle: true,
  format: "esm",
  define: { "import.meta.url": '"https://box.invalid/"' },
  external: ["node:*", "ws"],
  logLevel: "warning",
  plugins: [lightGlue],
});
