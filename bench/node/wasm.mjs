// A classified failure by WebAssembly in Node, beside the same by the native add-on; and how long until
// the package is ready. A row of the table each.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { cases } from "./cases.mjs";

const ROUNDS = 21;
const CALLS = 2000;
const LOADS = 11;
const MOST_TIMES = 4;
const READY_MS = 10;

const dist = new URL("../../bindings-node/dist/", import.meta.url);
const require = createRequire(dist);
const native = require(fileURLToPath(new URL("index.cjs", dist)));
const web = new URL("web/index.mjs", dist).href;
const wasm = await import(web);

let seen = 0;

for (const [name, failure] of Object.entries(cases)) {
  const [addon, compiled] = [[], []];
  for (let round = -2; round < ROUNDS; round += 1) {
    const times = [timed(native, failure), timed(wasm, failure)];
    if (round >= 0)
      [addon, compiled].forEach((list, at) => list.push(times[at]));
  }
  const [ours, beside] = [middle(compiled), middle(addon)];
  print({
    name: `wasm/${name}`,
    ours: `${(ours / 1000).toFixed(1)} µs`,
    beside: `add-on ${(beside / 1000).toFixed(1)} µs`,
    ratio: `${(ours / beside).toFixed(1)} x`,
    target: `at most ${MOST_TIMES} x`,
    reached: ours <= beside * MOST_TIMES,
  });
}

const loads = Array.from({ length: LOADS }, readied);
print({
  name: "wasm/from its bytes to the first error",
  ours: `${middle(loads).toFixed(1)} ms`,
  target: `at most ${READY_MS} ms`,
  reached: middle(loads) <= READY_MS,
});

/** Nanoseconds of processor time for a failure that is classified, thrown and caught. */
function timed({ classify }, failure) {
  const start = process.cpuUsage();
  for (let at = 0; at < CALLS; at += 1) {
    try {
      throw classify(failure);
    } catch (error) {
      seen += error.code.length;
    }
  }
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / CALLS;
}

/** Milliseconds of processor time in a fresh process: what the module costs besides the package's files. */
function readied() {
  const at = (file) => JSON.stringify(new URL(`web/${file}`, dist).href);
  const script = `const { nativeOf } = await import(${at("wasm/native.mjs")});
    const start = process.cpuUsage();
    const { default: bytes } = await import(${at("inlined.mjs")});
    nativeOf(bytes).classify("\\nphase\\nunknown\\nclose_code\\n4503", 4);
    const { user, system } = process.cpuUsage(start);
    process.stdout.write(String((user + system) / 1000));`;
  const args = ["--input-type=module", "-e", script];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

function middle(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1];
}

function print(row) {
  console.log(JSON.stringify(row));
}
