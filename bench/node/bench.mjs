// From raw facts to a thrown and caught error: the package, the classifier written by
// hand, and an empty call into native code with the same arguments. One JSON line each.

import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { cases } from "./cases.mjs";
import { classifyByHand } from "./handwritten.mjs";

const ROUNDS = 41;
const CALLS = 3000;
const LOADS = 21;

let seen = 0;

const require = createRequire(import.meta.url);
const dist = fileURLToPath(
  new URL("../../bindings-node/dist/", import.meta.url),
);
const { classify } = require(`${dist}index.cjs`);
const { native } = require(`${dist}native.cjs`);

for (const [name, facts] of Object.entries(cases)) {
  const codes = [classify(facts).code, classifyByHand(facts).code];
  if (codes[0] !== codes[1])
    throw new Error(`${name}: ${codes[0]}, by hand ${codes[1]}`);
  const { ours, floor, peer } = medians(ROUNDS, {
    ours: () => timed(() => classify(facts)),
    floor: () => timed(emptyCall(facts)),
    peer: () => timed(() => classifyByHand(facts)),
  });
  print({
    name: `node/${name}`,
    ours_ns: ours,
    floor_ns: floor,
    peer_ns: peer,
  });
}

const { ours, floor } = medians(LOADS, {
  ours: () => loaded(`${dist}index.cjs`),
  floor: () => loaded(fileURLToPath(new URL("empty.cjs", import.meta.url))),
});
print({ name: "node/require", ours_ns: ours, floor_ns: floor });

for (const file of readdirSync(dist).filter((name) => name.endsWith(".node"))) {
  print({ name: "node/native library", bytes: statSync(dist + file).size });
}

/** Rounds of all in turn, so that a slow moment of the machine hits all of them. */
function medians(rounds, measure) {
  const times = Object.fromEntries(
    Object.keys(measure).map((name) => [name, []]),
  );
  for (let round = -2; round < rounds; round++) {
    for (const [name, once] of Object.entries(measure)) {
      const time = once();
      if (round >= 0) times[name].push(time);
    }
  }
  const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => [name, middle(list)]),
  );
}

/**
 * Nanoseconds of processor time a call, so that what else the machine does counts less; where
 * the call makes an error, that is thrown and caught.
 */
function timed(call) {
  const start = process.cpuUsage();
  for (let i = 0; i < CALLS; i++) {
    try {
      const error = call();
      if (error) throw error;
    } catch (error) {
      seen += error.code.length;
    }
  }
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / CALLS;
}

/** The same arguments, but texts that the native half gives up at once. */
function emptyCall(facts) {
  const real = native.classify;
  let given;
  native.classify = (...args) => real(...(given = args));
  classify(facts);
  native.classify = real;
  const [texts, status, close, now, body, frame, headers] = given;
  const unseparated = `\u0001${texts.slice(1).replaceAll("\0", " ")}`;
  const call = () =>
    real(unseparated, status, close, now, body, frame, headers);
  if (call() !== null) throw new Error("the empty call is not empty");
  return call;
}

/** Nanoseconds to load a module in a fresh process. */
function loaded(file) {
  const script = `const start = process.hrtime.bigint();
    require(${JSON.stringify(file)});
    process.stdout.write(String(process.hrtime.bigint() - start));`;
  return Number(
    execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }),
  );
}

function print(line) {
  const short = (value) =>
    typeof value === "number" ? Number(value.toPrecision(4)) : value;
  const entries = Object.entries(line).map(([key, value]) => [
    key,
    short(value),
  ]);
  console.log(JSON.stringify(Object.fromEntries(entries)));
}
