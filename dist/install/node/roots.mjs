import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "./places.mjs";

const MUSL = { x64: "x86_64", arm64: "aarch64" };

/** The small systems that are here in part. */
export const roots = () =>
  execFileSync(join(root, "dist/install/roots.sh"), {
    encoding: "utf8",
  }).trim();

/** What runs programs for aarch64, in front of one. */
export const emulator = () => {
  const there = roots();
  return [join(there, "usr/bin/qemu-aarch64"), "-L", join(there, "arm64")];
};

/** How many names musl's own loader misses: no Node for musl is to be had here, so it may miss Node's alone. */
export function missesUnderMusl({ file, manifest }) {
  const [cpu] = manifest.cpu;
  const there = roots();
  const system = join(there, { x64: "amd64", arm64: "arm64" }[cpu]);
  const loader = join(system, `lib/ld-musl-${MUSL[cpu]}.so.1`);
  const through = cpu === "arm64" ? [join(there, "usr/bin/qemu-aarch64")] : [];
  const folder = mkdtempSync(join(tmpdir(), "avatar-errors-musl-"));
  try {
    execFileSync("tar", ["-xzf", file, "-C", folder]);
    const library = join(folder, "package", manifest.main);
    const [program, ...args] = [...through, loader, "--list", library];
    const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
    const found = `${stdout}${stderr}`.matchAll(/: (\w+): symbol not found$/gm);
    const names = new Set([...found].map(([, name]) => name));
    assert.ok(
      names.size > 0,
      `musl's loader did not look:\n${stdout}${stderr}`,
    );
    const foreign = [...names].filter((name) => !name.startsWith("napi_"));
    assert.deepEqual(foreign, [], manifest.name);
    return names.size;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
