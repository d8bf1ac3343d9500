import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const require = createRequire(import.meta.url);

/** An empty folder that goes away with the test. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "avatar-errors-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The built files in a folder of their own, those that `keep` says. */
export function copyBuild(t, keep = () => true) {
  const path = folder(t);
  cpSync(join(root, "dist"), path, {
    recursive: true,
    filter: (file) => keep(file),
  });
  return join(path, "index.cjs");
}

/** Another copy of the package, loaded. */
export function secondCopy(t) {
  return require(copyBuild(t));
}
