import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";

import { copyBuild, root } from "./copy.mjs";

const require = createRequire(import.meta.url);

function failure(file, setup = "") {
  const script = `${setup}; try { require(${JSON.stringify(file)}) } catch (e) { console.log(e.message) }`;
  return execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
}

test("a missing library is named, with what to do", (t) => {
  const file = copyBuild(t, (name) => !/\.(node|wasm)$/.test(name));
  const message = failure(file);
  const platform = `${process.platform}-${process.arch}`;
  assert.match(
    message,
    new RegExp(`^avatar-errors: no native library .* for ${platform}`),
  );
  if (process.platform === "linux")
    assert.match(message, /\((glibc [\d.]+|musl)\)/);
  const wanted = join(dirname(file), `avatar-errors.${platform}`);
  assert.ok(
    message.includes(`  ${wanted}`) && message.includes(".node: not found"),
    message,
  );
  assert.match(
    message,
    new RegExp(`  package avatar-errors-${platform}[a-z-]*: not found`),
  );
  assert.match(message, /What to do: install again with optional dependencies/);
});

test("a broken library is named with the reason", (t) => {
  const file = copyBuild(t, (name) => !name.endsWith(".wasm"));
  const [library] = readdirSync(dirname(file)).filter((name) =>
    name.endsWith(".node"),
  );
  writeFileSync(join(dirname(file), library), "not a library");
  const [line] = failure(file).match(new RegExp(`.*${library}: .*`));
  assert.doesNotMatch(line, /not found/);
});

test("a platform without a build says so", (t) => {
  const file = copyBuild(t, (name) => !name.endsWith(".wasm"));
  const setup =
    "Object.defineProperty(process, 'platform', { value: 'sunos' })";
  assert.match(
    failure(file, setup),
    /for sunos-.*\nThere is no build for this platform\.\n/,
  );
});

test("where no library fits, WebAssembly answers the same", (t) => {
  const file = copyBuild(t, (name) => !name.endsWith(".node"));
  const script = (file) =>
    `const { classify } = require(${JSON.stringify(file)}); console.log(JSON.stringify(classify({ closeCode: 4503 })), Object.keys(require.cache).some((name) => /wasm.native.cjs$/.test(name)))`;
  const run = (file) =>
    execFileSync(process.execPath, ["-e", script(file)], {
      encoding: "utf8",
    }).split(/ (?=true|false)/);
  const [native, loaded] = run(join(root, "dist/index.cjs"));
  assert.equal(loaded, "false\n");
  const [json, compiled] = run(file);
  assert.deepEqual([json, compiled], [native, "true\n"]);
});

test("the loader looks for every target of the package", () => {
  const { napi } = require("../package.json");
  const loader = readFileSync(join(root, "lib/load.cts"), "utf8");
  const builds = loader
    .match(/"(?:linux|darwin|win32)-\w+-?\w*"(?=[,\]])/g)
    .map((name) => name.slice(1, -1));
  const names = napi.targets.map((target) =>
    target
      .replace(/^x86_64/, "x64")
      .replace(/^aarch64/, "arm64")
      .replace(/^(\w+)-unknown-linux-/, "linux-$1-")
      .replace(/^(\w+)-apple-darwin/, "darwin-$1")
      .replace(/^(\w+)-pc-windows-/, "win32-$1-"),
  );
  assert.deepEqual(builds.sort(), names.sort());
});
