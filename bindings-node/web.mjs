// Builds the package for where there is WebAssembly alone: the same sources as ES modules, with
// another way to load the core: web.mjs [DIST]

import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const sources = join(root, "build");
const dist = resolve(process.argv[2] ?? join(root, "dist"));
const web = join(dist, "web");

const NODE_ALONE = ["command-line.cts", "load.cts"];

rmSync(sources, { recursive: true, force: true });
for (const file of readdirSync(join(root, "lib"), { recursive: true })) {
  if (!file.endsWith(".cts") || NODE_ALONE.includes(file)) continue;
  const text = readFileSync(join(root, "lib", file), "utf8");
  const copy = join(sources, file.replace(/\.cts$/, ".mts"));
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, text.replace(/(?<=from "\.[^"]*)\.cjs(?=")/g, ".mjs"));
}
for (const file of ["load.mts", "wasm.d.mts"])
  cpSync(join(root, "lib/web", file), join(sources, file));

rmSync(web, { recursive: true, force: true });
const tsc = join(root, "node_modules/.bin/tsc");
execFileSync(tsc, ["-p", join(root, "tsconfig.web.json"), "--outDir", web], {
  stdio: "inherit",
});
for (const file of ["imported.mjs", "edge.mjs"])
  cpSync(join(root, "lib/web", file), join(web, file));

const base64 = readFileSync(join(dist, "avatar-errors.wasm"), "base64");
const inlined = readFileSync(join(root, "lib/web/inlined.mjs"), "utf8");
writeFileSync(join(web, "inlined.mjs"), inlined.replace("BASE64", base64));
