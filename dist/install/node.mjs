// `node.mjs [--own]`: installs target/dist/node from a registry of this machine, as a stranger would, with
// nothing but a runtime on the PATH, and uses it there. With --own in the Node of the PATH alone, with --here without
// small systems of Debian's packages.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Folder } from "./node/folder.mjs";
import { here, own, root } from "./node/places.mjs";
import { packages, startRegistry } from "./node/registry.mjs";
import { missesUnderMusl } from "./node/roots.mjs";
import { runtimes } from "./node/runtimes.mjs";

const SAMPLE = 500;
const COMPILERS = ["cc", "gcc", "clang", "cargo", "rustc", "python3", "make"];

const readme = readFileSync(join(root, "README.md"), "utf8");
const block = (start) =>
  readme.match(new RegExp(`${start}(.*?)\`\`\``, "s"))[1];
const built = packages();
const main = built.find(({ manifest }) => manifest.name === "avatar-errors");
const native = built.filter((one) => one !== main);
const sample = vectors();
let passed = 0;

function passes(line) {
  passed += 1;
  console.log(line);
}

function vectors() {
  const folder = join(root, "tests/vectors");
  const all = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(folder, name))).vectors);
  const step = all.length / SAMPLE;
  return all.filter(
    (_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step),
  );
}

function agree() {
  const versions = ({ manifest }) => [manifest.name, manifest.version];
  assert.deepEqual(
    main.manifest.optionalDependencies,
    Object.fromEntries(native.map(versions)),
  );
  for (const { manifest } of native)
    assert.equal(manifest.version, main.manifest.version, manifest.name);
  assert.ok(!main.files.some((name) => name.endsWith(".node")), "native code");
  passes(`${built.length} packages of version ${main.manifest.version}`);
}

function works(there, runtime) {
  const { programs } = there;
  assert.ok(!COMPILERS.some((name) => programs.includes(name)), `${programs}`);
  const begun = performance.now();
  there.add("avatar-errors");
  const installing = Math.round(performance.now() - begun);
  const chosen = installed(there);

  there.write("readme.mjs", block("```js\n"));
  const { stdout, stderr } = there.script("readme.mjs");
  assert.deepEqual([stdout, stderr], [block("```text\n"), ""]);

  const told = JSON.parse(there.script("sample.mjs").stdout);
  assert.deepEqual(told.wrong, []);
  assert.ok(told.run === SAMPLE, `vectors: ${told.run} run of ${SAMPLE}`);

  there.remove("avatar-errors");
  assert.deepEqual(there.left(), [], "left after uninstalling");
  passes(
    `${runtime.name}, PATH with ${programs.join(" ")}: ${chosen.join(" ")} installed in ${installing} ms, ` +
      `imported in ${told.importing} ms, README's failure raised, caught and printed, ` +
      `vectors: ${told.run} run of ${SAMPLE}, uninstalled`,
  );
}

function installed(there) {
  const names = native.map(({ manifest }) => manifest.name);
  const found = names.filter((name) => there.has(name));
  assert.ok(found.length > 0, "no native package was installed");
  return found;
}

function chooses(there, { name, os, cpu, libc }) {
  const machine = Object.entries({ os, cpu, libc }).filter(
    ([, value]) => value,
  );
  const system = { glibc: "glibc", musl: "musl" }[libc] ?? libc;
  there.add(
    "avatar-errors",
    ...machine.map(([key, [value]]) => `--${key}=${value}`),
  );
  assert.deepEqual(installed(there), [name], system);
  passes(
    `${machine.map(([, value]) => value).join(" ")}: ${name} and no other`,
  );
}

function fits({ cpu = process.arch }) {
  return native.some(
    ({ manifest }) =>
      manifest.os.includes(process.platform) && manifest.cpu.includes(cpu),
  );
}

function isForMusl({ manifest }) {
  return manifest.libc?.includes("musl");
}

function links(one) {
  const names = missesUnderMusl(one);
  passes(
    `${one.manifest.name}: musl's loader misses nothing but ${names} names of Node's`,
  );
}

function answersWithoutNative(there) {
  there.add("avatar-errors", "--omit=optional");
  there.write(
    "missing.cjs",
    `const { classify } = require("avatar-errors");
    console.log(classify({ closeCode: 4503 }).code);`,
  );
  assert.equal(there.script("missing.cjs").stdout, "upstreamError\n");
  passes("--omit=optional: WebAssembly answers");
}

function isCommand(there) {
  const [, input, output] = readme.match(
    /\$ echo '(.*)' \| avatar-errors classify\n(.*\n)/,
  );
  const line = there.run("npx", ["--yes", "avatar-errors", "classify"], {
    input,
  });
  assert.equal(line.stdout, output);
  there.add("avatar-errors");
  const version = there.run("npx", ["avatar-errors", "--version"]).stdout;
  assert.equal(version, `avatar-errors ${main.manifest.version}\n`);
  passes("npx avatar-errors: the README's line classified");
}

const registry = await startRegistry(built);
function inFolder(runtime, work) {
  const there = new Folder(registry, runtime);
  try {
    there.write(
      "sample.mjs",
      readFileSync(join(import.meta.dirname, "node/sample.mjs")),
    );
    there.write("sample.json", JSON.stringify({ vectors: sample }));
    work(there, runtime);
  } finally {
    there.close();
  }
}

try {
  agree();
  for (const runtime of runtimes(own)) {
    if (fits(runtime)) inFolder(runtime, works);
    else console.log(`${runtime.name}: not run, its package was not built`);
  }
  const [node] = runtimes(true);
  for (const { manifest } of native)
    inFolder(node, (there) => chooses(there, manifest));
  for (const one of own || here ? [] : native.filter(isForMusl)) links(one);
  inFolder(node, answersWithoutNative);
  if (main.manifest.bin) inFolder(node, isCommand);
} finally {
  await registry.stop();
}
console.log(`installed: ${passed} passed, 0 failed`);
