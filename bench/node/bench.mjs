// From raw facts to a thrown and caught error: the package, the classifier written by hand, and an
// empty call into native code with the same arguments; then what is asked of an error later, against
// its bound. One JSON line each.

import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { cases, upstream } from "./cases.mjs";
import { classifyByHand } from "./handwritten.mjs";

const ROUNDS = 41;
const CALLS = 3000;
const LOADS = 21;

/** As the bounds of the handling are meant: the most failures that a monitor watches. */
const FINGERPRINTS = 256;
const THRESHOLD = 100;

let seen = 0;

const require = createRequire(import.meta.url);
const dist = fileURLToPath(
  new URL("../../bindings-node/dist/", import.meta.url),
);
const { AvatarError, RecurrenceMonitor, RetryPolicy, classify } = require(
  `${dist}index.cjs`,
);
const { causeOf } = require(`${dist}cause.cjs`);
const { native } = require(`${dist}native.cjs`);

for (const [name, failure] of Object.entries(cases)) {
  const codes = [classify(failure).code, classifyByHand(failure).code];
  if (codes[0] !== codes[1])
    throw new Error(`${name}: ${codes[0]}, by hand ${codes[1]}`);
  const { ours, floor, peer } = medians(ROUNDS, {
    ours: () => thrown(() => classify(failure)),
    floor: () => timed(emptyCall(() => classify(failure))),
    peer: () => thrown(() => classifyByHand(failure)),
  });
  print({
    name: `node/${name}`,
    ours_ns: ours,
    floor_ns: floor,
    peer_ns: peer,
  });
}

const error = classify(cases.http_json);
const policy = new RetryPolicy();
const retried = classify(cases.close);
const state = { attempt: 2, elapsedMs: 900, random: 0.5, budget: 100 };
const monitor = new RecurrenceMonitor({ threshold: THRESHOLD });
const failures = Array.from({ length: FINGERPRINTS }, (_, at) => upstream(at));
const recurring = failures.map((failure) => classify(failure));
for (let round = 0; round < THRESHOLD; round++)
  for (const each of recurring) monitor.record(each);
let next = 0;

const READS = {
  "a property": () => error.httpStatus,
  severity: () => error.severity,
  userMessage: () => error.userMessage,
  operatorHint: () => error.operatorHint,
  docUrl: () => error.docUrl,
  fingerprint: () => error.fingerprint,
  "String(error)": () => String(error),
  "JSON.stringify(error)": () => JSON.stringify(error),
};
const HANDLING = {
  logFields: () => error.logFields(),
  problem: () => error.problem(),
  "RetryPolicy.decide": () => policy.decide(retried, state),
  "RecurrenceMonitor.record": () =>
    monitor.record(recurring[next++ % FINGERPRINTS]),
};
const empty = emptyCall(() => classify(cases.http_json));
for (const [bound, calls] of [
  [1000, READS],
  [4000, HANDLING],
]) {
  for (const [name, call] of Object.entries(calls)) {
    const { ours, floor } = medians(ROUNDS, {
      ours: () => timed(call),
      floor: () => timed(empty),
    });
    print({
      name: `node/${name}`,
      ours_ns: ours,
      floor_ns: floor,
      bound_ns: bound,
    });
  }
}

const thrownByLibrary = caught();
const { built, told, both } = medians(ROUNDS, {
  built: () => timed(() => causeOf(thrownByLibrary)),
  told: () => timed(() => texts(causeOf(thrownByLibrary))),
  both: () =>
    timed(() => AvatarError.from(thrownByLibrary, { phase: "session_token" })),
});
const classified = both - built;
print({ name: "node/a cause", ours_ns: built, classified_ns: classified });
print({
  name: "node/a cause and its texts",
  ours_ns: told,
  classified_ns: classified,
});

const { ours, floor } = medians(LOADS, {
  ours: () => loaded(`${dist}index.cjs`),
  floor: () => loaded(fileURLToPath(new URL("empty.cjs", import.meta.url))),
});
print({ name: "node/require", ours_ns: ours, floor_ns: floor });

for (const file of readdirSync(dist).filter((name) => name.endsWith(".node"))) {
  print({ name: "node/native library", bytes: statSync(dist + file).size });
}

/** Two links, as most clients throw them. */
function caught() {
  const reset = new Error("read ECONNRESET, token=x");
  return new TypeError("fetch failed", {
    cause: Object.assign(reset, { code: "ECONNRESET" }),
  });
}

/** How long all texts are that a stand-in prints. */
function texts(cause) {
  let length = 0;
  for (let link = cause; link !== undefined; link = link.cause)
    length += link.stack.length;
  return length;
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

/** Nanoseconds of processor time a call, so that what else the machine does counts less. */
function timed(call) {
  const start = process.cpuUsage();
  for (let i = 0; i < CALLS; i++) {
    if (call() === seen) seen += 1;
  }
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / CALLS;
}

/** The same of a call that makes an error, which is thrown and caught. */
function thrown(call) {
  return timed(() => {
    try {
      throw call();
    } catch (error) {
      seen += error.code.length;
    }
  });
}

/** The call that is made of native code, but of other texts than it says: it is given up at once. */
function emptyCall(work) {
  const real = native.classify;
  let given;
  native.classify = (...args) => real(...(given = args));
  work();
  native.classify = real;
  const [texts, count, bytes] = given;
  const call = () => real(texts, count + 1, bytes);
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
