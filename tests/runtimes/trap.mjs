// After a trap the core answers all the same, as far as it can: trap.mjs FILE, a module that panics on
// request. The package's own test of panics, with another half beneath.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { nativeOf } = require("../../bindings-node/dist/wasm/native.cjs");

const native = nativeOf(readFileSync(process.argv[2]));
const facts = ["phase", "websocket_send", "close_code", "4503"];
const texts = (...facts) => facts.map((fact) => `\n${fact}`).join("");
const code = (text) => text.split("\n")[1];

const good = native.classify(texts(...facts), facts.length, undefined);
assert.equal(code(good), "upstreamError");
const bad = native.fromJSON(
  '{"code":"upstreamError","phase":"websocket_send","message":"panic on request","recovery":"retry","retryable":true,"alert":true,"rule":"close_code.4503"}',
);
const policy = new native.RetryPolicy({ attempts: 7 });
const budget = new native.RetryBudget(100);
const attempts = new native.Attempts(policy, budget);
const monitor = new native.RecurrenceMonitor({ threshold: 1 });
const { length } = attempts.failed(good).reason;
assert.ok(length > 0 && budget.left < 100);

const trapping = texts(...facts, "message", "panic on request");
const answers = {
  classify: code(native.classify(trapping, 6, undefined)),
  weigh: native.weigh(trapping, 6, undefined),
  given: code(
    native.given("idleTimeout", "panic on request", "", "", 0, undefined),
  ),
  reclassified: native.reclassified(bad),
  withIds: native.withIds(bad, "c-1", undefined) === bad,
  said: native.said(bad, "").fingerprint,
  log: code(native.logFields(bad)),
  decision: policy.decide(bad, 1, 0, 0, 0, 100).reason,
  failed: attempts.failed(bad).reason,
  // Made anew from its settings.
  left: budget.left,
  made: attempts.made,
  events: monitor.record(bad, undefined),
  recorded: monitor.record(good, undefined).length,
  after: code(native.classify(texts(...facts), facts.length, undefined)),
};
assert.deepEqual(answers, {
  classify: "unknown",
  weigh: -1,
  given: "unknown",
  reclassified: null,
  withIds: true,
  said: ["unknown", "websocket_send", "fallback.unknown"],
  log: "unknown",
  decision: "not_retryable",
  failed: "not_retryable",
  left: 100,
  made: 1,
  events: [],
  recorded: 1,
  after: "upstreamError",
});
console.log(`${Object.keys(answers).length} answers after traps`);
